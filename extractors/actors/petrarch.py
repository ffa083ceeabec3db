"""Actor and agent files in the format of PETRARCH and TABARI, read into entries.

An actor is a block: a name, lines of synonyms that begin with "+", and codes in brackets, each for all time or with a
date restriction ("<date", ">date", "date-date"; YYMMDD or YYYYMMDD).  An agent's code has a "~" where the code of its
country goes; its regular plural is understood unless braces give another ("{ATTORNEYS_GENERAL}") or none ("{}").
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..resources import ConfigError, display
from .codes import PRIMARY, triples
from .entries import INTERNATIONAL, Entry, EntryKind, Role
from .load import Named, plural

# The codes by which these files say that a name is nobody.
_NOBODY = frozenset({"---", "+++", "###"})
# Kinds of roles that are a base of their own, which an agent never is.
_BASES = ("international", "region")
_ARMED = frozenset({"REB", "INS", "SEP", "UAF"})
_ADJECTIVAL = ("an", "ish", "ese", "i", "ic", "ch")
# Two-digit years from here on are of the twentieth century, as PETRARCH reads them.
_PIVOT = 30
_MOST_FAULTS = 20

_BRACKET = re.compile(r"\[([^\]]*)\]")
_CODE = re.compile(r"\s*(?P<code>[A-Za-z0-9~/]+|---|\+\+\+|###)\s*(?P<date>\S.*)?")
_DATES = re.compile(r"(?P<sign>[<>])\s*(?P<bound>\d+)|(?P<start>\d+)\s*-\s*(?P<end>\d+)")
_ACTOR_CODE = re.compile(r"[A-Z0-9]{3,15}(?:/[A-Z0-9]{3,15})*")
_AGENT_CODE = re.compile(r"~(?P<after>(?:[A-Z]{3}){1,4})|(?P<before>[A-Z]{3})~")
_COMMENT = re.compile(r"(?<![\[#])#.*")
_BRACES = re.compile(r"\{([^}]*)\}")
_SET = re.compile(r"(![^!\s]+!)\s*=\s*(.+)")
_MARKER = re.compile(r"![^!\s]+!")


# The known roles of a phrase in lower case.
Roles = Mapping[str, Sequence[Role]]


@dataclass(frozen=True, slots=True)
class _Dated:
    """A code as a line has it, for the days from ``start`` to ``end``."""

    code: str
    start: dt.date
    end: dt.date
    where: str

    @property
    def is_always(self) -> bool:
        return (self.start, self.end) == (dt.date.min, dt.date.max)


@dataclass(slots=True)
class _Block:
    where: str
    names: list[tuple[str, str | None]]
    codes: list[_Dated] = field(default_factory=list)


def read_petrarch(path: Path, text: str, roles: Roles) -> Iterator[Named]:
    """Yield (name, entry) of every actor and agent of a file.

    ``roles`` are the roles known by phrase: an agent's kind (person, body, thing …) is not in these files and is taken
    from there.  Of several codes the first whose dates hold counts, then the undated one.  Names are whole words: "_"
    is a blank, and one at the end says nothing.  Raises one ConfigError for all lines that cannot be, with file:line.
    """
    faults: list[tuple[str, str]] = []
    sets: dict[str, list[str]] = {}
    blocks = list(_blocks(display(path), text, sets, faults))
    entries = [named for block in blocks for named in _entries(block, sets, roles, faults)]
    if faults:
        first, *others = faults
        more = [f"\n{where}: {message}" for where, message in others[: _MOST_FAULTS - 1]]
        if len(others) >= _MOST_FAULTS:
            more.append(f"\nand {len(others) - _MOST_FAULTS + 1} more")
        raise ConfigError(first[0], first[1] + "".join(more))
    yield from entries


# ---- lines


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines without comments ("#" to the end of the line, "<!--" to "-->")."""
    inside = False
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw
        if inside or line.lstrip().startswith("<!"):
            inside = "-->" not in line
            continue
        line = _COMMENT.sub("", line)
        if line.strip():
            yield number, line.strip()


