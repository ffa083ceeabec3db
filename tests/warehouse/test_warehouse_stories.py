"""One story in many papers: near-duplicates are grouped, in whatever order and run they come; nothing is deleted."""

from __future__ import annotations

import datetime as dt
import itertools
import random
import shutil
from pathlib import Path

import pytest
from builders import coded

from extractors.records import CodedDocument
from warehouse.store import Store
from warehouse.stories import SIZE, sketch

NUMBERS = itertools.count(1)
START = "Norland criticised Sudria on Sunday."


def body(seed: int, words: int = 200) -> str:
    """Return a text of invented words."""
    dice = random.Random(seed)
    return " ".join("".join(dice.choices("abdeiklmnorstu", k=6)) for _ in range(words))


def article(text: str, *, day: int | None = 1, publisher: str = "", **changes: object) -> CodedDocument:
    date = dt.date(2022, 3, day) if day else None
    return coded(next(NUMBERS), text=f"{START} {text}", date=date, source=publisher, **changes)  # type: ignore[arg-type]


def story_of(store: Store, made: CodedDocument) -> str:
    (row,) = store.query("select story_id from stories where doc_id = ?", [made.document.doc_id]).rows
    return str(row[0])


def test_a_sketch_holds_the_smallest_hashes_and_knows_no_case_or_punctuation() -> None:
    text = body(1)
    assert len(sketch(text)) == SIZE
    assert sketch(text) == sorted(sketch(text)) == sketch(text.upper().replace(" ", ",\n"))
    assert sketch("four words are few") == []
    assert len(sketch("five words are just enough")) == 1


def test_an_edited_copy_is_the_same_story_and_another_text_is_not(store: Store) -> None:
    text = body(1)
    original = article(text)
    copy = article(" ".join(text.split()[:180]) + " " + body(2, 10), publisher="Herald", day=3)
    other = article(body(3))
    store.load([original, other], [], "run-1")
    store.load([copy], [], "run-2")
    assert story_of(store, original) == story_of(store, copy) == min(original.document.doc_id, copy.document.doc_id)
    assert story_of(store, other) == other.document.doc_id
    assert store.query("select count(*) from documents").rows == ((3,),)


def test_half_a_copy_is_another_story(store: Store) -> None:
    text = body(1)
    whole, half = article(text), article(" ".join(text.split()[:60]) + " " + body(2, 140))
    store.load([whole, half], [], "run")
    assert story_of(store, whole) != story_of(store, half)


@pytest.mark.parametrize(
    ("first", "second", "is_one"), [(1, 8, True), (1, 9, False), (1, None, True), (None, None, True)]
)
def test_copies_count_within_a_week(store: Store, first: int | None, second: int | None, is_one: bool) -> None:
    made = [article(body(1), day=first), article(body(1), day=second, publisher="Herald")]
    for each in made:
        store.load([each], [], "run")
    assert (story_of(store, made[0]) == story_of(store, made[1])) is is_one


def test_stories_do_not_depend_on_the_order_of_loading(tmp_path: Path, empty_warehouse: Path) -> None:
    """A chain of edited copies, of which the ends are less alike than the middle is to both, is one story."""
    words = body(1, 240).split()
    chain = [article(" ".join(words[at : at + 160]), publisher=f"Paper {at}") for at in range(0, 81, 20)]
    others = [article(body(seed), publisher="Other") for seed in range(10, 13)]
    found = []
    for seed in range(3):
        batch = [*chain, *others]
        random.Random(seed).shuffle(batch)
        shutil.copyfile(empty_warehouse, tmp_path / f"{seed}.duckdb")
        with Store.open(tmp_path / f"{seed}.duckdb") as store:
            for start in range(0, len(batch), 1 + 3 * seed):
                store.load(batch[start : start + 1 + 3 * seed], [], "run")
            found.append(store.query("select doc_id, story_id from stories order by 1").rows)
    assert all(each == found[0] for each in found)
    assert len({story for _, story in found[0]}) == 4


def test_words_that_all_articles_share_make_no_story_but_many_copies_do(store: Store) -> None:
    boilerplate = body(0, 40)
    own = [article(f"{body(seed, 60)} {boilerplate}") for seed in range(1, 121)]
    copies = [article(f"{body(500, 150)} {boilerplate}", publisher=f"Paper {number}") for number in range(120)]
    store.load([*own, *copies], [], "run")
    sizes = store.query("select count(*) as size from stories group by story_id order by size desc").rows
    assert sizes == ((120,), *[(1,)] * 120)


def test_coding_again_keeps_the_story(store: Store) -> None:
    made = [article(body(1)), article(body(1), publisher="Herald")]
    store.load(made, [], "run-1")
    before = store.query("from stories order by 1").rows
    store.load(made, [], "run-2")
    assert store.query("from stories order by 1").rows == before


def test_the_same_event_in_many_articles_is_one_cluster_counted_by_story_and_publisher(store: Store) -> None:
    batch = [
        article(body(1)),
        article(body(1), publisher="Herald"),
        article(body(2)),
        article(body(3), target_code="SDNGOV"),
    ]
    store.load(batch, [], "run")
    rows = store.query(
        "select target_code, event_count, story_count, document_count, len(event_ids) from event_clusters order by 1"
    ).rows
    assert rows == (("SDN", 3, 2, 3, 3), ("SDNGOV", 1, 1, 1, 1))
    assert store.run_named("most-told", count=1).dicts()[0]["story_count"] == 2
    assert len(store.query("from default_events").rows) == 4
