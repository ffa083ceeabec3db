"""Reads the actor files into entries, and refuses rows that cannot be (ConfigError with file and line)."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from ..resources import CONFIG, ConfigError, Row, display, read_rows, read_toml
from .entries import Entry, EntryKind, Office, Person, Role

ACTORS = CONFIG / "actors"
COUNTRY_COLUMNS = (
    "code", "name", "variants", "adjectives", "people", "capital", "seats", "iso2", "cow", "fips", "from", "until",
)  # fmt: skip
PLACE_COLUMNS = ("name", "variants", "country", "lat", "lon", "kind")
TOWN_COLUMNS = ("name", "variants", "country", "lat", "lon")
ORGANISATION_COLUMNS = ("code", "name", "variants", "nouns", "organs", "from", "until")
GROUP_COLUMNS = ("code", "name", "variants", "nouns", "from", "until")
DISCARD_COLUMNS = ("phrase", "reason")
PEOPLE_COLUMNS = ("name", "variants", "gender", "code", "office", "from", "until")
ROLE_COLUMNS = ("phrases", "code", "kind", "alone", "weak")
ROLE_KINDS = frozenset(
    {"person", "collective", "organ", "thing", "international", "region", "modifier", "ethnic", "religious", "status"}
)

_CODE = re.compile(r"(?:[A-Z]{3}){1,5}")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_TOWN = re.compile(r"[^,|\"]+,[^,\"]*,[A-Z]{3},-?\d\d?\.\d\d,-?1?\d?\d\.\d\d")


def day(text: str, where: str, *, end: bool = False) -> dt.date:
    """Return the first (or last) day of "YYYY", "YYYY-MM" or "YYYY-MM-DD"; empty means without bound."""
    try:
        return _day(text, end)
    except ValueError as error:
        raise ConfigError(where, f"{text!r} is no date ({error}): write YYYY, YYYY-MM or YYYY-MM-DD") from error


@cache
def _day(text: str, end: bool) -> dt.date:
    if not text:
        return dt.date.max if end else dt.date.min
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError("unknown form")
    year, month, number = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if not end:
        return dt.date(year, month or 1, number or 1)
    month = month or 12
    return dt.date(year, month, number or calendar.monthrange(year, month)[1])


def _period(row: Row) -> tuple[dt.date, dt.date]:
    start, end = day(row["from"], row.where), day(row["until"], row.where, end=True)
    if end < start:
        raise ConfigError(row.where, f"ends ({row['until']}) before it begins ({row['from']})")
    return start, end


def _code(code: str, where: str) -> str:
    if not _CODE.fullmatch(code):
        raise ConfigError(where, f"{code!r} is no actor code: one to five groups of three capital letters")
    return code


def _named(row: Row) -> Iterator[str]:
    if not row["name"]:
        raise ConfigError(row.where, "has no name")
    yield row["name"]
    yield from row.many("variants")


Named = tuple[str, Entry]


def countries(path: Path = ACTORS / "countries.csv") -> Iterator[Named]:
    """Yield (name, entry) of every state: names, adjectives, nouns for its people, capital, seats."""
    for row in read_rows(path, COUNTRY_COLUMNS):
        code, name = _code(row["code"], row.where), row["name"]

        def entry(kind: EntryKind, code: str = code, title: str = name, row: Row = row) -> Entry:
            return Entry(kind, code, title, row.where, *_period(row))

        for variant in _named(row):
            yield variant, entry("state")
        for adjective in row.many("adjectives"):
            yield adjective, entry("adjective")
        for people in row.many("people"):
            yield people, entry("people")
        for capital in row.many("capital"):
            yield capital, entry("capital", code, capital)
        for seat in row.many("seats"):
            title, colon, roles = seat.rpartition(":")
            if not colon:
                raise ConfigError(row.where, f"seat {seat!r} has no role: write {seat}:GOV")
            yield title, entry("seat", code + _code(roles, row.where), title)


def places(path: Path = CONFIG / "places.csv") -> Iterator[Named]:
    """Yield (name, entry) of every place."""
    for row in read_rows(path, PLACE_COLUMNS):
        try:
            lat, lon = float(row["lat"]), float(row["lon"])
        except ValueError as error:
            raise ConfigError(row.where, f"latitude and longitude are decimal degrees: {error}") from error
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise ConfigError(row.where, f"latitude {lat} or longitude {lon} lies off the globe")
        code = _code(row["country"], row.where) if row["country"] else ""
        entry = Entry("place", code, row["name"], row.where, lat=lat, lon=lon)
        for variant in _named(row):
            yield variant, entry


def towns(path: Path = CONFIG / "towns.csv") -> Iterator[tuple[str, Callable[[], Entry]]]:
    """Yield (name, what makes its entry) of every town.

    The file is long and a text names few of its rows: their shape is checked at once, entries are made when asked for.
    """
    where, header = display(path), False
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        if not header:
            header = True
            if line != ",".join(TOWN_COLUMNS):
                raise ConfigError(f"{where}:{number}", f"header must be {','.join(TOWN_COLUMNS)}, not {line}")
        elif _TOWN.fullmatch(line):
            make = partial(_town, line, f"{where}:{number}")
            name, variants, _ = line.split(",", 2)
            yield name, make
            for variant in variants.split("|") if variants else ():
                yield variant, make
        else:
            raise ConfigError(
                f"{where}:{number}", "is no town: write name,variants,country,lat,lon with two decimals and no quotes"
            )
    if not header:
        raise ConfigError(where, "is empty")


@cache
def _town(line: str, where: str) -> Entry:
    name, _, country, lat, lon = line.split(",")
    return Entry("place", country, name, where, lat=float(lat), lon=float(lon), is_town=True)


def organisations(path: Path = ACTORS / "organisations.csv") -> Iterator[Named]:
    """Yield (name, entry) of every international organisation and its organs."""
    for row in read_rows(path, ORGANISATION_COLUMNS):
        code, (start, end) = _code(row["code"], row.where), _period(row)
        whole = Entry("organisation", code, row["name"], row.where, start, end, nouns=row.many("nouns"))
        for variant in _named(row):
            yield variant, whole
        for organ in row.many("organs"):
            title, _, extra = organ.rpartition(":")
            if not title:
                raise ConfigError(row.where, f"organ {organ!r} has no colon: write {organ}:")
            part = code + _code(extra, row.where) if extra else code
            yield title, Entry("organ", part, title, row.where, start, end, nouns=whole.nouns)


def groups(path: Path = ACTORS / "groups.csv") -> Iterator[Named]:
    """Yield (name, entry) of every armed or other non-state group."""
    for row in read_rows(path, GROUP_COLUMNS):
        start, end = _period(row)
        entry = Entry(
            "group", _code(row["code"], row.where), row["name"], row.where, start, end, nouns=row.many("nouns")
        )
        for variant in _named(row):
            yield variant, entry


def discards(path: Path = ACTORS / "discards.csv") -> Iterator[Named]:
    """Yield (phrase, entry) of everything that looks like an actor and is none."""
    for row in read_rows(path, DISCARD_COLUMNS):
        yield row["phrase"], Entry("discard", "", row["reason"], row.where)


def roles(path: Path = ACTORS / "roles.csv") -> Iterator[Named]:
    """Yield (phrase, entry) of every role, plurals included."""
    for row in read_rows(path, ROLE_COLUMNS):
        if row["kind"] not in ROLE_KINDS:
            raise ConfigError(row.where, f"kind {row['kind']!r} is none of {', '.join(sorted(ROLE_KINDS))}")
        if row["alone"] not in ("yes", "context", "no") or row["weak"] not in ("yes", "no"):
            raise ConfigError(row.where, "alone is yes, context or no; weak is yes or no")
        code, weak = _code(row["code"], row.where), row["weak"] == "yes"
        for phrase in row.many("phrases"):
            role = Role(code, row["kind"], row["alone"], weak)  # type: ignore[arg-type]
            yield phrase, Entry("role", code, phrase, row.where, role=role)
            if role.kind in ("person", "collective", "organ", "thing", "international"):
                many = Role(code, row["kind"], row["alone"], weak, True)  # type: ignore[arg-type]
                yield plural(phrase), Entry("role", code, phrase, row.where, role=many)


_LINKS = re.compile(r" (?:of|for|to|in|without|at|to)(?: |$)|-(?:in|at)-")
_BEFORE_SUFFIX = (
    "attorney", "solicitor", "secretary", "director", "prosecutor", "president", "prime", "consul", "procurator",
)  # fmt: skip
_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "person": "people",
    "child": "children",
    "chief of staff": "chiefs of staff",
}


def plural(phrase: str) -> str:
    """Return the plural of a role phrase: of the word before "of", "for", "to", "in", else of the last word."""
    link = _LINKS.search(phrase)
    head, tail = (phrase[: link.start()], phrase[link.start() :]) if link else (phrase, "")
    for suffix in ("-general", " general", "-elect", "-designate"):
        if head.endswith(suffix) and head.startswith(_BEFORE_SUFFIX):
            head, tail = head[: -len(suffix)], suffix + tail
    for one, many in _IRREGULAR.items():
        if head.endswith(one):
            return head[: -len(one)] + many + tail
    if re.search(r"[^aeiou]y$", head):
        head = head[:-1] + "ies"
    elif re.search(r"(?:s|x|z|ch|sh)$", head):
        head += "es"
    else:
        head += "s"
    return head + tail


def people(folder: Path = ACTORS / "people") -> Iterator[Person]:
    """Yield every person of every region file, with the offices in order."""
    for path in sorted(folder.glob("*.csv")):
        yield from read_people(path)


def read_people(path: Path) -> Iterator[Person]:
    """Yield the people of one file: rows of the same name that follow one another are one person."""
    rows: list[Row] = []
    for row in read_rows(path, PEOPLE_COLUMNS):
        if rows and row["name"] != rows[0]["name"]:
            yield _person(rows)
            rows = []
        rows.append(row)
    if rows:
        yield _person(rows)


def _person(rows: list[Row]) -> Person:
    first = rows[0]
    if not first["name"]:
        raise ConfigError(first.where, "has no name")
    if first["gender"] not in ("m", "f", ""):
        raise ConfigError(first.where, f"gender is m, f or empty, not {first['gender']!r}")
    offices = [Office(_code(row["code"], row.where), row["office"], *_period(row), row.where) for row in rows]
    gender: Any = first["gender"]
    return Person(
        first["name"], first.many("variants"), gender, tuple(sorted(offices, key=lambda o: o.start)), first.where
    )


@dataclass(frozen=True, slots=True)
class Homonym:
    """A state's name that is another place beside certain words (folded)."""

    name: str
    code: str
    cues: frozenset[str]
    counter: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The small words of ``grammar.toml``: sets by name, combining forms with their countries, homonyms, hosts."""

    words: dict[str, frozenset[str]]
    combining: dict[str, str]
    homonyms: tuple[Homonym, ...]
    hosts: dict[str, str]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.words[name]


def grammar(path: Path = ACTORS / "grammar.toml") -> Grammar:
    """Return the words of the grammar file."""
    data = read_toml(path)
    combining = data.pop("combining")
    homonyms = tuple(
        Homonym(table["name"], table["code"], frozenset(table["cues"]), frozenset(table["counter"]))
        for table in data.pop("homonym")
    )
    hosts = data.pop("hosts")
    return Grammar({key: frozenset(words) for key, words in data.items()}, combining, homonyms, hosts)


@dataclass(frozen=True, slots=True)
class WordClasses:
    """Words beside which a name is refused: behind it capitalised or however written, and before it (lower case)."""

    proper: frozenset[str]
    common: frozenset[str]
    preceding: frozenset[str]
    last_preceding: frozenset[str]


@dataclass(frozen=True, slots=True)
class Refusals:
    """The word classes of ``refusals.toml``, for cities and for states and their adjectives.

    ``bearers``: what a name with such a last word is the name of, where that is a body (role codes: "ltd" is BUS).
    """

    cities: WordClasses
    states: WordClasses
    context: frozenset[str]
    context_phrases: tuple[str, ...]
    given_names: frozenset[str]
    bearers: dict[str, str]

    def of(self, kind: str) -> WordClasses:
        """Return the classes for a kind of name."""
        return self.cities if kind in ("capital", "place") else self.states


# A treaty, a summit or a plan that bears a state's name is that state's; one that bears a city's is not.
_CITIES_ONLY = frozenset({"treaty_or_meeting"})
# Only capitalised, or "the Syrian war" would be history.
_CAPITALISED = frozenset({"history"})
_REFUSAL_KEYS = frozenset({"joined", "following", "preceding", "context", "given_names", "role"})


def refusals(path: Path = ACTORS / "refusals.toml") -> Refusals:
    """Return the refusals; raises ConfigError for a key or value that has no meaning."""
    tables = read_toml(path)
    for name, table in tables.items():
        unknown = set(table) - _REFUSAL_KEYS
        if unknown or table.get("joined") not in ("proper", "any"):
            wrong = ", ".join(sorted(unknown)) or f"joined = {table.get('joined')!r}"
            raise ConfigError(f"{display(path)} [{name}]", f"{wrong} has no meaning here")
    states = {name: table for name, table in tables.items() if name not in _CITIES_ONLY}
    cues = sorted({cue for table in tables.values() for cue in table.get("context", ())})
    return Refusals(
        _classes(tables),
        _classes(states),
        frozenset(cue for cue in cues if cue.isalpha()),
        tuple(cue for cue in cues if not cue.isalpha()),
        frozenset(word for table in tables.values() for word in table.get("given_names", ())),
        {word: table["role"] for table in tables.values() if "role" in table for word in table["following"]},
    )


def _classes(tables: dict[str, Any]) -> WordClasses:
    proper: set[str] = set()
    common: set[str] = set()
    preceding: set[str] = set()
    for name, table in tables.items():
        words = {form for word in table.get("following", ()) for form in (word, plural(word))}
        (proper if table["joined"] == "proper" or name in _CAPITALISED else common).update(words)
        preceding.update(table.get("preceding", ()))
    last = frozenset(phrase.split()[-1] for phrase in preceding)
    return WordClasses(frozenset(proper), frozenset(common), frozenset(preceding), last)