def _blocks(name: str, text: str, sets: dict[str, list[str]], faults: list[tuple[str, str]]) -> Iterator[_Block]:
    block: _Block | None = None
    for number, line in _lines(text):
        where = f"{name}:{number}"
        if found := _SET.fullmatch(line):
            sets[found[1].upper()] = [_name(member) for member in found[2].split(",") if member.strip()]
            continue
        written = _BRACES.sub("", line.split("[", 1)[0]).strip()
        braces = _BRACES.search(line)
        if written.startswith("+"):
            if block is None:
                faults.append((where, f"the synonym {written} follows no name"))
                continue
            block.names.append((_name(written[1:]), braces and braces[1]))
        elif written:
            if block is not None:
                yield block
            block = _Block(where, [(_name(written), braces and braces[1])])
        elif block is None:
            faults.append((where, "a code that follows no name"))
            continue
        for bracket in _BRACKET.findall(line):
            try:
                block.codes.append(_dated(bracket, where))
            except ValueError as error:
                faults.append((where, f"[{bracket}]: {error}"))
        if line.count("[") != line.count("]"):
            faults.append((where, "has a bracket that nothing closes or opens"))
    if block is not None:
        yield block


def _name(written: str) -> str:
    """Return a name with blanks; texts write its article small."""
    name = " ".join(written.replace("_", " ").split())
    return f"the {name[4:]}" if name.upper().startswith("THE ") else name


def _dated(bracket: str, where: str) -> _Dated:
    found = _CODE.fullmatch(bracket)
    if found is None:
        raise ValueError("no actor code")
    code = found["code"].upper()
    if code not in _NOBODY and not _ACTOR_CODE.fullmatch(code) and not _AGENT_CODE.fullmatch(code):
        raise ValueError(f"{code} is no actor code")
    if found["date"] is None:
        return _Dated(code, dt.date.min, dt.date.max, where)
    dates = _DATES.fullmatch(found["date"].strip())
    if dates is None:
        raise ValueError(f"{found['date']!r} is no date restriction: <date, >date or date-date")
    one = dt.timedelta(days=1)
    if dates["sign"] == "<":
        return _Dated(code, dt.date.min, _day(dates["bound"]) - one, where)
    if dates["sign"] == ">":
        return _Dated(code, _day(dates["bound"]) + one, dt.date.max, where)
    start, end = _day(dates["start"]), _day(dates["end"])
    if end < start:
        raise ValueError("ends before it begins")
    return _Dated(code, start, end, where)


def _day(digits: str) -> dt.date:
    if len(digits) == 6:
        digits = ("20" if int(digits[:2]) < _PIVOT else "19") + digits
    if len(digits) != 8:
        raise ValueError(f"{digits} is no date: write YYMMDD or YYYYMMDD")
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError as error:
        raise ValueError(f"{digits} is no date ({error})") from error


# ---- entries


def _entries(
    block: _Block, sets: Mapping[str, Sequence[str]], roles: Roles, faults: list[tuple[str, str]]
) -> Iterator[Named]:
    if not block.codes:
        if not any(where == block.where for where, _ in faults):
            faults.append((block.where, f"{block.names[0][0]!r} has no code"))
        return
    agents = [dated for dated in block.codes if "~" in dated.code]
    if agents and len(block.codes) > 1:
        faults.append((block.where, "an agent has one code, without dates"))
        return
    for name, braces in block.names:
        for spelled in _spelled(name, sets, block.where, faults):
            if not any(letter.isalnum() for letter in spelled):
                faults.append((block.where, f"{name!r} has no letters"))
            elif agents:
                is_fixed = "!" in name
                yield from _agent(spelled, "" if is_fixed else braces, agents[0], roles)
            else:
                yield from _actor(spelled, block, roles)


