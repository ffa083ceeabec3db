"""Figures: how many gold events the coder found, how many of its own are none, and what it got wrong about the found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.evaluation.gold import GoldDocument, GoldEvent
from extractors.evaluation.matching import Accepts, pair_up, same_actors, same_code, same_countries, same_root
from extractors.records import CodedDocument, Event

REAL = frozenset({"actual", "ongoing"})
LEVELS: tuple[tuple[str, Accepts], ...] = (
    ("root", same_root),
    ("code", same_code),
    ("root + countries", lambda gold, coded: same_root(gold, coded) and same_countries(gold, coded)),
    ("code + countries", lambda gold, coded: same_code(gold, coded) and same_countries(gold, coded)),
    ("code + actors", lambda gold, coded: same_code(gold, coded) and same_actors(gold, coded)),
)
# What the attributes, the rules, the roots and the mistakes are counted on.
MAIN_LEVEL = "root + countries"
PRONOUNS = frozenset({"he", "she", "it", "they"})
ARTICLES = frozenset({"the", "a", "an", "of"})


@dataclass(frozen=True, slots=True)
class LevelScore:
    """Counts at one level of strictness: ``right`` of ``gold`` events were found; ``coded`` is what precision divides by."""

    level: str
    gold: int
    coded: int
    right: int

    @property
    def precision(self) -> float:
        """Return the share of the coded events that are right; 0 where none is coded."""
        return self.right / self.coded if self.coded else 0.0

    @property
    def recall(self) -> float:
        """Return the share of the gold events that were found; 0 where there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        total = self.gold + self.coded
        return 2 * self.right / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """``right`` of ``total``."""

    name: str
    right: int
    total: int

    @property
    def share(self) -> float:
        """Return right / total; 0 where there is nothing."""
        return self.right / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class RuleScore:
    """How often a rule coded an event, how often root and countries were right, and how often the whole code was too."""

    rule: str
    coded: int
    right: int
    code_right: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """A gold event that was missed, one that was invented, or an attribute that is wrong; ``text`` is the sentence."""

    kind: str
    document: str
    text: str
    detail: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures of a comparison.

    ``sentences`` counts sentences with and without an event; ``levels`` ends with the default view
    (affirmed, actual or ongoing).  ``attributes`` are shares among the events matched at the main level; ``false_events``
    counts events coded in sentences without any.
    ``pairs`` holds the shares of records and of whole groups of minimal pairs that are right in everything.
    """

    sentences: LevelScore
    levels: tuple[LevelScore, ...]
    attributes: tuple[Share, ...]
    false_events: Share
    pairs: tuple[Share, ...]
    roots: tuple[LevelScore, ...]
    rules: tuple[RuleScore, ...]
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A sentence with the gold events and the coded events that it holds."""

    document: GoldDocument
    text: str
    gold: tuple[GoldEvent, ...]
    coded: tuple[Event, ...]

    @property
    def required(self) -> list[GoldEvent]:
        """Return the gold events that must be found."""
        return [event for event in self.gold if not event.is_optional]

    @property
    def optional(self) -> list[GoldEvent]:
        """Return the gold events that may be found."""
        return [event for event in self.gold if event.is_optional]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A sentence after matching: pairs found, gold missed, and coded events that match nothing, not even an optional one."""

    group: Group
    found: tuple[tuple[GoldEvent, Event], ...]
    missed: tuple[GoldEvent, ...]
    invented: tuple[Event, ...]


def evaluate(gold: Sequence[GoldDocument], coded: Sequence[CodedDocument]) -> Evaluation:
    """Return the figures for documents and what the coder made of each, in the same order.

    Events match only within their sentence.  Raises ValueError where the texts are not the same.
    """
    groups = [group for pair in zip(gold, coded, strict=True) for group in _groups(*pair)]
    outcomes = {name: [_outcome(group, accepts) for group in groups] for name, accepts in LEVELS}
    main = outcomes[MAIN_LEVEL]
    return Evaluation(
        sentences=_sentences(groups),
        levels=(
            *(_level(name, found) for name, found in outcomes.items()),
            _level(
                f"{MAIN_LEVEL}, default view", [_outcome(_real(group), dict(LEVELS)[MAIN_LEVEL]) for group in groups]
            ),
        ),
        attributes=_attributes(main),
        false_events=_false_events(groups),
        pairs=_pairs(outcomes["code + countries"]),
        roots=_roots(main),
        rules=_rules(main),
        mistakes=tuple(_mistakes(main)),
    )


def _groups(gold: GoldDocument, coded: CodedDocument) -> Iterator[Group]:
    if gold.text != coded.document.text:
        raise ValueError(f"{gold.id}: the coded text is not the gold text")
    placed = 0
    for sentence in coded.sentences:
        inside = tuple(event for event in gold.events if sentence.start <= event.trigger.start < sentence.end)
        placed += len(inside)
        yield Group(gold, sentence.text, inside, tuple(e for e in coded.events if e.sentence == sentence.index))
    if placed != len(gold.events):
        raise ValueError(f"{gold.id}: {len(gold.events) - placed} gold events stand outside the sentences")


def _outcome(group: Group, accepts: Accepts) -> Outcome:
    required, optional = group.required, group.optional
    pairs = pair_up(required, group.coded, accepts)
    rest = [event for j, event in enumerate(group.coded) if j not in pairs.values()]
    allowed = set(pair_up(optional, rest, accepts).values())
    return Outcome(
        group,
        tuple((required[i], group.coded[j]) for i, j in pairs.items()),
        tuple(event for i, event in enumerate(required) if i not in pairs),
        tuple(event for j, event in enumerate(rest) if j not in allowed),
    )


def _level(name: str, outcomes: Sequence[Outcome]) -> LevelScore:
    right = sum(len(one.found) for one in outcomes)
    missed = sum(len(one.missed) for one in outcomes)
    return LevelScore(name, right + missed, right + sum(len(one.invented) for one in outcomes), right)


def _sentences(groups: Sequence[Group]) -> LevelScore:
    """Return how many sentences with an event were seen to have one; those with optional events only do not count."""
    decided = [(bool(group.required), bool(group.coded)) for group in groups if group.required or not group.gold]
    return LevelScore(
        "sentences", sum(g for g, _ in decided), sum(c for _, c in decided), sum(g and c for g, c in decided)
    )


def _real(group: Group) -> Group:
    """Return a sentence with only what the default view shows: what is affirmed, and actual or ongoing.

    A gold event that is real in one of its accepted readings only may be shown or not.
    """
    gold = [
        event if event.modalities[0] in REAL and not set(event.modalities) - REAL else replace(event, is_optional=True)
        for event in group.gold
        if event.polarity == "affirmed" and set(event.modalities) & REAL
    ]
    coded = [event for event in group.coded if event.polarity == "affirmed" and event.modality in REAL]
    return replace(group, gold=tuple(gold), coded=tuple(coded))


def _attributes(outcomes: Sequence[Outcome]) -> tuple[Share, ...]:
    found = [pair for one in outcomes for pair in one.found]
    return tuple(
        Share(name, sum(is_right(gold, coded) for gold, coded in found), len(found))
        for name, is_right in ATTRIBUTES.items()
    )


def _date_is_right(gold: GoldEvent, coded: Event) -> bool:
    return (coded.date.start, coded.date.end) in gold.days


def _attribution_is_right(gold: GoldEvent, coded: Event) -> bool:
    """Tell whether the event is vouched for by whom gold says: a word in common, or a name for a pronoun, is enough."""
    if coded.asserted_by is None or not gold.asserted_by:
        return coded.asserted_by is None and not gold.asserted_by
    named = _words(coded.asserted_by.text)
    return any(named & words or words & PRONOUNS for words in map(_words, gold.asserted_by))


def _words(name: str) -> set[str]:
    return set(name.casefold().split()) - ARTICLES


ATTRIBUTES: dict[str, Callable[[GoldEvent, Event], bool]] = {
    "code": same_code,
    "actors": same_actors,
    "date": _date_is_right,
    "polarity": lambda gold, coded: gold.polarity == coded.polarity,
    "modality": lambda gold, coded: coded.modality in gold.modalities,
    "attribution": _attribution_is_right,
}


def _false_events(groups: Sequence[Group]) -> Share:
    without = [group for group in groups if not group.gold]
    return Share("false events in sentences without any", sum(len(group.coded) for group in without), len(without))


def _pairs(outcomes: Sequence[Outcome]) -> tuple[Share, Share]:
    """Return how many records of minimal pairs, and how many whole groups, are right.

    Right is: every code, country, polarity and modality, nothing missed and nothing invented.
    """
    right: dict[str, list[bool]] = defaultdict(list)
    for one in outcomes:
        if one.group.document.pair is not None:
            right[one.group.document.pair].append(
                not one.missed
                and not one.invented
                and all(ATTRIBUTES[name](*pair) for pair in one.found for name in ("polarity", "modality"))
            )
    records = [each for group in right.values() for each in group]
    return Share("records", sum(records), len(records)), Share("groups", sum(map(all, right.values())), len(right))


def _roots(outcomes: Sequence[Outcome]) -> tuple[LevelScore, ...]:
    right: Counter[str] = Counter(gold.codes[0][:2] for one in outcomes for gold, _ in one.found)
    missed: Counter[str] = Counter(gold.codes[0][:2] for one in outcomes for gold in one.missed)
    invented: Counter[str] = Counter(event.root for one in outcomes for event in one.invented)
    return tuple(
        LevelScore(root, right[root] + missed[root], right[root] + invented[root], right[root])
        for root in sorted(right | missed | invented)
    )


def _rules(outcomes: Sequence[Outcome]) -> tuple[RuleScore, ...]:
    """Return the score of every rule that coded something, the one with most errors first."""
    right: Counter[str] = Counter(event.rule for one in outcomes for _, event in one.found)
    exact: Counter[str] = Counter(event.rule for one in outcomes for gold, event in one.found if same_code(gold, event))
    wrong: Counter[str] = Counter(event.rule for one in outcomes for event in one.invented)
    scores = [RuleScore(rule, right[rule] + wrong[rule], right[rule], exact[rule]) for rule in right | wrong]
    return tuple(sorted(scores, key=lambda score: (score.right - score.coded, -score.coded, score.rule)))


def _mistakes(outcomes: Sequence[Outcome]) -> Iterator[Mistake]:
    for one in outcomes:
        document, text = one.group.document.id, one.group.text
        for gold in one.missed:
            yield Mistake("missed", document, text, _told_gold(gold))
        for event in one.invented:
            yield Mistake("invented", document, text, _told(event))
        for gold, event in one.found:
            for name, is_right in ATTRIBUTES.items():
                if not is_right(gold, event):
                    yield Mistake(name, document, text, f"{_told(event)}, not {_told_gold(gold)}")


def _told_gold(event: GoldEvent) -> str:
    source, target = (side.codes[0] if side.codes else "-" for side in (event.source, event.target))
    start, end = event.days[0]
    by = f", says {event.asserted_by[0]}" if event.asserted_by else ""
    return (
        f"{source} > {target} {event.codes[0]} {event.trigger.text!r} {event.polarity} {event.modalities[0]}"
        f" {start}..{end}{by}"
    )


def _told(event: Event) -> str:
    source, target = (side.code if side is not None else "-" for side in (event.source, event.target))
    by = f", says {event.asserted_by.text}" if event.asserted_by else ""
    return (
        f"{source} > {target} {event.cameo} {event.trigger.text!r} {event.polarity} {event.modality}"
        f" {event.date.start}..{event.date.end}{by} [{event.rule}]"
    )
