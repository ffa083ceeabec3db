"""The compiled files: plurals, case, screening, dimension rows, codes, records."""

from __future__ import annotations

import datetime as dt

import pytest
from finding import Find

from extractors.actors import ActorLexicon, codes
from extractors.actors.load import plural


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("minister", "ministers"),
        ("minister of defence", "ministers of defence"),
        ("secretary of state", "secretaries of state"),
        ("attorney general", "attorneys general"),
        ("lieutenant general", "lieutenant generals"),
        ("chief of staff", "chiefs of staff"),
        ("policeman", "policemen"),
        ("spokeswoman", "spokeswomen"),
        ("ministry", "ministries"),
        ("envoy", "envoys"),
        ("coach", "coaches"),
        ("member of parliament", "members of parliament"),
    ],
)
def test_plurals_are_derived(one: str, many: str) -> None:
    assert plural(one) == many


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("US", "USA"),
        ("U.S.", "USA"),
        ("us", None),
        ("Us", None),
        ("WHO", "IGOUNOHLHWHO"),
        ("Who", None),
        ("russia", None),
    ],
)
def test_case_tells_names_from_words(name: str, code: str | None, lexicon: ActorLexicon) -> None:
    found = [entry.code for entry in lexicon.lookup(name) if entry.kind in ("state", "organisation")]
    assert found[:1] == ([code] if code else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia closed the border.", True),
        ("Rebels attacked the town.", True),
        ("Police arrested four men.", True),
        ("The Kremlin denied it.", True),
        ("Ms Merkel left.", True),
        ("The weather will be fine on Monday.", False),
        ("It tells us who may come.", False),
        ("", False),
    ],
)
def test_screening_needs_no_parse(text: str, expected: bool, lexicon: ActorLexicon) -> None:
    assert lexicon.may_have_actor(text) is expected


@pytest.mark.parametrize(
    ("base", "roles", "code"),
    [
        ("RUS", ("GOV",), "RUSGOV"),
        ("RUS", ("LEG", "OPP"), "RUSOPPLEG"),
        ("RUS", (), "RUS"),
        ("IGONAT", ("GOV",), "IGONAT"),
        ("IGONAT", ("MIL",), "IGONATMIL"),
        ("NGOHRIAMN", ("MED",), "NGOHRIAMN"),
        ("NGA", ("MOS", "REL"), "NGARELMOS"),
        ("RUSGOV", ("GOV",), "RUSGOV"),
    ],
)
def test_roles_join_in_the_order_of_cameo(base: str, roles: tuple[str, ...], code: str) -> None:
    ordered = codes.join(base, roles)
    assert set(codes.triples(ordered)) == set(codes.triples(code))
    assert ordered[:3] == code[:3]


def test_primary_roles_come_before_secondary_ones() -> None:
    assert codes.order(("LEG", "KUR", "OPP", "PTY")) == ("OPP", "PTY", "KUR", "LEG")


def test_a_code_has_at_most_five_groups() -> None:
    assert len(codes.join("RUS", ("GOV", "MIL", "OPP", "LEG", "MED", "BUS"))) == 15


def test_a_mention_becomes_a_record_with_document_offsets(find: Find) -> None:
    [mentions] = find("Russian Foreign Minister Sergei Lavrov met the envoy.", date=dt.date(2015, 1, 1))
    actor = mentions[0].to_actor(100)
    assert (actor.code, actor.country, actor.roles) == ("RUSGOV", "RUS", ("GOV",))
    assert (actor.name, actor.start, actor.end) == ("Sergei Lavrov", 100, 138)
