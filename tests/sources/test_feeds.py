"""Feeds, as a real server plays them: what is read, asked for, refused and told; nothing lost, nothing doubled."""

from __future__ import annotations

import json
import time
from dataclasses import replace

import pytest
from feed_server import (
    ENTITY_BOMB,
    EXTERNAL_ENTITY,
    FeedServer,
    Fetch,
    Item,
    article,
    drip,
    gzip_bomb,
    page,
    rss,
)

from extractors.cleaning import clean
from extractors.records import Document
from extractors.sources import Source
from flows.settings import Settings
from flows.sources import Mark, SourceUnavailable, fetch_new


def source_of(*locations: str, **more: object) -> Source:
    more = {"allow_private": True, "pause_seconds": 0.0, "request_seconds": 5.0} | more
    return Source("gazette", "feed", locations, **more)  # type: ignore[arg-type]


def full(number: int, word: str = "condemned") -> Item:
    return Item(number, f"https://gazette.example/{number}", f"<p>{article(number, word)}</p>")


def test_a_feed_with_full_texts_is_read_once_and_then_only_asked_whether_it_changed(
    server: FeedServer, fetch: Fetch
) -> None:
    address = server.play("/feed", rss([full(2), full(1)]), has_etag=True)
    marks: dict[str, str] = {}
    documents, rejections = fetch(source_of(address), marks)
    assert rejections == []
    assert [(one.record_id, one.url, one.publisher) for one in documents] == [
        ("case-1", "https://gazette.example/1", "The Gazette"),
        ("case-2", "https://gazette.example/2", "The Gazette"),
    ]
    document = clean(documents[0])
    assert isinstance(document, Document)
    assert (str(document.date), document.article_key) == ("2026-11-24", "id:case-1")
    assert document.text == f"Case number 1 in Paris\n{article(1)}"
    assert fetch(source_of(address), marks) == ([], [])
    assert "If-None-Match" in server.headers["/feed"]
    assert server.asked == {"/feed": 2}


def test_a_feed_that_knows_no_conditions_gives_what_is_new_or_changed(server: FeedServer, fetch: Fetch) -> None:
    marks: dict[str, str] = {}
    address = server.play("/feed", rss([full(2), full(1)]))
    fetch(source_of(address), marks)
    assert fetch(source_of(address), marks) == ([], [])
    server.play("/feed", rss([full(3), full(2, "praised")]))
    documents, _ = fetch(source_of(address), marks)
    assert [one.record_id for one in documents] == ["case-2", "case-3"]
    assert "praised" in documents[0].text
    assert len(json.loads(marks[address])["entries"]) == 2, "what has left the feed must leave the mark"


def test_an_atom_feed_is_read(server: FeedServer, fetch: Fetch) -> None:
    atom = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Herald</title><entry><id>tag:herald.example,2026:1</id>"
        "<title type='html'>Paris &amp;amp; Tehran</title><link href='https://herald.example/1'/>"
        f"<updated>2026-11-24T10:00:00Z</updated><content type='html'>&lt;p&gt;{article(1)}&lt;/p&gt;</content></entry>"
        "<entry><id>tag:herald.example,2026:2</id><title>Plain</title><updated>2026-11-24T11:00:00Z</updated>"
        f"<content type='text'>{article(2)}</content></entry></feed>"
    )
    documents, rejections = fetch(source_of(server.play("/atom", atom.encode())), {})
    assert rejections == []
    assert [(one.title, one.date, one.markup) for one in documents] == [
        ("Plain", "2026-11-24T11:00:00Z", "text"),
        ("Paris & Tehran", "2026-11-24T10:00:00Z", "html"),
    ]


def test_an_entry_without_full_text_is_read_from_its_page(server: FeedServer, fetch: Fetch) -> None:
    link = server.play("/1.html", page(1).encode(), headers={"Content-Type": "text/html; charset=utf-8"})
    address = server.play("/feed", rss([Item(1, link)]))
    marks: dict[str, str] = {}
    ((document,), rejections) = fetch(source_of(address), marks)
    assert rejections == []
    assert article(1) in document.text and "Imprint" not in document.text and "Home" not in document.text
    assert (document.record_id, document.url, document.title) == ("case-1", link, "Case number 1 in Paris")
    fetch(source_of(address), marks)
    assert (server.asked["/1.html"], server.asked["/robots.txt"]) == (1, 1)
    assert server.headers["/1.html"]["User-Agent"].startswith("demarche/")
    ((document,), _) = fetch(source_of(address, pages="never"), {})
    assert document.text == "In short."


