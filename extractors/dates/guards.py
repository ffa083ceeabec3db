"""What is not a date: the traps that words and numbers around a candidate give away."""

from __future__ import annotations

from itertools import pairwise

from extractors.dates.holidays import Holiday
from extractors.dates.patterns import Match
from extractors.dates.periods import Period
from extractors.dates.tokens import OTHER, Token, kind

VERBAL = frozenset({"AUX", "VERB"})


def _is_verb(match: Match, token: Token) -> bool:
    return match.pos_at is not None and match.pos_at(token.start) in VERBAL


def after_preposition(match: Match) -> bool:
    """Tell whether a preposition or a word like "last" stands before the match."""
    return match.guard("prepositions", match.before())


def is_month(match: Match, token: Token, with_day: bool) -> bool:
    """Tell a month from the modal, the verb, the order and the names that look the same."""
    word = token.text.rstrip(".")
    common, name = word in match.lexicon.guards["ambiguous_words"], word in match.lexicon.guards["ambiguous_names"]
    if not (common or name):
        return True
    if _is_verb(match, token):
        return False
    if with_day:
        return True
    if common and not token.capital:
        return False
    if not name or not token.capital:
        return True
    before, after = match.before(), match.after()
    if (
        before is not None
        and before.kind == kind("DASH")
        and (edge := match.before(2)) is not None
        and edge.text in {"mid", "early", "late"}
    ):
        return True
    if match.guard("articles", before) and after is not None and after.text.isalpha() and not after.capital:
        return not (match.guard("prepositions", after) or match.guard("day_followers", after))
    if match.guard("prepositions", before):
        return not (
            after is not None
            and after.capital
            and after.kind == OTHER
            and before is not None
            and before.text in {"of", "and", "to", "for"}
        )
    if before is None or before.text in {",", "-", "–", "(", "the"}:
        return word not in {"may", "march"} and (after is None or after.text in {",", ".", ")", "-", "–", "'s", "’s"})
    return False


def counts_something(match: Match, name: str) -> bool:
    """Tell whether the number at the end of a match belongs to what follows: "May 12 percent", "June 5.2"."""
    if match.found.start(name) != match.last:
        return False
    after = match.after()
    if after is None or match[name].text[-1].isalpha():
        return False
    if after.text in {"%", ":", "/"} and after.start == match[name].end:
        return True
    return match.guard("counted", after)


def is_year(match: Match, name: str, named: bool) -> bool:
    """Tell a year from a count, a label or a part of a longer number."""
    if named:
        return True
    token, before, after = match[name], match.before(), match.after()
    year = int(token.value)
    spelled = not token.text[0].isdigit()
    if not spelled and not 1000 <= year <= 2199:
        return False
    if before is not None:
        if before.text in {"$", "£", "€", "#", "+", "="} or match.guard("label", before):
            return False
        if before.text in {"-", "–", "—"} and before.end == token.start and _is_code(match.before(2), before):
            return False
        if before.text in {".", ":", "/", ","} and before.end == token.start and before.text != ":":
            return False
        other = match.before(2)
        listed = before.text in {"and", "or", ","} and other is not None and isinstance(other.value, int)
        if listed and match.guard("label", match.before(3)):
            return False
    if after is not None:
        if after.text in {"%", "°"} or match.guard("counted", after):
            return False
        if (
            after.text == "of"
            and (whose := match.after(2)) is not None
            and whose.text in {"them", "these", "those", "whom", "which"}
        ):
            return False
        if after.start == token.end and (after.text in {"/", ":"} or (after.text in {"-", "–"} and _glued_word(match))):
            return after.text == ":" and _closes(match.after(2), after)
    determined = (
        before is None
        or match.guard("prepositions", before)
        or match.guard("articles", before)
        or before.text in {"(", "[", ",", ";"}
    )
    if year < 1400 or year > 2100 or spelled:
        return match.guard("prepositions", before) and (after is None or not after.capital) and not _plural_noun(after)
    if determined:
        return True
    return not _plural_noun(after)


def _is_code(token: Token | None, dash: Token) -> bool:
    if token is None or token.end != dash.start:
        return False
    return (token.text.isalpha() and token.kind == OTHER) or (token.text.isdigit() and len(token.text) == 3)


def follows_impossible_day(match: Match) -> bool:
    """Tell "29 February 2013", which is no date at all, from "February 2013"."""
    before = match.before()
    return (
        before is not None
        and isinstance(before.value, int)
        and before.text[0].isdigit()
        and before.value in {29, 30, 31}
    )


def _glued_word(match: Match) -> bool:
    following = match.after(2)
    return (
        following is not None
        and following.text.isalpha()
        and following.text not in {"based"}
        and following.kind == OTHER
    )


def _closes(token: Token | None, mark: Token) -> bool:
    return token is None or token.start > mark.end


def _plural_noun(token: Token | None) -> bool:
    return (
        token is not None
        and token.kind == OTHER
        and not token.capital
        and token.text.isalpha()
        and token.text.endswith("s")
        and len(token.text) > 3
    )


def is_weekday(match: Match, token: Token) -> bool:
    """Tell a weekday from "sat", "sun" and "mon" as words and from capitalised names ("Sunday Times")."""
    word = token.text.rstrip(".")
    after = match.after()
    if word in match.lexicon.guards["ambiguous_words"]:
        if _is_verb(match, token):
            return False
        alone = match.before() is None and after is None
        dated = after is not None and (after.kind != OTHER or token.text.endswith("."))
        return (
            alone
            or (token.capital and dated and after is not None and after.text[0].isdigit())
            or (token.capital and match.guard("temporal", match.before()) and not (after is not None and after.capital))
        )
    before = match.before()
    if before is not None and before.text in {"a", "any"}:
        return False
    if after is not None and after.capital and after.value == "partday":
        return False
    if before is not None and before.text in {"black", "bloody", "ruby", "casual", "super"} and before.capital:
        return False
    return not (
        after is not None
        and after.text in {"times", "post", "telegraph", "herald", "express", "mirror", "mail", "tribune"}
        and after.capital
    )


