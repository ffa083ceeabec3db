"""Mail: messages and mailboxes with all that charsets, parts and quoting do to them."""

from __future__ import annotations

import gzip
from email.message import EmailMessage
from pathlib import Path

import pytest

from extractors.cleaning import clean
from extractors.readers import read
from extractors.records import Document, RawDocument, Rejection

BODY = "France condemned Iran on Monday, and Zoë Müller of the foreign office in Paris agreed with the statement."
OPENING = "From list@gazette.example Tue Nov 24 21:06:40 2026"


def message(number: int, *, html: bool = True, attachment: bool = False) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "The Gazétte <list@gazette.example>"
    made["Subject"] = f"Case {number}: “Talks” in Paris"
    made["Date"] = "Tue, 24 Nov 2026 23:30:00 -0500"
    made["Message-ID"] = f"<{number}@gazette.example>"
    made.set_content(f"Read this online.\n{BODY}")
    if html:
        made.add_alternative(f"<html><body><p>{BODY}</p><p>Case {number}.</p></body></html>", subtype="html")
    if attachment:
        made.add_attachment("not this", filename="notes.html", subtype="html")
    return made


def mailbox(*messages: bytes) -> bytes:
    return b"\n".join(OPENING.encode() + b"\n" + one for one in messages)


def read_all(path: Path) -> tuple[list[RawDocument], list[Rejection]]:
    items = list(read([path], source="gazette"))
    return [i for i in items if isinstance(i, RawDocument)], [i for i in items if isinstance(i, Rejection)]


def test_a_message_is_an_article(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(message(1, attachment=True).as_bytes())
    (raw,), rejections = read_all(path)
    assert rejections == []
    assert (raw.record_id, raw.title, raw.publisher) == (
        "1@gazette.example",
        "Case 1: “Talks” in Paris",
        "The Gazétte",
    )
    document = clean(raw, time_zone="Europe/Paris")
    assert isinstance(document, Document)
    assert (document.text, str(document.date)) == (f"Case 1: “Talks” in Paris\n{BODY}\nCase 1.", "2026-11-25")


def test_a_message_without_html_gives_its_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(message(1, html=False).as_bytes())
    ((raw,), _) = read_all(path)
    assert (raw.markup, BODY in raw.text) == ("text", True)


@pytest.mark.parametrize("suffix", [".mbox", ".mbox.gz"])
def test_a_mailbox_gives_every_message_and_what_is_none_is_told(tmp_path: Path, suffix: str) -> None:
    bare = b"From Moscow the news is thin.\n\nFrom Moscow on Monday the news is thin, our correspondent said.\n"
    no_text = b"Subject: a picture\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
    plain = b"Subject: Case 9\n\n" + b">" + bare + b"\n>From there they left for Minsk.\n"
    data = mailbox(message(1).as_bytes(), bare, no_text, plain, message(2).as_bytes())
    path = tmp_path / f"a{suffix}"
    path.write_bytes(gzip.compress(data) if suffix.endswith("gz") else data)
    documents, rejections = read_all(path)
    assert [one.origin.rpartition(":")[2] for one in documents] == ["1", "4", "5"]
    assert [(one.origin.rpartition(":")[2], one.reason) for one in rejections] == [
        ("2", "not a mail"),
        ("3", "no text"),
    ]
    assert "\nFrom Moscow on Monday" in documents[1].text and "\nFrom there they left" in documents[1].text


def test_a_message_above_the_limit_costs_the_others_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_bytes(mailbox(message(1).as_bytes(), b"Subject: big\n\n" + b"word \n" * 2000, message(2).as_bytes()))
    items = list(read([path], document_bytes=5000))
    assert [type(item).__name__ for item in items] == ["RawDocument", "Rejection", "RawDocument"]


@pytest.mark.parametrize(
    ("charset", "data", "wanted"),
    [
        ("iso-8859-2", "Łódź said".encode("iso-8859-2"), "Łódź said"),
        ("koi8-r", "Москва said".encode("koi8-r"), "Москва said"),
        ("utf-8", b"Z\xfcrich said", "Zürich said"),
        ("martian", "Zürich said".encode(), "Zürich said"),
        ("utf\x008", "Zürich said".encode(), "Zürich said"),
        ("", "Zürich said".encode("cp1252"), "Zürich said"),
        ("us-ascii", "Zürich said".encode(), "Zürich said"),
    ],
)
def test_charsets_are_believed_where_the_bytes_bear_them_out(
    tmp_path: Path, charset: str, data: bytes, wanted: str
) -> None:
    kind = f'Content-Type: text/plain; charset="{charset}"\n'.encode() if charset else b""
    path = tmp_path / "a.eml"
    path.write_bytes(b"Subject: =?martian?q?x?=\nContent-Transfer-Encoding: 8bit\n" + kind + b"\n" + data)
    ((raw,), rejections) = read_all(path)
    assert (raw.text.strip(), rejections) == (wanted, [])


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.eml", b"", "not a mail"),
        ("a.eml", b"\x00\x01\x02" * 500, "not a mail"),
        ("a.mbox", b"", "empty"),
        ("a.mbox", b"Just a text\nof two lines\n", "not a mailbox"),
        ("a.eml", b"Subject: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\n--x--\n", "no text"),
    ],
)
def test_what_is_no_mail_is_told(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    documents, (rejection,) = read_all(tmp_path / name)
    assert (documents, rejection.reason) == ([], reason)
