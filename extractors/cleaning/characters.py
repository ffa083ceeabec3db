"""Repair of characters: mojibake, entities, controls, white space.  Typographic quotes stay as the author set them."""

from __future__ import annotations

import html
import re
import unicodedata

import ftfy

LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
SPACES = re.compile(r"[^\S\n]{2,}|[^\S\n ]")
BEFORE_MARK = re.compile(r" (?=[,;:!?.](?:[ \n]|$))(?<=\w )", re.M)
AROUND_LINE = re.compile(" ?\n ?")
ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});", re.I)
TAG = re.compile(r"</?[a-z][a-z0-9]{0,10}(?:\s[^<>]{0,500})?/?>", re.I)
BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|blockquote|section|article)(?:\s[^<>]{0,500})?/?>", re.I
)
# Two-character remains of UTF-8 read as cp1252 or latin-1: a lead byte, then a continuation byte.
MOJIBAKE = re.compile("[ÂÃÅÄÐÑâ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|ï»¿")
TELETYPE_QUOTES = re.compile("``|''|„|,,(?=\\w)")


def repair_characters(text: str) -> str:
    """Return a text in NFC whose lines end in one newline and hold single blanks, without invisible characters.

    Mojibake is undone line by line where its signs show (ftfy on every line would cost as much as all the rest).
    Curly quotes are kept; only teletype pairs (two accents or apostrophes, low quotes) become a straight quote.
    """
    if ENTITY.search(text):
        text = html.unescape(text)
    text = LINE_ENDS.sub("\n", text)
    if not text.isascii() and MOJIBAKE.search(text):
        text = "\n".join(ftfy.fix_encoding(line) if MOJIBAKE.search(line) else line for line in text.split("\n"))
        text = LINE_ENDS.sub("\n", text)
    text = INVISIBLE.sub("", text)
    text = SPACES.sub(" ", text)
    text = TELETYPE_QUOTES.sub('"', text)
    if " \n" in text or "\n " in text:
        text = AROUND_LINE.sub("\n", text)
    text = BEFORE_MARK.sub("", text)
    return unicodedata.normalize("NFC", text).strip()


def strip_tags(text: str) -> str:
    """Return a plain text without the HTML tags that strayed into it; block tags become line ends."""
    return TAG.sub("", BLOCK_TAG.sub("\n", text)) if "<" in text else text
