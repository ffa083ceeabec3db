"""Mail: a message (.eml) or a mailbox (.mbox) of newsletters; one message, one article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr

from extractors.readers.decode import decode
from extractors.readers.errors import BadInputError
from extractors.readers.html import declared_encoding, decodes
from extractors.readers.job import Job
from extractors.readers.lines import limited_lines, read_limited
from extractors.readers.record import raw_document, without_surrogates
from extractors.records import RawDocument, Rejection

# The line that opens a message: sender and the time of arrival.  A line of text that happens to begin with "From " is
# none, which mailbox.mbox takes for one; nor can that read a stream.
OPENING = re.compile(rb"From \S+ +(?:mon|tue|wed|thu|fri|sat|sun),? .*\b\d{4}\b", re.I)
QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
NAMING = ("From", "Subject", "Date", "Message-ID")
LONGEST_LINE = 1 << 20


def read_eml(job: Job) -> Iterator[RawDocument | Rejection]:
    """Yield the article of a file that is one message."""
    data = read_limited(job.stream, job.limit)
    if data is None:
        raise BadInputError("too large", f"is longer than {job.limit} bytes")
    yield _article(data, job, job.origin)


def read_mbox(job: Job) -> Iterator[RawDocument | Rejection]:
    """Yield one document or rejection for every message of a mailbox; origins carry its number from 1."""
    number = 0
    for number, data in enumerate(split_messages(job), 1):
        try:
            if data is None:
                raise BadInputError("too large", f"is longer than {job.limit} bytes")
            yield _article(data, job, f"{job.origin}:{number}")
        except BadInputError as error:
            yield job.reject(error.reason, error.detail, number)
    if not number:
        raise BadInputError("empty", "has no messages")


def split_messages(job: Job) -> Iterator[bytes | None]:
    """Yield the messages of a mailbox, without the lines that open them; None stands for one above the limit."""
    held: list[bytes] = []
    size, is_open, is_after_blank = 0, False, True
    for number, line in limited_lines(job.stream, LONGEST_LINE):
        if line is not None and is_after_blank and OPENING.match(line):
            if is_open:
                yield _joined(held, size, job.limit)
            held, size, is_open = [], 0, True
        elif is_open:
            size += LONGEST_LINE if line is None else len(line)
            if size <= job.limit and line is not None:
                held.append(line)
        elif line is None or line.strip():
            raise BadInputError("not a mailbox", f'does not open with a line "From …" (line {number})')
        is_after_blank = line is not None and not line.strip()
    if is_open:
        yield _joined(held, size, job.limit)


def _joined(lines: list[bytes], size: int, limit: int) -> bytes | None:
    return None if size > limit else QUOTED.sub(rb"\1", b"".join(lines))


def _article(data: bytes, job: Job, origin: str) -> RawDocument:
    """Return the article of a message: its HTML part, else its plain one."""
    message = BytesParser().parsebytes(data)
    if not any(message[name] for name in NAMING):
        raise BadInputError("not a mail", "has none of the headers of a message")
    markup, text = _body(message, job)
    sender, address = parseaddr(_header(message, "From"))
    record = {
        markup: text,
        "id": _header(message, "Message-ID").strip("<> "),
        "title": _header(message, "Subject"),
        "date": _header(message, "Date"),
        "publisher": sender or address,
    }
    return raw_document({name: value for name, value in record.items() if value}, origin, job.source, job.limit)


def _body(message: Message, job: Job) -> tuple[str, str]:
    """Return ("html" or "text", the text) of the first HTML part that is no attachment, else the first plain one."""
    parts = [
        part for part in message.walk() if not part.is_multipart() and part.get_content_disposition() != "attachment"
    ]
    for kind, name in (("text/html", "html"), ("text/plain", "text")):
        for part in parts:
            if part.get_content_type() == kind and (text := _decoded(part, job)).strip():
                return name, text
    raise BadInputError("no text", "has no part that is text")


def _decoded(part: Message, job: Job) -> str:
    """Return the text of a part: in its charset where its bytes bear that out, else as files are decoded."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = str(part.get_content_charset() or "")
    if charset and charset not in ("us-ascii", "ascii") and decodes(data, charset):
        return without_surrogates(data.decode(charset))
    is_html = part.get_content_type() == "text/html"
    return without_surrogates(decode(data, job.encoding or (declared_encoding(data) if is_html else None)))


def _header(message: Message, name: str) -> str:
    """Return a header as text, encoded words decoded; as it stands where they cannot be."""
    value = message[name]
    if value is None:
        return ""
    try:
        text = str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        text = str(value)
    return " ".join(without_surrogates(text).split())
