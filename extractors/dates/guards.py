"""What is not a date: the traps that the words around a candidate give away."""

from __future__ import annotations

from itertools import pairwise

from extractors.dates.holidays import Holiday
from extractors.dates.patterns import NOTHING, Match
from extractors.dates.periods import Period
from extractors.dates.tokens import OTHER, Token, kind

VERBAL = frozenset({"AUX", "VERB"})
DASHES = frozenset({"-", "–", "—"})
STOPS = frozenset({"", ".", ",", ";", ")", "?", "!", "\n"})


def _is_verb(match: Match, token: Token) -> bool:
    return match.pos_at is not None and match.pos_at(token.start) in VERBAL


def _is_name(token: Token) -> bool:
    """Tell a capitalised word of no date: of a person, a place, a paper."""
    return token.capital and token.kind == OTHER and token.text.isalpha()


def after_preposition(match: Match) -> bool:
    """Tell whether a preposition or a word like "last" stands before the match."""
    return match.guard("prepositions", match.before())


def is_month(match: Match, token: Token, with_day: bool) -> bool:
    """Tell a month from the modal, the verb, the order and the names that look the same."""
    word = token.text
    common, name = word in match.lexicon.guards["ambiguous_words"], word in match.lexicon.guards["ambiguous_names"]
    if not (common or name):
        return True
    if _is_verb(match, token):
        return False
    if with_day:
        return True
    if not token.capital:
        return not common
    before, after = match.before(), match.after()
    if not name or (before.kind == kind("DASH") and match.guard("edges", match.before(2))):
        return True
    if match.guard("articles", before) and after.text.isalpha() and not after.capital:
        return not (match.guard("prepositions", after) or match.guard("day_followers", after))
    if match.guard("prepositions", before):
        return not (_is_name(after) and before.text in {"of", "and", "to", "for"})
    if after.text in {",", "and", "or"} and match.after(2).kind == kind("MONTH"):
        return True
    if before.text in {"", ",", "-", "–", "("}:
        return word not in {"may", "march"} and (after.text in STOPS or after.text in DASHES)
    return False


def is_lower_word(match: Match, token: Token) -> bool:
    """Tell "may", "march" and "august" in lower case, which a spelled number does not make a month."""
    return not token.capital and token.text in match.lexicon.guards["ambiguous_words"]


def counts_something(match: Match, name: str) -> bool:
    """Tell whether the number at the end of a match belongs to what follows: "May 12 percent", "June 5:2"."""
    token, after = match[name], match.after()
    if match.found.start(name) != match.last or token.text[-1].isalpha():
        return False
    if after.text in {"%", ":", "/"} and after.start == token.end:
        return True
    return match.guard("counted", after)


def is_year(match: Match, name: str) -> bool:
    """Tell a year from a count, a label or a part of a longer number."""
    token, before, after = match[name], match.before(), match.after()
    if _is_label(match, token, before) or match.guard("counted", after) or after.text in {"%", "°"}:
        return False
    if after.text == "of" and match.guard("plural_pronouns", match.after(2)):
        return False
    if after.start == token.end and _is_glued(match, after):
        return False
    if not 1400 <= token.value <= 2100 or not token.text[0].isdigit():
        return match.guard("prepositions", before) and not after.capital and not _is_plural(after)
    if token.value < 1850 and _is_noun(match, after) and not match.guard("articles", before):
        return False
    led = before.text in {"", "(", "[", ",", ";"} or match.guard("temporal", before) or match.guard("articles", before)
    return led or not _is_plural(after)


def is_spoken_year(match: Match, token: Token) -> bool:
    """Tell "Bush in 92" from "in 92 countries": after a name, with no century and nothing left to count."""
    text, after = token.text, match.after()
    is_short = len(text) == 2 and (text[0] in "06789")
    return is_short and _is_name(match.before()) and (after.text in STOPS or after.text == "and") and after.text != ""


def _is_noun(match: Match, token: Token) -> bool:
    """Tell a word in lower case that is neither a preposition nor a verb or pronoun of the lists."""
    common = token.kind == OTHER and token.text.isalpha() and not token.capital
    return common and not match.guard("prepositions", token) and not match.guard("day_followers", token)


def _is_label(match: Match, token: Token, before: Token) -> bool:
    if before.text in {"$", "£", "€", "#", "+", "="} or match.guard("label", before):
        return True
    first = match.before(2)
    if before.text in {"and", "or", ","} and isinstance(first.value, int) and match.guard("label", match.before(3)):
        return True
    if before.end != token.start:
        return False
    code = (first.text.isalpha() and first.kind == OTHER) or (first.text.isdigit() and len(first.text) == 3)
    if match.guard("prefixes", first):
        return False
    return before.text in {".", "/", ","} or (before.text in DASHES and first.end == before.start and code)


def _is_glued(match: Match, after: Token) -> bool:
    following = match.after(2)
    if after.text == ":":
        return following.start == after.end
    return after.text == "/" or (
        after.text in DASHES and following.kind == OTHER and following.text.isalpha() and following.text != "based"
    )


