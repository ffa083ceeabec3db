"""Towns of the long list: found where the words around them show a place, never actors by themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from finding import Find, codes

from extractors.actors import ActorLexicon, DocumentActors, find_actors, load
from extractors.actors.lexicon import named_entries
from extractors.actors.pieces import keys
from extractors.parser import load_parser, parse_sentences
from extractors.resources import CONFIG, ConfigError, read_rows

HEADER = "name,variants,country,lat,lon\n"

SHOWN = [
    ("Police in Malindi arrested 20 protesters.", "Malindi", "KEN"),
    ("The governor of Denizli praised the firefighters.", "Denizli", "TUR"),
    ("A curfew was imposed in the northern town of Korhogo and in nearby Ferkessedougou.", "Ferkessedougou", "CIV"),
    ("Gunmen killed five people in Funtua, Nigeria, on Friday.", "Funtua", "NGA"),
    ("Rebels attacked villages near Torbat-e Jam in Iran.", "Torbat-e Jam", "IRN"),
    ("Troops recaptured Shindand after a week of fighting.", "Shindand", "AFG"),
    ("Denizli residents protested against the mayor.", "Denizli", "TUR"),
    ("HAFIZABAD, March 3 - Lawyers boycotted the courts.", "HAFIZABAD", "PAK"),
]  # fmt: skip
NOT_SHOWN = [
    "Hassan Malindi resigned.",
    "General Balikesir said the army was ready.",
    "Malindi told reporters that he would stay.",
    "The Malindi Quartet played in Vienna.",
    "Voters in Funtua, Ohio, chose a sheriff.",
    "Floods hit villages near Funtua in Syria.",
    "Parts were ordered from Denizli Motors.",
]


def towns(sentence: str, lexicon: ActorLexicon) -> list[tuple[str, str | None]]:
    """Return (name as written, country) of the places that a sentence shows, states and their parts left out."""
    (doc,) = parse_sentences(load_parser(), [sentence])
    _, places = find_actors(doc, DocumentActors(lexicon))
    listed = {place.text for place in places if any(e.is_town for e in lexicon.lookup(place.text))}
    return [(place.text, place.country) for place in places if place.text in listed]


@pytest.mark.parametrize(("sentence", "town", "country"), SHOWN)
def test_words_around_a_town_show_it(sentence: str, town: str, country: str, lexicon: ActorLexicon) -> None:
    assert (town, country) in towns(sentence, lexicon)


@pytest.mark.parametrize("sentence", NOT_SHOWN)
def test_a_name_without_such_words_is_no_town(sentence: str, lexicon: ActorLexicon) -> None:
    assert towns(sentence, lexicon) == []


def test_a_town_gives_its_country_to_unnamed_actors(find: Find) -> None:
    assert ("Police", "KENCOP") in codes(find("Police in Malindi arrested 20 protesters.")[0])
    assert ("Denizli protesters", "TUROPP") in codes(find("Denizli protesters blocked the road to Ankara.")[0])
    assert ("The mayor of Denizli", "TURGOV") in codes(find("The mayor of Denizli rejected the plan.")[0])


def test_a_town_never_acts_itself(find: Find) -> None:
    for sentence in ("Malindi's economy suffers.", "The cement works in Malindi closed.", "Malindi region needs rain."):
        assert [pair for pair in codes(find(sentence)[0]) if "Malindi" in pair[0]] == []


def test_a_town_in_a_dateline_gives_the_country_of_the_report(lexicon: ActorLexicon) -> None:
    memory = DocumentActors(lexicon)
    memory.locate("MALINDI, Kenya (Agency) - ")
    assert memory.main_country() == "KEN"
    memory = DocumentActors(lexicon)
    memory.locate("HAFIZABAD (Agency) - ")
    assert memory.main_country() == "PAK"


def test_no_town_shares_its_name_with_anything_of_the_other_files() -> None:
    others = ActorLexicon(named_entries(), load.people(), load.grammar(), load.refusals())
    names = [name for name, _ in load.towns()]
    assert len(names) > 20_000
    assert [name for name in names if others.lookup(name)] == []


def test_towns_are_given_once_in_a_known_country() -> None:
    known = {row["code"] for row in read_rows(load.ACTORS / "countries.csv", load.COUNTRY_COLUMNS)}
    made = [(name, make()) for name, make in load.towns()]
    assert {entry.code for _, entry in made} <= known
    assert len({keys(name) for name, _ in made}) == len(made)
    assert all(-90 <= entry.lat <= 90 and -180 <= entry.lon <= 180 for _, entry in made if entry.lat and entry.lon)


def test_the_file_names_its_source_and_licence() -> None:
    head = "".join(line for line in (CONFIG / "towns.csv").read_text("utf-8").splitlines(True) if line.startswith("#"))
    assert "GeoNames" in head and "Creative Commons Attribution 4.0" in head


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("name,country\n", ":1: header must be"),
        (HEADER + "Malindi,,KEN,-3.22,40.12\nNowhere,,KEN,-3.2,40.12\n", ":3: is no town"),
        (HEADER + "Malindi,,Kenya,-3.22,40.12\n", ":2: is no town"),
        (HEADER + '"Malindi, Kilifi",,KEN,-3.22,40.12\n', ":2: is no town"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "towns.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=message):
        list(load.towns(path))
