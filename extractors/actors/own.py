"""An analyst's own actor files: in our formats, or in PETRARCH's and TABARI's; and where they contradict others."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..resources import ConfigError, display
from . import load
from .entries import Office, Person, Role
from .load import Named
from .petrarch import Roles, read_petrarch
from .pieces import keys

_FORMATS: dict[tuple[str, ...], Callable[[Path], Iterator[Named]]] = {
    load.COUNTRY_COLUMNS: load.countries,
    load.ORGANISATION_COLUMNS: load.organisations,
    load.GROUP_COLUMNS: load.groups,
    load.ROLE_COLUMNS: load.roles,
    load.PLACE_COLUMNS: load.places,
    load.DISCARD_COLUMNS: load.discards,
}
# One day, as offices and names are cut at it.
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OwnFile:
    """What one file says: names with their entries, and people."""

    named: tuple[Named, ...]
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two rows that give one name different codes for days they share; ``where`` is the row that counts.

    ``start`` and ``end`` are the first and last of these days (None: without bound); places are "file:line".
    """

    name: str
    code: str
    where: str
    other_code: str
    other_where: str
    start: dt.date | None
    end: dt.date | None


def read_own(path: Path, number: int) -> OwnFile:
    """Return what a file says; ``number``, from 1, is its place among the analyst's files.

    A file whose first row is the header of one of our formats is read as such, a ".csv" file with another header is
    refused, everything else is in PETRARCH's format.  Raises ConfigError with file:line.
    """
    text = own_text(path)
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    header = tuple(first.strip().split(","))
    if header == load.PEOPLE_COLUMNS:
        return OwnFile((), tuple(load.read_people(path)))
    if header in _FORMATS:
        named = _FORMATS[header](path)
    elif path.suffix.lower() == ".csv":
        known = "\n  ".join(",".join(columns) for columns in (load.PEOPLE_COLUMNS, *_FORMATS))
        raise ConfigError(display(path), f"the header is none of ours:\n  {known}")
    else:
        named = read_petrarch(path, text, _roles())
    return OwnFile(tuple((name, replace(entry, file=number)) for name, entry in named), ())


def own_text(path: Path) -> str:
    """Return the text of an actor file; raises ConfigError where it cannot be read."""
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(display(path), f"cannot be read ({error})") from error


def _roles() -> Roles:
    found: defaultdict[str, list[Role]] = defaultdict(list)
    for phrase, entry in load.roles():
        if entry.role is not None:
            found[phrase.lower()].append(entry.role)
    return found


def merge_people(own: Sequence[Person], ours: Iterable[Person]) -> Iterator[Person]:
    """Yield all people; who stands in both has the offices of the first, and of the others where those leave time."""
    mine: dict[tuple[str, ...], Person] = {}
    for person in own:
        known = mine.get(keys(person.name))
        mine[keys(person.name)] = person if known is None else _joined(known, person)
    for person in ours:
        first = mine.pop(keys(person.name), None)
        yield person if first is None else _joined(first, person)
    yield from mine.values()


def _joined(first: Person, second: Person) -> Person:
    offices = list(first.offices)
    for office in second.offices:
        offices += _without(office, first.offices)
    return Person(
        first.name,
        tuple(dict.fromkeys((*first.variants, *second.variants))),
        first.gender or second.gender,
        tuple(sorted(offices, key=lambda office: office.start)),
        first.where,
    )


def _without(office: Office, taken: Sequence[Office]) -> list[Office]:
    """Return what is left of an office outside the time of others."""
    left = [office]
    for other in taken:
        cut: list[Office] = []
        for part in left:
            if other.end < part.start or part.end < other.start:
                cut.append(part)
                continue
            if part.start < other.start:
                cut.append(replace(part, end=other.start - _DAY))
            if other.end < part.end:
                cut.append(replace(part, start=other.end + _DAY))
        left = cut
    return left


# ---- conflicts


@dataclass(frozen=True, slots=True)
class _Claim:
    name: str
    is_role: bool
    code: str
    start: dt.date
    end: dt.date
    where: str
    file: int


def conflicts(own: Sequence[OwnFile], named: Iterable[Named], people: Iterable[Person]) -> list[Conflict]:
    """Return the contradictions inside the analyst's files and of these with the bundled rows, in their order."""
    claims: dict[tuple[bool, tuple[str, ...]], list[_Claim]] = defaultdict(list)
    for number, file in enumerate(own, 1):
        for claim in _claims(file.named, file.people, number):
            claims[claim.is_role, keys(claim.name)].append(claim)
    for claim in _claims(named, people, 0):
        key = claim.is_role, keys(claim.name)
        if key in claims:
            claims[key].append(claim)
    found: dict[tuple[str, str], Conflict] = {}
    for rows in claims.values():
        for index, row in enumerate(rows):
            if row.file:
                later = [other for other in rows[index + 1 :] if _overlap(row, other)]
                for conflict in (
                    *_against(row, [o for o in later if o.file]),
                    *_against(row, [o for o in later if not o.file]),
                ):
                    found.setdefault((conflict.where, conflict.other_where), conflict)
    return list(found.values())


def _against(row: _Claim, others: Sequence[_Claim]) -> Iterator[Conflict]:
    """Yield the first contradiction of a row by others of one origin, unless one of them agrees with it."""
    if others and all(other.code != row.code for other in others):
        other = others[0]
        start, end = max(row.start, other.start), min(row.end, other.end)
        yield Conflict(
            row.name,
            row.code,
            row.where,
            other.code,
            other.where,
            None if start == dt.date.min else start,
            None if end == dt.date.max else end,
        )


def _overlap(one: _Claim, other: _Claim) -> bool:
    return one.start <= other.end and other.start <= one.end


def _claims(named: Iterable[Named], people: Iterable[Person], file: int) -> Iterator[_Claim]:
    for name, entry in named:
        if entry.kind != "discard":
            yield _Claim(name, entry.kind == "role", entry.code, entry.start, entry.end, entry.where, file)
    for person in people:
        for name in dict.fromkeys((person.name, *person.variants)):
            for office in person.offices:
                yield _Claim(name, False, office.code, office.start, office.end, office.where, file)