def _spelled(name: str, sets: Mapping[str, Sequence[str]], where: str, faults: list[tuple[str, str]]) -> Iterator[str]:
    """Yield a name with every choice of the members of the substitution sets that it mentions."""
    markers = _MARKER.findall(name)
    unknown = [marker for marker in markers if marker.upper() not in sets]
    if unknown:
        faults.append((where, f"{unknown[0]} is no substitution set of this file: write {unknown[0]} = A, B"))
        return
    for members in itertools.product(*(sets[marker.upper()] for marker in markers)):
        spelled = name
        for marker, member in zip(markers, members, strict=True):
            spelled = spelled.replace(marker, member, 1)
        yield spelled


def _actor(name: str, block: _Block, roles: Roles) -> Iterator[Named]:
    for dated in periods(block.codes):
        if dated.code in _NOBODY:
            yield name, Entry("discard", "", block.names[0][0], dated.where, dated.start, dated.end)
            continue
        for kind in _kinds(name, dated.code, block, roles):
            yield name, Entry(kind, dated.code, block.names[0][0], dated.where, dated.start, dated.end)


def periods(codes: Sequence[_Dated]) -> list[_Dated]:
    """Return codes as periods that do not overlap: at each day the first dated code that holds, else the undated one."""
    free = [(dt.date.min, dt.date.max)]
    found: list[_Dated] = []
    for dated in sorted(codes, key=lambda dated: dated.is_always):
        left: list[tuple[dt.date, dt.date]] = []
        for start, end in free:
            first, last = max(start, dated.start), min(end, dated.end)
            if first > last:
                left.append((start, end))
                continue
            found.append(_Dated(dated.code, first, last, dated.where))
            if start < first:
                left.append((start, first - dt.timedelta(days=1)))
            if last < end:
                left.append((last + dt.timedelta(days=1), end))
        free = left
    return found


def _kinds(name: str, code: str, block: _Block, roles: Roles) -> tuple[EntryKind, ...]:
    """Return what kind of thing bears a name, which these files do not say: by its code, its dates and its words."""
    parts = triples(code)
    if parts[0] in INTERNATIONAL:
        is_dated = any(not dated.is_always for dated in block.codes)
        return ("person",) if is_dated and " " in name else ("organisation",)
    if len(parts) == 1 or "/" in code:
        return ("state", "adjective") if name.lower().endswith(_ADJECTIVAL) else ("state",)
    is_titled = any(role.kind == "person" for role in roles.get(name.split(maxsplit=1)[0].lower(), ()))
    if " " in name and (is_titled or any(not dated.is_always for dated in block.codes)):
        return ("person",)
    if _ARMED.intersection(parts[1:]):
        return ("group",)
    return ("seat",) if parts[1] in PRIMARY else ("organ",)


def _agent(phrase: str, braces: str | None, dated: _Dated, roles: Roles) -> Iterator[Named]:
    singular = phrase.lower()
    found = _AGENT_CODE.fullmatch(dated.code)
    assert found is not None, "checked when the line was read"
    code = found["before"] or found["after"]
    if found["before"]:
        meant: tuple[Role, ...] = (Role(code, "international", "yes", False, leads=True),)
    else:
        meant = tuple(
            replace(role, code=code) for role in _like(singular, roles, "collective" if braces == "" else "person")
        )
    many = plural(singular) if braces is None else _name(braces).lower()
    for role in meant:
        yield singular, Entry("role", code, singular, dated.where, role=role)
        if many and many != singular and role.kind != "modifier":
            yield many, Entry("role", code, singular, dated.where, role=replace(role, plural=True))


def _like(phrase: str, roles: Roles, unknown: str) -> tuple[Role, ...]:
    """Return the known roles of a phrase (a noun, a modifier), else one like the noun that heads it ("culture minister")."""
    if phrase in roles:
        return tuple(replace(role, kind="organ") if role.kind in _BASES else role for role in roles[phrase])
    words = phrase.split(" of ", maxsplit=1)[0].split()
    tails = (" ".join(words[start:]) for start in range(1, len(words)))
    heads = (role for tail in tails for role in roles.get(tail, ()) if role.kind not in (*_BASES, "modifier"))
    head = next(heads, Role("", unknown, "context", False))
    return (replace(head, weak=False),)
