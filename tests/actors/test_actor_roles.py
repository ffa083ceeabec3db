"""The role file holds no phrase twice with two meanings, and enough of them."""

from __future__ import annotations

from extractors.actors import load

_CLASS = {"modifier": "modifier", "status": "modifier", "ethnic": "group", "religious": "group", "region": "group"}


def test_a_role_phrase_means_one_thing() -> None:
    meanings: dict[tuple[str, str], set[tuple[str, bool]]] = {}
    for phrase, entry in load.roles():
        assert entry.role is not None
        key = (phrase.lower(), _CLASS.get(entry.role.kind, "noun"))
        meanings.setdefault(key, set()).add((entry.code, entry.role.weak))
    assert {key: found for key, found in meanings.items() if len(found) > 1} == {}


def test_there_are_enough_roles_in_every_class() -> None:
    phrases = {entry.name for _, entry in load.roles()}
    codes = {entry.code for _, entry in load.roles()}
    assert len(phrases) > 600
    assert {
        "GOV",
        "MIL",
        "LEG",
        "OPP",
        "REB",
        "COP",
        "JUD",
        "SPY",
        "MED",
        "BUS",
        "CVL",
        "ELI",
        "EDU",
        "AGR",
        "LAB",
    } <= codes
    assert {"REF", "REL", "HLH", "HRI", "ENV", "CRM", "UAF", "SEP", "INS", "DEV", "NGO", "IGO", "MNC", "INT"} <= codes