def _is_plural(token: Token) -> bool:
    text = token.text
    return token.kind == OTHER and not token.capital and text.isalpha() and text.endswith("s") and len(text) > 3


def follows_impossible_day(match: Match) -> bool:
    """Tell "29 February 2013", which is no date at all, from "February 2013"."""
    before = match.before()
    return before.value in {29, 30, 31} and before.text[0].isdigit()


def is_weekday(match: Match, token: Token) -> bool:
    """Tell a weekday from "sat", "sun" and "mon" as words and from names ("Sunday Times", "Bloody Sunday")."""
    before, after = match.before(), match.after()
    if token.text in match.lexicon.guards["ambiguous_words"]:
        if _is_verb(match, token):
            return False
        if not before.text and not after.text:
            return True
        dated = after.text[:1].isdigit() or (match.guard("temporal", before) and not after.capital)
        return token.capital and dated
    if before.text in {"a", "any"} or (before.capital and match.guard("day_names", before)):
        return False
    return not (after.capital and (after.value == "partday" or match.guard("papers", after)))


def is_day_number(match: Match) -> bool:
    """Tell "on the 20th" from "the 20th century", "the 20th floor" and "the second"."""
    token, before, after = match.tokens[match.last], match.before(), match.after()
    if not token.text[0].isdigit():
        return False
    if before.text == "of" and match.before(2).text == "the week":
        return True
    if not match.guard("day_leaders", before):
        return False
    if after.text in STOPS:
        return token.text[-1].isalpha() or before.text == "on"
    return token.text[-1].isalpha() and match.guard("day_followers", after) and after.text != "of"


def is_season(match: Match, token: Token) -> bool:
    """Tell a season from the verb, the jump, the water and from names ("Summer Olympics", "Prague Spring")."""
    before, after = match.before(), match.after()
    if _is_verb(match, token) or (token.capital and _is_name(after)) or after.text == "of":
        return False
    article = match.tokens[match.first].text == "the"
    if token.text in match.lexicon.guards["ambiguous_words"]:
        return (article or before.text != "of") and match.guard("temporal", before)
    return article or match.guard("temporal", before)


def is_sport(match: Match) -> bool:
    """Tell a quarter of a game from one of the year."""
    return match.guard("sport", match.after())


def is_holiday(match: Match, token: Token) -> bool:
    """Tell a holiday from the island, the tree or the person that is named after it."""
    before, after = match.before(), match.after()
    single = " " not in token.text
    if match.guard("holiday_nouns", after) or (before.capital and match.guard("greetings", before)):
        return False
    if single and not token.capital:
        return not before.text or match.guard("temporal", before) or match.last > match.first
    if single and _is_name(before):
        return False
    if match.guard("holiday_words", token):
        return not before.text or not after.text or match.guard("temporal", before)
    return not _is_name(after)


def national_day(match: Match, token: Token) -> Holiday | Period:
    """Return the holiday, or the named country's own where the text says "India's Independence Day"."""
    holiday: Holiday | Period = token.value
    if token.text != "independence day":
        return holiday
    names = [match.before(distance).text for distance in (1, 2, 3)]
    pairs = [f"{second} {first}" for first, second in pairwise(names)]
    for name in pairs + names:
        if name in match.lexicon.national_days:
            return match.lexicon.national_days[name]
    return holiday


def is_overnight(match: Match) -> bool:
    """Tell the night just past from "overnight rates", "overnight success"."""
    after = match.after()
    return after.kind != OTHER or not after.text.isalpha() or match.guard("day_followers", after)


def is_determiner(match: Match) -> bool:
    """Tell "that year" from the conjunction: "said that year-end prices"."""
    tag = match.pos_at(match.tokens[match.first].start) if match.pos_at else None
    return tag != "SCONJ" if tag else not match.guard("speech", match.before())


def is_prospect(match: Match) -> bool:
    """Tell "will leave in two weeks" from "the first attack in two weeks": the last verb before must look ahead."""
    words = match.tokens[max(0, match.first - 12) : match.first]
    if any(match.guard("records", token) for token in words[-5:]):
        return False
    text = " ".join(token.text for token in words)
    ahead = [found.end() for found in match.lexicon.leading.finditer(text)]
    back = [found.end() for found in match.lexicon.past.finditer(text)]
    return bool(ahead) and (not back or ahead[-1] >= back[-1])


def governs_an_event(match: Match) -> bool:
    """Tell "two days before the vote" from "two days before"."""
    after = match.after()
    return after.text.isalpha() and not match.guard("joints", after)


def is_nowadays(match: Match) -> bool:
    """Tell "today" as the present age: "still used today", "more today than ever", "known today as"."""
    if match.tokens[match.first].text != "today":
        return False
    before, after = match.before(), match.after()
    if match.tokens[match.first].capital and _is_name(before):  # the newspaper
        return True
    recent = match.tokens[max(0, match.first - 6) : match.first]
    return (
        after.text == "than"
        or (before.text in {"known", "of"} and after is not NOTHING and after.text != "'s")
        or any(token.text == "still" for token in recent)
    )
