"""Headlines: respelled as sentences, with their text and offsets kept."""

from __future__ import annotations

import pytest

from extractors.headlines import truecased
from extractors.parser import load_parser, parse_sentences

HEADLINES = """
Israel Strikes Targets in Syria|Israel|Strikes|Targets
US, China Sign Trade Deal|China|Sign|Deal
Russia Expels Two German Diplomats|Russia|Expels|Diplomats
Putin Meets Xi in Beijing|Putin|Meets|Xi
France Recalls Ambassador to Turkey|France|Recalls|Ambassador
Iran Rejects UN Report on Nuclear Program|Iran|Rejects|Report
EU Imposes New Sanctions on Belarus|EU|Imposes|Sanctions
North Korea Fires Two Missiles Into Sea|Korea|Fires|Missiles
Rebels Attack Army Base in Northern Mali|Rebels|Attack|Base
Germany Offers Aid to Ukraine|Germany|Offers|Aid
Turkey Blocks Finland's NATO Bid|Turkey|Blocks|Bid
Kosovo Police Arrest Serbian Official|Police|Arrest|Official
Biden Warns Putin Over Ukraine Troops|Biden|Warns|Putin
Pakistan Accuses India of Sponsoring Terrorism|Pakistan|Accuses|India
Japan Protests Chinese Ship Near Islands|Japan|Protests|Ship
Saudi Arabia Halts Oil Exports to Qatar|Arabia|Halts|Exports
UN Condemns Attack on Peacekeepers|UN|Condemns|Attack
Opposition Leader Demands Early Elections|Leader|Demands|Elections
Ethiopia Signs Peace Deal With Rebels|Ethiopia|Signs|Deal
Britain Summons Russian Envoy After Poisoning|Britain|Summons|Envoy
Armenia, Azerbaijan Exchange Prisoners|Azerbaijan|Exchange|Prisoners
Court Orders Government to Release Dissident|Court|Orders|Government
Lebanon's Prime Minister Resigns Amid Protests|Minister|Resigns|
Protesters Storm Parliament in Baghdad|Protesters|Storm|Parliament
Egypt Hosts Talks Between Sudan Factions|Egypt|Hosts|Talks
Trump Threatens Tariffs on Mexican Goods|Trump|Threatens|Tariffs
Taliban Kill Ten Soldiers in Kunduz|Taliban|Kill|Soldiers
ISRAEL STRIKES TARGETS IN SYRIA|ISRAEL|STRIKES|TARGETS
EU IMPOSES NEW SANCTIONS ON BELARUS|EU|IMPOSES|SANCTIONS
FRANCE RECALLS AMBASSADOR TO TURKEY|FRANCE|RECALLS|AMBASSADOR
"""  # headline | subject | verb | object
NAMES = {"israel", "syria", "turkey"}
WORDS = NAMES | {"strikes", "targets", "recalls", "ambassador", "and", "new", "old"}


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("Israel Strikes Targets in Syria", "Israel strikes targets in Syria"),
        ("ISRAEL STRIKES TARGETS IN SYRIA", "Israel strikes targets in Syria"),
        ("Strikes Recalls Ambassador To Blinken", "Strikes recalls ambassador to Blinken"),
        ("EU RECALLS LUKASHENKO AMBASSADOR", "EU recalls Lukashenko ambassador"),
    ],
)
def test_respells_title_case_and_capitals(headline: str, sentence: str) -> None:
    assert truecased(headline, WORDS.__contains__, NAMES.__contains__) == sentence


@pytest.mark.parametrize(
    "text",
    [
        "Israel Strikes Targets.",
        "Israel strikes Targets in Syria",
        "New Targets",
        "NATO, EU, UN, OSCE",
        "U.S. N.Y. E.U.",
        "",
    ],
)
def test_leaves_other_lines_alone(text: str) -> None:
    assert truecased(text, WORDS.__contains__, NAMES.__contains__) is None


def test_document_keeps_the_printed_text() -> None:
    doc = parse_sentences(load_parser(), ["Israel Strikes Targets in Syria"])[0]
    assert doc.text == "Israel Strikes Targets in Syria"
    assert [(token.text, token.lemma_, token.pos_) for token in doc][1] == ("Strikes", "strike", "VERB")
    assert [token.idx for token in doc] == [0, 7, 15, 23, 26]


def test_most_headlines_yield_subject_verb_and_object() -> None:
    rows = [row.split("|") for row in HEADLINES.strip().splitlines()]
    docs = parse_sentences(load_parser(), [row[0] for row in rows])
    right = 0
    for doc, (_, subject, verb, found) in zip(docs, rows, strict=True):
        first = {token.text: token for token in reversed(doc)}
        relations = [(first[subject], "nsubj")] + ([(first[found], "obj")] if found else [])
        right += all(token.dep_ == name and token.head == first[verb] for token, name in relations)
    assert right >= 22
