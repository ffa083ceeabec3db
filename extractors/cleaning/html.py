"""An HTML page to its article: what the page says about itself, and its main text as lines."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree
from lxml import html as lxml_html

from extractors.cleaning.html_metadata import PageMetadata, read_metadata
from extractors.cleaning.patterns import html_classes, html_tags

BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
})  # fmt: skip
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
WORD = re.compile(r"[a-z0-9]+")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
KEPT = frozenset({"html", "body", "head", "article", "main"})
SHORTEST_ARTICLE = 200
MOST_LINKED = 0.6


@dataclass(slots=True)
class Page:
    """A page's text (blocks divided by blank lines), what it says about itself, and what was dropped by reason.

    ``is_whole`` is false where the page is nested deeper than libxml2 follows (2048), which leaves out the rest.
    """

    text: str = ""
    metadata: PageMetadata = field(default_factory=PageMetadata)
    dropped: Counter[str] = field(default_factory=Counter)
    is_whole: bool = True


def read_page(markup: str) -> Page:
    """Return the article of an HTML page or fragment; an empty page where there is none."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    data = XML_DECLARATION.sub("", markup.replace("\x00", "")).encode("utf-8", "replace")
    try:
        root = lxml_html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return Page()
    page = Page(metadata=read_metadata(root))
    page.is_whole = all(error.type_name != "ERR_RESOURCE_LIMIT" for error in parser.error_log)
    _drop_clutter(root, page.dropped)
    page.text = "\n\n".join(_lines(_article(root), page.dropped))
    return page


def _drop_clutter(root: lxml_html.HtmlElement, dropped: Counter[str]) -> None:
    tags, classes = html_tags(), html_classes()
    total = len(root.text_content())
    found: list[tuple[lxml_html.HtmlElement, str]] = []
    walker = etree.iterwalk(root, events=("start",))
    for _, element in walker:
        reason = tags.get(element.tag)
        if reason is None and element.tag not in KEPT:
            names = CAMEL.sub(" ", f"{element.get('class', '')} {element.get('id', '')}").lower()
            reason = next((classes[word] for word in WORD.findall(names) if word in classes), None)
            # A wrapper named "social-page" around everything is no share bar.
            if reason is not None and len(element.text_content()) * 2 > total:
                reason = None
        if reason is not None:
            found.append((element, reason))
            walker.skip_subtree()
    for element, reason in found:
        if reason and element.text_content().strip():
            dropped[reason] += 1
        element.drop_tree()


def _article(root: lxml_html.HtmlElement) -> lxml_html.HtmlElement:
    """Return the element that holds the article: marked so, or with most text in its own paragraphs."""
    for path in (".//*[@itemprop='articleBody']", ".//article", ".//main|.//*[@role='main']"):
        best = max(root.xpath(path), key=lambda element: len(element.text_content()), default=None)
        if best is not None and len(best.text_content().strip()) >= SHORTEST_ARTICLE:
            return best
    sizes: Counter[lxml_html.HtmlElement] = Counter()
    for paragraph in root.iter("p"):
        parent = paragraph.getparent()
        if parent is not None:
            sizes[parent] += len(paragraph.text_content())
    best = max(sizes, key=lambda element: sizes[element], default=None)
    body = root.find("body")
    whole = body if body is not None else root
    if best is None or sizes[best] < SHORTEST_ARTICLE or sizes[best] * 2 < sum(sizes.values()):
        return whole
    return best


def _lines(article: lxml_html.HtmlElement, dropped: Counter[str]) -> list[str]:
    """Return the text of every block, in order; a block that is mostly links and no sentence is navigation."""
    lines: list[str] = []
    pieces: list[str] = []
    linked = 0
    depth_of_links = 0

    def flush() -> None:
        nonlocal linked
        parts = [" ".join(part.split()) for part in "".join(pieces).split("\n\n")]
        text = "\n".join(part for part in parts if part)
        if text:
            if linked > MOST_LINKED * len(text) and not re.search(r"[.!?][\"'”’)]*$", text):
                dropped["navigation"] += 1
            else:
                lines.append(text)
        pieces.clear()
        linked = 0

    for event, element in etree.iterwalk(article, events=("start", "end")):
        if event == "start":
            if element.tag in BLOCKS:
                flush()
            elif element.tag == "br":
                pieces.append("\n\n")
            depth_of_links += element.tag == "a"
            part = element.text
        else:
            depth_of_links -= element.tag == "a"
            if element.tag in BLOCKS:
                flush()
            part = element.tail if element is not article else None
        if part:
            # A line break inside an element's text is white space; a pair of them is kept for <br> alone.
            part = re.sub(r"\s+", " ", part)
            pieces.append(part)
            linked += len(part) if depth_of_links else 0
    flush()
    return lines
