"""A record (JSON object, table row, front matter) to a RawDocument, whatever its keys are called."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from extractors.readers.errors import BadInputError
from extractors.readers.settings import normalise_key, reading_settings
from extractors.records import RawDocument

HTML_SIGN = re.compile(r"<(?:!doctype|html|head|body|article|div|p|br|span|h[1-6])\b[^<>]*>", re.I)
SURROGATE = re.compile("[\ud800-\udfff]")


def raw_document(record: Mapping[str, Any], origin: str, source: str, limit: int) -> RawDocument:
    """Return the document that ``record`` holds.

    Raises BadInputError: "no text" where no key means the text, "empty" where it is blank, "too large" above ``limit``
    bytes.
    """
    fields = pick_fields(record)
    markup = fields.pop("html", None)
    plain = fields.pop("text", None)
    text = plain or markup if markup is not None else plain
    if text is None:
        raise BadInputError(
            "no text", f"has no text field; its keys are {', '.join(map(str, list(record)[:12])) or 'none'}"
        )
    if not text.strip():
        raise BadInputError("empty", "has an empty text")
    if len(text.encode("utf-8")) > limit:
        raise BadInputError("too large", f"is longer than {limit} bytes")
    return RawDocument(
        origin=origin,
        text=text,
        markup="html" if text is markup or looks_like_html(text) else "text",
        source=fields.get("source") or source,
        record_id=fields.get("record_id"),
        title=fields.get("title"),
        date=fields.get("date"),
        publisher=fields.get("publisher"),
        url=fields.get("url"),
        language=fields.get("language"),
    )


def pick_fields(record: Mapping[str, Any]) -> dict[str, str]:
    """Return the known fields of a record as text; keys that are absent or null are left out."""
    values: dict[str, str] = {}
    for key, value in record.items():
        text = as_text(value)
        if text is not None:
            values.setdefault(normalise_key(str(key)), text)
    picked = {}
    for name, aliases in reading_settings().fields.items():
        present = [values[alias] for alias in aliases if alias in values]
        if present:
            found = next((value for value in present if value.strip()), "")
            picked[name] = found if name in ("text", "html") else " ".join(found.split())
    return {name: value for name, value in picked.items() if value or name == "text"}


def as_text(value: Any) -> str | None:
    """Return a value as text: lists as paragraphs, objects by their "name", dates as ISO; None stays None."""
    if isinstance(value, str):
        return without_surrogates(value)
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, (list, tuple)):
        return "\n".join(part for part in map(as_text, value) if part)
    if isinstance(value, Mapping):
        return as_text(value.get("name"))
    return None


def without_surrogates(text: str) -> str:
    """Return ``text`` with surrogate pairs joined and lone surrogates replaced, so that it can be stored as UTF-8."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if SURROGATE.search(text) else text


def looks_like_html(text: str) -> bool:
    """Tell whether a text opens as an HTML page or fragment."""
    head = text[:2000].lstrip()
    return head.startswith("<") and HTML_SIGN.search(head) is not None