def test_a_page_that_cannot_be_had_is_tried_again_and_one_that_never_will_is_not(
    server: FeedServer, fetch: Fetch
) -> None:
    links = [server.play(f"/{n}.html", page(n).encode()) for n in range(3)]
    server.answers["/0.html"].status = 503
    server.answers["/1.html"].status = 404
    items = [Item(n, link) for n, link in enumerate(links)]
    items += [Item(3, "https://elsewhere.example/3"), Item(4, "file:///etc/hostname")]
    address = server.play("/feed", rss(items), has_etag=True)
    marks: dict[str, str] = {}
    documents, rejections = fetch(source_of(address), marks)
    assert [one.record_id for one in documents] == ["case-2"]
    assert {one.record_id: one.reason for one in rejections} == {
        "case-0": "no reply",
        "case-1": "no reply",
        "case-3": "refused host",
        "case-4": "refused address",
    }
    assert "status 503" in next(one.detail for one in rejections if one.record_id == "case-0")
    server.answers["/0.html"].status = 200
    documents, rejections = fetch(source_of(address), marks)
    assert ([one.record_id for one in documents], rejections) == (["case-0"], [])
    assert (server.asked["/1.html"], server.asked["/2.html"]) == (1, 1)
    assert fetch(source_of(address), marks) == ([], [])
    assert "If-None-Match" in server.headers["/feed"], "conditions are for a feed that was read as a whole"


def test_robots_txt_is_heeded_for_pages(server: FeedServer, fetch: Fetch) -> None:
    server.play("/robots.txt", b"User-agent: *\nDisallow: /closed/\n")
    closed = server.play("/closed/1.html", page(1).encode())
    opened = server.play("/open/2.html", page(2).encode())
    documents, rejections = fetch(source_of(server.play("/feed", rss([Item(1, closed), Item(2, opened)]))), {})
    assert ([one.record_id for one in documents], [one.reason for one in rejections]) == (["case-2"], ["robots"])
    assert server.asked["/closed/1.html"] == 0


def test_there_is_a_pause_between_requests(server: FeedServer, fetch: Fetch) -> None:
    links = [server.play(f"/{n}.html", page(n).encode()) for n in range(2)]
    address = server.play("/feed", rss([Item(n, link) for n, link in enumerate(links)]))
    fetch(source_of(address, pause_seconds=0.2), {})
    assert len(server.times) == 4
    assert min(after - before for before, after in zip(server.times, server.times[1:], strict=False)) >= 0.19


