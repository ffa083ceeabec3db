"""How role codes join a country or an organisation: CAMEO's order and what gives way to what."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from .entries import INTERNATIONAL, Role

# CAMEO codebook 1.1b3, tables 3.1-3.3: primary roles, the party marker, ethnic and religious groups, secondary roles.
PRIMARY = ("GOV", "MIL", "COP", "JUD", "SPY", "OPP", "REB", "INS", "SEP", "UAF")
_SECONDARY = ("LEG", "AGR", "BUS", "CRM", "CVL", "DEV", "EDU", "ELI", "ENV", "HLH", "HRI", "LAB", "MED", "REF")
_TERTIARY = ("MOD", "RAD")
ROLES = frozenset({*PRIMARY, *_SECONDARY, "PTY"})
UNKNOWN = "---"
_VIOLENT = frozenset({"REB", "INS", "SEP", "UAF"})


def triples(code: str) -> tuple[str, ...]:
    """Cut a run of three-letter codes."""
    return tuple(code[i : i + 3] for i in range(0, len(code), 3))


def _tier(code: str) -> int:
    if code in PRIMARY:
        return 0
    if code == "PTY":
        return 1
    if code in _SECONDARY:
        return 3
    return 4 if code in _TERTIARY else 2


def order(codes: Iterable[str]) -> tuple[str, ...]:
    """Return role codes without repetition in CAMEO's order: primary, party, group, secondary, tertiary."""
    return tuple(sorted(dict.fromkeys(codes), key=_tier))


def role_codes(roles: Iterable[Role]) -> tuple[str, ...]:
    """Return the codes that a phrase's roles leave together.

    Weak roles ("official", "leader", "people") count only where nothing stronger does, of which the last one (the head)
    wins; an armed role takes the place of a milder one ("rebel soldiers" are rebels); the opposition is no government.
    """
    return _role_codes(tuple(roles))


@lru_cache(4096)
def _role_codes(roles: tuple[Role, ...]) -> tuple[str, ...]:
    groups = [role.code for role in roles if role.kind in ("ethnic", "religious")]
    acting = [role for role in roles if role.kind not in ("ethnic", "religious", "status")]
    strong = [role for role in acting if not role.weak]
    heads = strong or acting[-1:]
    weak_modifiers = [role for role in acting if role.weak and role.kind == "modifier"]
    if not strong and weak_modifiers:
        heads = [*weak_modifiers, *(role for role in heads if role.code != "GOV")]
        if len(heads) > 1 and heads[-1].code in ("CVL", "PTY") and heads[0].code != "GOV":
            heads = heads[:-1]
    found = [triple for role in heads for triple in triples(role.code)]
    if any(code in _VIOLENT for code in found):
        found = [code for code in found if code not in ("MIL", "GOV", "CVL", "PTY", "OPP", "LEG", "BUS")]
    if "OPP" in found:
        found = [code for code in found if code not in ("GOV", "CVL")]
    if "COP" in found or "JUD" in found:
        found = [code for code in found if code not in ("MIL", "CVL", "HLH")]
    return order([*found, *groups])


def join(base: str, roles: Iterable[str]) -> str:
    """Return base and roles as one actor code of at most five groups.

    International bodies keep their own code for those who speak and decide for them (GOV, MED and the like say nothing
    more); a base that already carries roles keeps them before the new ones.
    """
    return _joined(base, tuple(roles))


@lru_cache(4096)
def _joined(base: str, roles: tuple[str, ...]) -> str:
    own = triples(base)
    extra = [role for role in roles if role not in own]
    if own[0] in INTERNATIONAL:
        extra = [role for role in extra if role in ("MIL", "COP", "JUD", "REF")] if own[0] == "IGO" else []
    ordered = order([*own[1:], *extra]) if own[0] not in INTERNATIONAL else (*own[1:], *extra)
    return "".join((own[0], *ordered)[:5])


@lru_cache(4096)
def split(code: str) -> tuple[str | None, tuple[str, ...]]:
    """Return country (None when unknown) and roles of an actor code."""
    parts = triples(code)
    return (None if parts[0] == UNKNOWN else parts[0]), parts[1:]
