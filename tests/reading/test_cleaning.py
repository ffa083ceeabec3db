"""Raw text to the article: what goes, what stays, and how it is counted."""

from __future__ import annotations

import re
from typing import Any

import pytest

from extractors.cleaning import clean, dateline_span
from extractors.cleaning.characters import repair_characters
from extractors.cleaning.patterns import LineKind, line_kinds, line_reason
from extractors.records import Document, RawDocument, Rejection

BODY = (
    "The foreign ministers of Peru and Chile met in Lima to discuss the border that both countries share in the desert."
)
MORE = (
    "They agreed to open a second crossing before the end of the year, according to a joint statement from the talks."
)


def cleaned(text: str, **fields: Any) -> Document:
    result = clean(RawDocument(origin="a.txt", text=text, **fields))
    assert isinstance(result, Document), result
    return result


@pytest.mark.parametrize("kind", line_kinds(), ids=lambda kind: f"{kind.reason}-{kind.examples[0][:20]}")
def test_every_kind_of_line_proves_itself(kind: LineKind) -> None:
    for example in kind.examples:
        assert kind.matches(example, example.lower()), example
    for counter in kind.counter:
        assert not kind.matches(counter, counter.lower()), counter


@pytest.mark.parametrize("sentence", [counter for kind in line_kinds() for counter in kind.counter])
def test_no_counter_example_is_dropped_for_another_reason(sentence: str) -> None:
    assert line_reason(sentence) in (None, "byline") if sentence.startswith("By ") else line_reason(sentence) is None


def test_clutter_goes_and_is_counted() -> None:
    document = cleaned(
        "- Example International, 1920\n"
        "The latest news and stories from the region. Stay tuned for updates.\n\n"
        "Peru, Chile Open Second Crossing\n\n"
        "© Newsphoto / Ana Ruiz / Go to the picture bankMinisters shake hands in Lima\n"
        "Ministers shake hands in Lima - Example International, 1920, 14.02.2022\n"
        "Ministers shake hands in Lima\n"
        f"LIMA (AP) - {BODY}\n\n"
        "Share on Facebook\nRead more: The border in pictures\nADVERTISEMENT\n"
        f"{MORE}\n"
        "Reporting by Ana Ruiz\nTo participate in the discussion\nlog in or register\n12 comments\nRelated materials\n"
    )
    assert document.text.split("\n") == ["Peru, Chile Open Second Crossing", f"LIMA (AP) - {BODY}", MORE]
    assert document.title == "Peru, Chile Open Second Crossing"
    assert document.dropped == {
        "advertisement": 1,
        "byline": 1,
        "caption": 3,
        "comments": 1,
        "related": 2,
        "share": 1,
        "slogan": 2,
        "subscribe": 2,
    }
    assert (str(document.date), document.date_text, document.date_origin) == ("2022-02-14", "14.02.2022", "text")


def test_another_script_is_cut_off_and_stray_lines_dropped() -> None:
    document = cleaned(f"Заголовок открываемого материала{BODY}\nПодписывайтесь на наш канал\n{MORE}")
    assert document.text == f"{BODY}\n{MORE}"
    assert document.dropped == {"other script": 2}


def test_a_foreign_name_within_a_sentence_stays() -> None:
    text = "The newspaper “Известия” (Izvestia) reported on Monday that the ministers of both countries had met."
    assert cleaned(text).text == text


def test_hard_wrapped_lines_are_joined() -> None:
    text = (
        "Peru and Chile open second crossing\n\n"
        "LIMA (AP) - The foreign ministers of Peru and Chile met in Lima\n"
        "to discuss the border that both countries share, and a long-\n"
        "term plan for the desert.\n"
        "They agreed on a second crossing before the end of the year,\n"
        "according to a statement that was read out after the talks.\n\n"
        "1. The crossing opens in December and is to be used by cars,\n"
        "not by trucks.\n"
        "2. A commission of both states meets every month in Arica.\n"
    )
    assert cleaned(text).text.split("\n") == [
        "Peru and Chile open second crossing",
        "LIMA (AP) - The foreign ministers of Peru and Chile met in Lima to discuss the border that both countries "
        "share, and a long-term plan for the desert.",
        "They agreed on a second crossing before the end of the year, according to a statement that was read out after "
        "the talks.",
        "1. The crossing opens in December and is to be used by cars, not by trucks.",
        "2. A commission of both states meets every month in Arica.",
    ]


