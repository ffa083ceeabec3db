"""What a page says about itself: meta elements, JSON-LD, <time>, the language attribute."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html as lxml_html

PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "dc.date.issued",
    "dcterms.created", "dc.date", "dcterms.date", "date",
)  # fmt: skip
SITE = ("og:site_name", "application-name", "dc.publisher", "publisher")
TITLE = ("og:title", "twitter:title", "dc.title")
URL = ("og:url",)
TITLE_TAIL = re.compile(r"\s+(?:[|–—»]|-)\s+[^|–—»]{2,40}$")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says about itself; every part may be missing."""

    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


def read_metadata(root: lxml_html.HtmlElement) -> PageMetadata:
    """Return the metadata of a parsed page."""
    meta = _meta(root)
    linked = _linked_data(root)
    site = _first(meta, SITE)
    return PageMetadata(
        title=_heading(root, site) or _first(meta, TITLE) or linked.get("headline") or _window_title(root, site),
        date=_first(meta, PUBLISHED) or linked.get("datePublished") or _time(root),
        publisher=site or linked.get("publisher"),
        url=_first(meta, URL) or _canonical(root) or linked.get("url"),
        language=linked.get("inLanguage") or _clean(root.get("lang")) or meta.get("content-language"),
    )


def _meta(root: lxml_html.HtmlElement) -> dict[str, str]:
    values: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = _clean(element.get("content"))
        if name and content:
            values.setdefault(name.strip().lower(), content)
    return values


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _linked_data(root: lxml_html.HtmlElement) -> dict[str, str]:
    """Return the first value of each wanted property in the page's JSON-LD; broken JSON says nothing."""
    wanted = ("datePublished", "publisher", "inLanguage", "headline", "url")
    values: dict[str, str] = {}
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            if "datePublished" not in item and "headline" not in item:
                continue
            for name in wanted:
                value = item.get(name)
                text = _clean(value.get("name") if isinstance(value, dict) else value)
                if text:
                    values.setdefault(name, text)
    return values


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    pending = [data]
    while pending:
        value = pending.pop(0)
        if isinstance(value, dict):
            yield value
            pending += value.values()
        elif isinstance(value, list):
            pending += value


def _heading(root: lxml_html.HtmlElement, site: str | None) -> str | None:
    """Return the page's only first-level heading, unless it is a word or two or the site's own name."""
    headings = [text for element in root.iter("h1") if (text := _clean(element.text_content()))]
    if len(headings) != 1 or len(headings[0].split()) < 3 or (site and headings[0].casefold() == site.casefold()):
        return None
    return headings[0]


def _window_title(root: lxml_html.HtmlElement, site: str | None) -> str | None:
    text = _clean(root.findtext(".//title"))
    if text is None:
        return None
    shorter = TITLE_TAIL.sub("", text)
    is_site = site is not None and site.casefold() in text[len(shorter) :].casefold()
    return shorter if is_site or len(shorter.split()) >= 4 else text


def _time(root: lxml_html.HtmlElement) -> str | None:
    for element in root.iter("time"):
        text = _clean(element.get("datetime")) or _clean(element.text_content())
        if text:
            return text
    for element in root.iterfind(".//*[@itemprop='datePublished']"):
        text = _clean(element.get("content")) or _clean(element.text_content())
        if text:
            return text
    return None


def _canonical(root: lxml_html.HtmlElement) -> str | None:
    return next((_clean(link.get("href")) for link in root.iter("link") if link.get("rel") == "canonical"), None)


def _clean(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