BAD = {
    "hanging": ({"pieces": drip(b"<rss>", 0.1, 100)}, "timed out", "does not answer in full within 0.5 s"),
    "silent": ({"pieces": drip(b"", 0.1, 100)}, "timed out", "does not answer in full"),
    "huge": ({"pieces": drip(b"x" * 50_000, 0, 100)}, "too large", "is longer than 200000 bytes"),
    "announced": ({"body": b"x" * 300_000}, "too large", "is longer than 200000 bytes"),
    "gzip bomb": (
        {"body": gzip_bomb(50_000_000), "headers": {"Content-Encoding": "gzip"}},
        "too large",
        "is longer than 200000 bytes",
    ),
    "broken gzip": ({"body": b"\x1f\x8b garbage", "headers": {"Content-Encoding": "gzip"}}, "broken reply", "unpacked"),
    "cut gzip": (
        {"body": gzip_bomb(1000)[:-9], "headers": {"Content-Encoding": "gzip"}},
        "broken reply",
        "breaks off before its end",
    ),
    "cut": ({"pieces": drip(b"<rss", 0, 1), "headers": {"Content-Length": "999"}}, "broken reply", "HTTP"),
    "entity bomb": ({"body": ENTITY_BOMB}, "not a feed", "declares XML entities"),
    "external entity": ({"body": EXTERNAL_ENTITY}, "not a feed", "declares XML entities"),
    "page": ({"body": b"<html><body>Please log in</body></html>"}, "not a feed", "neither RSS nor Atom"),
    "garbage": ({"body": b"\x00\xff\xfe" * 99}, "not a feed", "neither RSS nor Atom"),
    "nameless charset": (
        {"body": b"<?xml version='1.0' encoding='u\xa6f-8'?><rss version='2.0'><channel/></rss>"},
        "not a feed",
        "cannot be parsed",
    ),
    "empty": ({"body": b""}, "not a feed", "neither RSS nor Atom"),
    "failing": ({"status": 500}, "no reply", "the status 500"),
    "gone": ({"status": 410}, "no reply", "the status 410"),
    "unasked 304": ({"status": 304}, "no reply", "the status 304"),
    "nowhere": ({"status": 302}, "broken reply", "redirects to nowhere"),
    "circle": ({"status": 302, "headers": {"Location": "/bad"}}, "too many redirects", "more than 5 times"),
    "to the cloud": (
        {"status": 302, "headers": {"Location": "http://169.254.169.254/latest"}},
        "refused host",
        "leads to http://169.254.169.254/latest, which is not among the hosts",
    ),
    "to a file": (
        {"status": 301, "headers": {"Location": "file:///etc/hostname"}},
        "refused address",
        "neither http nor",
    ),
    "to another port": (
        {"status": 302, "headers": {"Location": "http://127.0.0.1:1/"}},
        "refused host",
        "leads to http://127.0.0.1:1/",
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_feed_is_told_costs_the_others_nothing_and_is_read_when_it_is_well_again(
    server: FeedServer, fetch: Fetch, kind: str
) -> None:
    answer, reason, detail = BAD[kind]
    bad, good = server.play("/bad", **answer), server.play("/good", rss([full(1)]))  # type: ignore[arg-type]
    source = source_of(bad, good, request_seconds=0.5, response_bytes=200_000)
    marks: dict[str, str] = {}
    started = time.monotonic()
    documents, (rejection,) = fetch(source, marks)
    assert time.monotonic() - started < 8, "what never ends would take 10 s"
    assert [one.record_id for one in documents] == ["case-1"]
    assert (rejection.origin, rejection.reason) == (bad, reason)
    assert detail in rejection.detail
    assert list(marks) == [good]
    with pytest.raises(SourceUnavailable, match=r"gazette: http://127\.0\.0\.1:\d+/bad "):
        fetch(replace(source, locations=(bad,)), {})
    server.play("/bad", rss([full(2)]))
    documents, rejections = fetch(source, marks)
    assert ([one.record_id for one in documents], rejections) == (["case-2"], [])


def test_of_a_malformed_feed_what_can_be_read_is_read_and_it_is_told(server: FeedServer, fetch: Fetch) -> None:
    whole = rss([full(1), full(2)])
    address = server.play("/feed", whole.replace(b"</channel></rss>", b"<oops>&"), has_etag=True)
    marks: dict[str, str] = {}
    documents, rejections = fetch(source_of(address), marks)
    assert ([one.record_id for one in documents], [one.reason for one in rejections]) == (
        ["case-2", "case-1"],
        ["malformed feed"],
    )
    server.play("/feed", whole, has_etag=True)
    assert fetch(source_of(address), marks) == ([], [])


def test_what_was_fetched_and_not_committed_is_fetched_again(server: FeedServer, settings: Settings) -> None:
    links = [server.play(f"/{n}.html", page(n).encode()) for n in range(3)]
    address = server.play("/feed", rss([Item(n, link) for n, link in enumerate(links)]), has_etag=True)
    items = fetch_new(source_of(address), {}, settings)
    seen = [next(items), next(items), next(items)]
    items.close()  # type: ignore[attr-defined]
    first, mark, second = seen
    assert isinstance(mark, Mark)
    rest = list(fetch_new(source_of(address), {mark.item: mark.value}, settings))
    ids = [one.record_id for one in (first, *rest) if not isinstance(one, Mark)]
    assert ids == ["case-2", "case-1", "case-0"]
    assert next(one for one in rest if not isinstance(one, Mark)) == second


def test_new_terms_make_all_entries_new(server: FeedServer, fetch: Fetch) -> None:
    address = server.play("/feed", rss([Item(1, server.play("/1.html", page(1).encode()))]), has_etag=True)
    marks: dict[str, str] = {}
    fetch(source_of(address), marks)
    assert fetch(source_of(address), marks) == ([], [])
    assert [one.record_id for one in fetch(source_of(address, pages="never"), marks)[0]] == ["case-1"]