def is_day_number(match: Match) -> bool:
    """Tell "on the 20th" from "the 20th century", "the 20th floor" and "the second"."""
    token, before, after = match.tokens[match.last], match.before(), match.after()
    if not token.text[0].isdigit():
        return False
    if before is not None and before.text == "of" and (week := match.before(2)) is not None and week.text == "the week":
        return True
    if before is None or before.text not in {
        "on",
        "by",
        "until",
        "till",
        "since",
        "from",
        "to",
        "and",
        "before",
        "after",
    }:
        return False
    if after is None or after.text in {".", ",", ";", ")", "?", "!", "\n"}:
        return token.text[-1].isalpha() or before.text == "on"
    return token.text[-1].isalpha() and match.guard("day_followers", after) and after.text not in {"of"}


def is_season(match: Match, token: Token) -> bool:
    """Tell a season from the verb, the jump, the water and from names ("Summer Olympics", "Prague Spring")."""
    before, after = match.before(), match.after()
    if _is_verb(match, token):
        return False
    if after is not None and after.capital and after.kind == OTHER and after.text.isalpha() and token.capital:
        return False
    article = match.tokens[match.first].text == "the"
    if after is not None and after.text == "of":
        return False
    if token.text in match.lexicon.guards["ambiguous_words"]:
        return (article or (before is not None and before.text != "of")) and match.guard("temporal", before)
    return article or match.guard("temporal", before)


def is_sport(match: Match) -> bool:
    """Tell a quarter of a game from one of the year."""
    after = match.after()
    return after is not None and after.text in {"final", "finals", "final-", "pole", "back"}


def is_holiday(match: Match, token: Token) -> bool:
    """Tell a holiday from the island, the tree or the film that is named after it."""
    after, before = match.after(), match.before()
    if match.guard("holiday_nouns", after):
        return False
    if before is not None and before.text in {"father", "happy", "merry", "mother"} and before.capital:
        return False
    if not token.capital and " " not in token.text:
        return before is None or match.guard("temporal", before) or match.last > match.first
    if (
        before is not None
        and before.capital
        and before.kind == OTHER
        and before.text.isalpha()
        and " " not in token.text
    ):
        return False
    if token.text in {"lent", "epiphany", "saint patrick", "pentecost"}:
        return before is None or match.guard("prepositions", before) or after is None
    return not (after is not None and after.capital and after.kind == OTHER and after.text.isalpha())


def national_day(match: Match, token: Token) -> Holiday | Period:
    """Return the holiday, or the named country's own where the text says "India's Independence Day"."""
    holiday: Holiday | Period = token.value
    if token.text != "independence day":
        return holiday
    names = [found.text for found in (match.before(), match.before(2), match.before(3)) if found is not None]
    pairs = [f"{second} {first}" for first, second in pairwise(names)]
    for name in pairs + names:
        if name in match.lexicon.national_days:
            return match.lexicon.national_days[name]
    return holiday


def is_overnight(match: Match) -> bool:
    """Tell the night just past from "overnight rates", "overnight success"."""
    after = match.after()
    return (
        after is None
        or after.kind != OTHER
        or not after.text.isalpha()
        or after.text in {"in", "as", "by", "at", "near", "after", "on"}
    )


def is_determiner(match: Match) -> bool:
    """Tell "that year" from the conjunction: "said that Friday's vote"."""
    before = match.before()
    if match.pos_at is not None:
        index = match.first
        tag = match.pos_at(match.tokens[index].start)
        if tag is not None:
            return tag != "SCONJ"
    return not (
        before is not None
        and before.text
        in {
            "said",
            "says",
            "say",
            "told",
            "announced",
            "reported",
            "confirmed",
            "believes",
            "thinks",
            "so",
            "added",
            "know",
        }
    )


def is_comparison(match: Match) -> bool:
    """Tell "this year" from "this year-old"."""
    after = match.after()
    return (
        after is not None
        and after.text in {"-", "–"}
        and after.start == match.tokens[match.last].end
        and match.guard("counted", match.after(2))
    )


def is_prospect(match: Match) -> bool:
    """Tell "leaves in two weeks" from "the third attack in two weeks": the words nearby must look ahead."""
    text = " ".join(token.text for token in match.tokens[max(0, match.first - 12) : match.first])
    return match.lexicon.future.search(text) is not None and match.lexicon.past.search(text) is None


def governs_an_event(match: Match) -> bool:
    """Tell "two days before the vote" from "two days before." """
    after = match.after()
    return after is not None and (
        after.text.isalpha() and after.text not in {"and", "but", "in", "at", "on", "when", "with", "for"}
    )


def is_nowadays(match: Match) -> bool:
    """Tell "today" as the present age: "still used today", "more today than ever", "known today as"."""
    if match.tokens[match.first].text != "today":
        return False
    after = match.after()
    before = [token.text for token in match.tokens[max(0, match.first - 6) : match.first]]
    return (
        (after is not None and after.text == "than")
        or bool(before and before[-1] in {"known", "of"} and (after is None or after.text != "'s"))
        or "still" in before
    )