def test_a_line_is_a_paragraph_where_nothing_is_wrapped() -> None:
    assert cleaned(f"{BODY}\n{MORE}\n\n\n{BODY}").text == f"{BODY}\n{MORE}\n{BODY}"


@pytest.mark.parametrize(
    ("broken", "repaired"),
    [
        ("The minister saidâ€”in Limaâ€”that itâ€™s â€œoverâ€\x9d.", "The minister said—in Lima—that it’s “over”."),
        ("PerÃº and SÃ£o TomÃ©", "Perú and São Tomé"),
        ("“Curly” and ‘single’ quotes stay…", "“Curly” and ‘single’ quotes stay…"),
        ("``Teletype'' quotes", '"Teletype" quotes'),
        ("Two  blanks,\u00a0a hard one \t and a soft\u00adhyphen\u200b", "Two blanks, a hard one and a softhyphen"),
        ("Tokenised , as some corpora are .", "Tokenised, as some corpora are."),
        ("One\r\ntwo\rthree\u2028four", "One\ntwo\nthree\nfour"),
        ("AT&amp;T &quot;met&quot; &#8220;them&#8221;", 'AT&T "met" “them”'),
        ("Cafe\u0301", "Café"),
        ("a\x00b\x07c", "abc"),
    ],
)
def test_characters_are_repaired(broken: str, repaired: str) -> None:
    assert repair_characters(broken) == repaired


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Peru, Chile open border\n{BODY}", "Peru, Chile open border"),
        (f"“We are ready”: Peru's minister on Chile\n\n{BODY}", "“We are ready”: Peru's minister on Chile"),
        (f"Will Peru open its border?\n{BODY}", "Will Peru open its border?"),
        (f"Peru opened its border.\n{BODY}", None),
        (f"LIMA (AP) - Peru opens border\n{BODY}", None),
        (f"The ministers of Peru and Chile\nmet in Lima on Monday. {BODY}", None),
        (BODY, None),
    ],
)
def test_the_title_of_a_plain_text(text: str, title: str | None) -> None:
    document = cleaned(text)
    assert document.title == title
    assert document.text.startswith(title or text[:20])


def test_the_title_of_a_record_comes_first_and_once() -> None:
    assert cleaned(BODY, title="Border opens").text == f"Border opens\n{BODY}"
    assert cleaned(f"BORDER OPENS\n\n{BODY}", title="Border opens").text == f"Border opens\n{BODY}"


PAGE = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>
<html lang="en-GB"><head><title>Border opens - Example News</title>
<meta property="og:site_name" content="Example News"><link rel="canonical" href="https://news.example/border">
<meta property="article:published_time" content="2022-02-14T23:30:00-05:00">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "x", "inLanguage": "en"}]}</script>
<style>p {color: red}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<header><div class="site-menu">All sections</div></header>
<article><h1>Peru, Chile open   border</h1><div class="social-share">Share Tweet</div><p>By Ana Ruiz</p>
<figure><img src="a.jpg"><figcaption>Ministers in Lima</figcaption></figure>
<p>LIMA (AP) — The foreign ministers of <b>Peru</b> and
 <a href="/c">Chile</a> met in Lima.<br>They agreed &amp; signed.</p>
