"""An analyst's own actor files: our formats and PETRARCH's, their precedence, their conflicts and their faults."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from extractors.actors.entries import Entry
from extractors.actors.lexicon import find_conflicts, load_lexicon, valid_entries
from extractors.coder import Coder, plain_document
from extractors.lookup import Lookup
from extractors.resources import ConfigError
from flows.cli import main
from flows.settings import load_settings

PETRARCH = """\
<!-- A file of our own in PETRARCH's format
     [NOT READ] -->
# a comment
NORLAND_ [NRL]  # a state
+NORLANDISH
+THE_NORTHERN_REALM

KAREL_WINTER
+K._WINTER
\t[NRLELI > 20141231]
\t[NRLREB 20120101-20120630]
\t[NRLGOV 20100101-20141231]

OLD_EMPIRE_ [OEM <911226]
TWIN_ISLES [EIL/WIL]
NOWHERE [---]
FREE_NORLAND_FRONT [NRLREB]

!HEAD! = CHIEF, CHIEFS
TAX_!HEAD! [~GOV]
FISHERMAN [~AGR]
GOLDEN_HERON {GOLDEN_HERONEN} [~BRD]
COAST_WATCH {} [~COP]
RELIEF_CORPS [NGO~]
POLICE {} [ ~COP]
"""
PEOPLE = """\
# people of our own
name,variants,gender,code,office,from,until
Ada Holm,Ada K. Holm,f,NORGOV,minister of fisheries,2019-02,2021-09
Sergei Lavrov,,m,RUSBUS,chairman,2023-01,2023-06
"""


@pytest.fixture(scope="module")  # a file that has been loaded is not loaded again
def petrarch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("petrarch") / "norland.actors.txt"
    path.write_text(PETRARCH, "utf-8")
    return path


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("people") / "people.csv"
    path.write_text(PEOPLE, "utf-8")
    return path


def code_at(file: Path, name: str, day: dt.date | None) -> str | None:
    """Return the code that a file gives a name at a date; None for nobody."""
    entries = valid_entries(load_lexicon((file,)).lookup(name), day)
    return entries[0].code or None if entries else None


@pytest.mark.parametrize(
    ("name", "day", "code"),
    [
        ("Norland", None, "NRL"),
        ("Norlandish", None, "NRL"),
        ("the Northern Realm", None, "NRL"),
        ("Karel Winter", dt.date(2011, 5, 1), "NRLGOV"),
        ("Karel Winter", dt.date(2012, 5, 1), "NRLREB"),
        ("K. Winter", dt.date(2013, 5, 1), "NRLGOV"),
        ("Karel Winter", dt.date(2014, 12, 31), "NRLGOV"),
        ("Karel Winter", dt.date(2015, 1, 1), "NRLELI"),
        ("Karel Winter", dt.date(2009, 12, 31), None),
        ("Karel Winter", None, "NRLELI"),
        ("Old Empire", dt.date(1991, 12, 25), "OEM"),
        ("Old Empire", dt.date(1991, 12, 26), None),
        ("Nowhere", None, None),
        ("tax chief", None, "GOV"),
        ("tax chiefs", None, "GOV"),
        ("fishermen", None, "AGR"),
        ("golden heronen", None, "BRD"),
        ("golden herons", None, None),
        ("coast watch", None, "COP"),
        ("coast watches", None, None),
    ],
)
def test_petrarch_names_dates_plurals_and_sets(
    petrarch: Path, name: str, day: dt.date | None, code: str | None
) -> None:
    assert code_at(petrarch, name, day) == code


@pytest.mark.parametrize(
    ("phrase", "codes"),
    [
        ("Norlandish tax chiefs", ["NRLGOV"]),
        ("the Norland police", ["NRLCOP"]),
        ("the fishermen of Norland", ["NRLAGR"]),
        ("the Twin Isles", ["EIL", "WIL"]),
        ("President Karel Winter", ["NRLGOV"]),
        ("French fishermen", ["FRAAGR"]),
    ],
)
def test_own_rows_compose_with_one_another_and_with_ours(petrarch: Path, phrase: str, codes: list[str]) -> None:
    found = Lookup([petrarch]).mentions(phrase, dt.date(2011, 5, 1))
    assert [mention.code for mention in found if mention.head == found[0].head] == codes


def test_a_name_of_the_files_is_recorded_as_a_name_with_its_row(petrarch: Path) -> None:
    (mention,) = Lookup([petrarch]).mentions("Karel Winter", dt.date(2012, 5, 1))
    assert (mention.resolved_by, mention.kind, mention.where) == ("name", "person", f"{petrarch}:11")


def test_people_of_both_have_our_offices_where_the_own_leave_time(people: Path) -> None:
    lookup = Lookup([people])
    at = {day: lookup.mentions("Sergei Lavrov", day)[0] for day in (dt.date(2022, 5, 1), dt.date(2023, 3, 1))}
    assert [mention.code for mention in at.values()] == ["RUSGOV", "RUSBUS"]
    assert at[dt.date(2023, 3, 1)].where == f"{people}:4"
    assert at[dt.date(2022, 5, 1)].where.startswith("config/actors/people/")
    assert lookup.mentions("Ada K. Holm", dt.date(2020, 5, 1))[0].code == "NORGOV"


def test_events_have_the_actors_of_the_files_and_the_ruleset_is_theirs(petrarch: Path, tmp_path: Path) -> None:
    text = "Norland's tax chief condemned France on Monday."
    own = Coder(actor_files=[petrarch])
    (event,) = own.code(plain_document(text, dt.date(2011, 5, 3))).events
    assert (event.source and event.source.code, event.target and event.target.code) == ("NRLGOV", "FRA")
    copy = tmp_path / "elsewhere.txt"
    copy.write_text(PETRARCH, "utf-8")
    assert Coder(actor_files=[copy]).ruleset == own.ruleset
    copy.write_text(PETRARCH + "\nSUDLAND [SDL]\n", "utf-8")
    assert len({Coder(actor_files=[copy]).ruleset, own.ruleset, Coder().ruleset}) == 3


def test_the_first_of_two_files_counts(tmp_path: Path) -> None:
    paths = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for path, code in zip(paths, ("AAAGOV", "BBBGOV"), strict=True):
        path.write_text(f"BLUE_FORT [{code}]\n", "utf-8")
    for order in (paths, paths[::-1]):
        (first, *_) = valid_entries(load_lexicon(tuple(order)).lookup("Blue Fort"), None)
        assert first.where == f"{order[0]}:1"


def test_conflicts_name_both_rows_and_the_days_they_share(tmp_path: Path, people: Path) -> None:
    own = tmp_path / "own.txt"
    own.write_text("BLUE_FORT [AAA]\nNATO [XYZ]\nFRANCE [FRA]\nBLUE_FORT [BBB 20100101-20101231]\n", "utf-8")
    found = {(c.name, c.code, c.where, c.other_code): c for c in find_conflicts([people, own])}
    assert set(found) == {
        ("Sergei Lavrov", "RUSBUS", f"{people}:4", "RUSGOV"),
        ("BLUE FORT", "AAA", f"{own}:1", "BBB"),
        ("NATO", "XYZ", f"{own}:2", "IGONAT"),
    }
    lavrov = found["Sergei Lavrov", "RUSBUS", f"{people}:4", "RUSGOV"]
    assert (lavrov.start, lavrov.end) == (dt.date(2023, 1, 1), dt.date(2023, 6, 30))
    assert lavrov.other_where.startswith("config/actors/people/")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("NORLAND\n", 1, "'NORLAND' has no code"),
        ("A_B [NRL]\nC_D [NR]\n", 2, "NR is no actor code"),
        ("A_B [NRL 2010]\n", 1, "no date restriction"),
        ("A_B [NRL >20101301]\n", 1, "20101301 is no date"),
        ("A_B [NRL 20110101-20100101]\n", 1, "ends before it begins"),
        ("# x\n+A_B [NRL]\n", 2, "follows no name"),
        ("A_B [NRL\n", 1, "a bracket that nothing closes"),
        ("A_!SET! [~GOV]\n", 1, "!SET! is no substitution set"),
        ("A_B [~GOV] [~LEG]\n", 1, "an agent has one code"),
        ("___ [NRL]\n", 1, "has no letters"),
    ],
)
def test_faults_are_told_with_file_and_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = tmp_path / "faulty.txt"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=message) as caught:
        load_lexicon((path,))
    assert str(caught.value).startswith(f"{path}:{line}: ")


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "faulty.txt"
    path.write_text("A_B [NR]\nC_D [NRL 2010]\nE_F [NRL]\n", "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_lexicon((path,))
    assert f"{path}:1: " in str(caught.value) and f"{path}:2: " in str(caught.value)


def test_a_file_of_no_format_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("who,what\nNorland,NRL\n", "utf-8")
    with pytest.raises(ConfigError, match="the header is none of ours"):
        load_lexicon((table,))
    with pytest.raises(ConfigError, match="cannot be read"):
        load_lexicon((tmp_path / "missing.txt",))


@pytest.mark.parametrize(
    "name", ["PETR.Validate.actors.txt", "PETR.Validate.agents.txt", "Phoenix.MilNonState.actors.txt"]
)
def test_published_dictionaries_load(name: str) -> None:
    path = Path(__file__).parents[3] / "shared/reference/petrarch_dictionaries" / name
    if not path.exists():
        pytest.skip("the published dictionaries are not here")
    entries = [entry for entry in load_lexicon((path,)).entries if entry.file]
    assert len(entries) > 100
    assert all(isinstance(entry, Entry) and entry.where.startswith(f"{path}:") for entry in entries)


def test_settings_and_commands_take_the_files(
    petrarch: Path, people: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "pipeline.toml"
    settings.write_text(f'actors = ["{petrarch}"]\n', "utf-8")
    assert load_settings(settings).actors == (str(petrarch),)
    assert main(["actors", "Karel Winter", "--date", "2012-05-01", "--config", str(settings)]) == 0
    shown = capsys.readouterr().out
    assert f"Karel Winter = NRLREB (KAREL WINTER; by name, {petrarch}:11)" in shown
    assert "from 2015-01-01  NRLELI" in shown
    assert main(["explain", "Norland condemned France.", "--actors", str(petrarch)]) == 0
    assert "NRL (Norland) →" in capsys.readouterr().out
    assert main(["actors", "conflicts", "--actors", str(petrarch), str(people)]) == 1
    assert f"{people}:4" in capsys.readouterr().out
    assert main(["actors", "conflicts"]) == 2
    settings.write_text("actors = [1]\n", "utf-8")
    with pytest.raises(ConfigError, match=r"pipeline.toml:1: actors must be a list of strings"):
        load_settings(settings)


def test_a_former_holder_is_told_by_the_last_office(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors", "Boris Johnson", "--date", "2024-05-01"]) == 0
    shown = capsys.readouterr().out
    meanings = Lookup().meanings("Boris Johnson", dt.date(2024, 5, 1))
    (deciding,) = [meaning for meaning in meanings if meaning.decides]
    assert deciding.title == "prime minister" and not deciding.holds
    assert f"Boris Johnson = GBRELI (Boris Johnson; by name, {deciding.where})" in shown