<div>Loose text, in a block of its own, is read too.<p>A paragraph inside.</p>and its tail.</div>
<ul><li><a href="/1">Ten pictures of the desert</a></li></ul><aside>Related: the desert</aside>
<p>They will meet again in Santiago, said the ministers of both countries, who thanked their hosts.</p></article>
<div id="cookie-banner">We use cookies.</div><footer>Contact us</footer>
<script>var a = "<p>no</p>";</script></body></html>"""


def test_the_article_of_a_page() -> None:
    document = cleaned(PAGE, markup="html")
    assert document.text.split("\n") == [
        "Peru, Chile open border",
        "LIMA (AP) — The foreign ministers of Peru and Chile met in Lima.",
        "They agreed & signed.",
        "Loose text, in a block of its own, is read too.",
        "A paragraph inside.",
        "and its tail.",
        "They will meet again in Santiago, said the ministers of both countries, who thanked their hosts.",
    ]
    assert (document.title, document.publisher, document.url) == (
        "Peru, Chile open border",
        "Example News",
        "https://news.example/border",
    )
    assert (str(document.date), document.date_origin) == ("2022-02-14", "html")
    assert document.dropped == {
        "byline": 1,
        "caption": 1,
        "cookies": 1,
        "navigation": 4,
        "related": 1,
        "share": 1,
    }


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta name="pubdate" content="14.02.2022">', "2022-02-14"),
        (
            '<script type="application/ld+json">[{"@type":"Article","datePublished":"2022-02-14T10:00Z"}]</script>',
            "2022-02-14",
        ),
        ('<script type="application/ld+json">{broken</script><time datetime="2022-02-14">today</time>', "2022-02-14"),
        ("<time>February 14, 2022</time>", "2022-02-14"),
        ("<p>14 February 2022</p>", "2022-02-14"),
        ("", "None"),
    ],
)
def test_the_date_of_a_page(head: str, day: str) -> None:
    assert str(cleaned(f"<html><body>{head}<p>{BODY}</p></body></html>", markup="html").date) == day


def test_a_page_without_containers_and_a_fragment() -> None:
    rest = "".join(f"<p>{BODY}</p>" for _ in range(3))
    page = f"<body><div><a href=a>Home</a> <a href=b>World</a></div><div id=x>{rest}</div><p>Contact us</p></body>"
    assert cleaned(page, markup="html").text == "\n".join([BODY] * 3)
    assert cleaned(f"<p>{BODY}<p>{MORE}", markup="html").text == f"{BODY}\n{MORE}"


def test_deeply_nested_pages_are_read() -> None:
    assert cleaned("<div>" * 1500 + BODY + "</div>" * 1500, markup="html").text == BODY
    too_deep = clean(RawDocument(origin="a", text="<font>" * 20_000 + BODY, markup="html"))
    assert isinstance(too_deep, Rejection)
    assert too_deep.reason == "too deep"


def test_stray_tags_in_a_plain_text() -> None:
    assert cleaned(f"<p>{BODY}</p><p><b>They</b> agreed.</p> 3 < 5").text == f"{BODY}\nThey agreed.\n3 < 5"


@pytest.mark.parametrize(
    "text",
    [
        "Russia condemned the sanctions.",
        "Macron meets Scholz in Paris",
        "Charles de Gaulle met Konrad Adenauer in Bonn.",
        "Los Angeles and El Salvador signed a deal with Las Vegas.",
        BODY,
        f"{BODY}\nРоссия осудила санкции.\n{MORE}",
    ],
)
def test_english_passes(text: str) -> None:
    cleaned(text)


@pytest.mark.parametrize(
    "text",
    [
        "Россия осудила новые санкции Запада.",
        "外交部长周一在北京会晤。",
        "Le ministre des Affaires étrangères a rencontré son homologue dans la capitale.",
        "Der Außenminister hat sich am Montag mit seinem Amtskollegen in Wien getroffen.",
        "El ministro de Exteriores se reunió con su homólogo en la capital del país.",
        "Il ministro degli Esteri ha incontrato il suo omologo nella capitale.",
        "O ministro das Relações Exteriores se reuniu com seu homólogo na capital.",
        "De minister van Buitenlandse Zaken heeft zijn ambtgenoot in het parlement ontmoet.",
        "Minister spraw zagranicznych spotkał się w stolicy z ministrem, który jest jego odpowiednikiem.",
        "Dışişleri bakanı başkentte ve daha sonra bir toplantı için geldi.",
    ],
)
def test_other_languages_are_rejected(text: str) -> None:
    result = clean(RawDocument(origin="a.txt", text=text, record_id="9", source="wire"))
    assert isinstance(result, Rejection)
    assert (result.stage, result.reason, result.record_id, result.source) == ("clean", "not English", "9", "wire")
    assert result.detail.startswith("a.txt: is not in English (")


def test_a_declared_language_decides_only_where_the_words_say_nothing() -> None:
    assert isinstance(clean(RawDocument(origin="a", text="Treffen Wien Montag", language="de")), Rejection)
    assert isinstance(clean(RawDocument(origin="a", text="Macron meets Scholz", language="en-US")), Document)
    assert isinstance(clean(RawDocument(origin="a", text=BODY, language="de")), Document)


@pytest.mark.parametrize("text", ["Share\nTweet", "12.03 14:55 ***", "<html><body><script>x</script></body></html>"])
def test_nothing_left_is_a_rejection(text: str) -> None:
    result = clean(RawDocument(origin="a.txt", text=text, markup="html" if "<" in text else "text"))
    assert isinstance(result, Rejection)
    assert (result.stage, result.reason) == ("clean", "empty")


def test_the_same_article_has_the_same_id_whatever_its_clutter() -> None:
    assert cleaned(f"{BODY}\n\nShare\n").doc_id == cleaned(f"  {BODY}\r\n").doc_id
    assert cleaned(BODY, source="a").doc_id != cleaned(BODY, source="b").doc_id


@pytest.mark.parametrize(
    "dateline",
    [
        "MOSCOW (Sputnik) - ",
        "SEOUL, South Korea (AP) — ",
        "MALINDI, Kenya (Coast Wire) - ",
        "PORT-AU-PRINCE, Haiti, March 3 (KNA) -- ",
        "MOSCOW, Jan 5 (Reuters) - ",
        "WASHINGTON/MOSCOW, Feb 14 (Reuters) - ",
        "BEIJING, Jan. 27 (Xinhua) -- ",
        "MOSCOW, January 27. /TASS/. ",
        "KIEV. Feb 14 (Interfax) - ",
        "Moscow (AFP) - ",
        "GENEVA — ",
        "GENEVA—",
        "(Reuters) - ",
        "(AP) - March 3, 2021 - ",
        "Brussels, 27 January 2022 — ",
        "TEHRAN, Iran – ",
        "ISLAMABAD: ",
        "WASHINGTON, D.C. (AP) - ",
        "UNITED NATIONS, Feb. 1 (UPI) -- ",
        "BERLIN, Tue., Jan 4 (dpa) - ",
    ],
)
def test_a_dateline_is_spanned_and_stays(dateline: str) -> None:
    assert dateline_span(f"{dateline}{BODY}") == (0, len(dateline))
    assert cleaned(f"{dateline}{BODY}").text == f"{dateline}{BODY}"


@pytest.mark.parametrize(
    "paragraph",
    [
        "NATO - the alliance of thirty states - met.",
        "EXCLUSIVE - Iran rejects the offer",
        "Russia and China met.",
        "US - Russia talks begin",
        "Moscow – Washington ties are at a low.",
        "The ministry, March 3, 2021, said nothing.",
        "IAEA: Iran must answer",
        "Putin (left) - Biden",
        "",
        "A",
        "ECOWAS (Economic Community of West African States) - the bloc - said it would send troops.",
    ],
)
def test_what_is_no_dateline(paragraph: str) -> None:
    assert dateline_span(paragraph) is None


def test_paragraphs_are_divided_by_one_newline_and_offsets_are_code_points() -> None:
    text = cleaned(f"“{BODY}”\n\n \n\n{MORE} 🕊 End.").text
    assert not re.search(r"\n\s|\s\n|\n$", text)
    assert text.index("End.") == len(text) - 4


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>x</title>", "<h1>Peru, Chile open border</h1>", "Peru, Chile open border"),
        ("<meta property='og:title' content='Border opens'>", "<h1>News</h1>", "Border opens"),
        (
            "<meta property='og:title' content='Border opens'>",
            "<h1>One of two</h1><h1>The other one</h1>",
            "Border opens",
        ),
        ("<title>Peru, Chile open border | The Daily</title>", "", "Peru, Chile open border"),
        ("<title>Border - The Daily</title><meta property='og:site_name' content='The Daily'>", "", "Border"),
        ("<title>Peru - Chile</title>", "", "Peru - Chile"),
        ("", "<p>Peru, Chile open border</p>", "Peru, Chile open border"),
    ],
)
def test_the_title_of_a_page(head: str, body: str, title: str) -> None:
    page = f"<html><head>{head}</head><body>{body}<p>{BODY}</p></body></html>"
    document = cleaned(page, markup="html")
    assert document.title == title
    assert document.text.count(title) == 1


def test_a_title_further_down_is_not_said_twice() -> None:
    page = f"<body><p>Trade and diplomacy</p><h1>Peru, Chile open border</h1><p>{BODY}</p></body>"
    assert cleaned(page, markup="html").text == f"Peru, Chile open border\nTrade and diplomacy\n{BODY}"
