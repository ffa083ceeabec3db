"""Scores from raw text: splitter, tokenizer and pipeline together against a treebank."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from spacy.language import Language
from spacy.tokens import Doc, Token

from extractors.parser import parse_sentences
from extractors.sentences import split_sentences
from parser_training.treebank import Sentence, Word

Span = tuple[int, int]
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})


@dataclass(slots=True)
class Tally:
    """Counts of right, gold and system items; ``f1`` is in per cent."""

    right: int = 0
    gold: int = 0
    system: int = 0

    @property
    def f1(self) -> float:
        return 200 * self.right / max(1, self.gold + self.system)


@dataclass(slots=True)
class Scores:
    """F1 of every layer, accuracy of clause patterns and the shape of the run."""

    layers: dict[str, Tally] = field(default_factory=dict)
    clauses: dict[str, Counter[bool]] = field(default_factory=dict)
    units: int = 0
    broken: int = 0
    tokens: int = 0
    seconds: float = 0.0

    def layer(self, name: str) -> Tally:
        return self.layers.setdefault(name, Tally())

    def clause(self, name: str) -> float:
        """Return the share of clauses of this pattern whose argument heads are all right, in per cent."""
        counts = self.clauses[name]
        return 100 * counts[True] / max(1, counts.total())


def evaluate(nlp: Language, sentences: Sequence[Sentence]) -> Scores:
    """Return the scores of ``nlp`` on raw text: sentences joined by a space, paragraphs by a newline.

    Words count as found where their character spans agree.  UAS and LAS leave out punctuation; LAS compares
    whole labels, subtypes included, and ``las_universal`` the part before the colon.
    """
    scores = Scores()
    for _, run in groupby(sentences, key=lambda sentence: sentence.document):
        _score_document(nlp, list(run), scores)
    return scores


def raw_text(sentences: Sequence[Sentence]) -> tuple[str, list[Span]]:
    """Return a document's running text and the spans of its gold sentences."""
    text, spans = "", []
    for sentence in sentences:
        if text:
            text += "\n" if sentence.paragraph else " "
        spans.append((len(text), len(text) + len(sentence.text)))
        text += sentence.text
    return text, spans


def _score_document(nlp: Language, sentences: Sequence[Sentence], scores: Scores) -> None:
    text, gold_spans = raw_text(sentences)
    units = split_sentences(text)
    started = time.process_time()
    docs = parse_sentences(nlp, [text[start:end] for start, end in units])
    scores.seconds += time.process_time() - started
    scores.units += len(units)
    scores.broken += sum(len(list(doc.sents)) > 1 for doc in docs)
    scores.tokens += sum(map(len, docs))
    _count(scores.layer("sentences"), set(gold_spans), set(units))
    gold = dict(_gold_words(sentences, gold_spans))
    system = {_span(token, start): (token, start) for doc, (start, _) in zip(docs, units, strict=True) for token in doc}
    _count(scores.layer("words"), set(gold), set(system))
    for span, (word, head) in gold.items():
        _score_word(scores, word, head, system.get(span))
    for token, start in system.values():
        if _span(token, start) not in gold:
            for name in ("upos", "xpos", "morph", "lemma"):
                scores.layer(name).system += 1
            if token.dep_ != "punct":
                for name in ("uas", "las", "las_universal"):
                    scores.layer(name).system += 1
    _score_clauses(scores, gold, system)


def _count(tally: Tally, gold: set[Span], system: set[Span]) -> None:
    tally.right += len(gold & system)
    tally.gold += len(gold)
    tally.system += len(system)


def _gold_words(
    sentences: Sequence[Sentence], spans: Sequence[Span]
) -> Iterator[tuple[Span, tuple[Word, Span | None]]]:
    """Yield each word's span with the word and the span of its head (None for a root)."""
    for sentence, (start, _) in zip(sentences, spans, strict=True):
        places, at = [], start
        for word in sentence.words:
            places.append((at, at + len(word.text)))
            at += len(word.text) + word.space
        for index, word in enumerate(sentence.words):
            yield places[index], (word, None if word.head == index else places[word.head])


def _span(token: Token, start: int) -> Span:
    return start + token.idx, start + token.idx + len(token)


def _head(token: Token, start: int) -> Span | None:
    return None if token.head.i == token.i else _span(token.head, start)


def _score_word(scores: Scores, word: Word, head: Span | None, found: tuple[Token, int] | None) -> None:
    token = found and found[0]
    right = {
        "upos": token and token.pos_ == word.upos,
        "xpos": token and token.tag_ == word.tag,
        "morph": token and str(token.morph) == word.morph,
        "lemma": token and token.lemma_ == word.lemma,
    }
    if word.upos == "VERB":
        right["verb_lemma"] = right["lemma"]
    if word.relation != "punct":
        attached = bool(found and _head(*found) == head)
        right["uas"] = attached
        right["las"] = attached and token and token.dep_ == word.relation
        right["las_universal"] = attached and token and token.dep_.split(":")[0] == word.relation.split(":")[0]
    for name, value in right.items():
        tally = scores.layer(name)
        tally.gold += 1
        tally.system += found is not None
        tally.right += bool(value)


def _score_clauses(
    scores: Scores, gold: dict[Span, tuple[Word, Span | None]], system: dict[Span, tuple[Token, int]]
) -> None:
    """Count verbs whose arguments all have the right heads and relations, by pattern."""
    arguments: dict[Span, dict[str, Span]] = {}
    for span, (word, head) in gold.items():
        if head is not None and word.relation in {*SUBJECTS, "obj", "ccomp", "xcomp", "obl:agent"}:
            arguments.setdefault(head, {})[word.relation] = span
    for verb, found in arguments.items():
        if gold[verb][0].upos != "VERB":
            continue
        for name, needed in PATTERNS.items():
            if needed <= found.keys():
                scores.clauses.setdefault(name, Counter())[_arguments_right(verb, found, needed, system)] += 1


PATTERNS = {
    "subject-verb-object": frozenset({"nsubj", "obj"}),
    "passive": frozenset({"nsubj:pass"}),
    "subject-verb-ccomp": frozenset({"nsubj", "ccomp"}),
    "subject-verb-xcomp": frozenset({"nsubj", "xcomp"}),
}


def _arguments_right(
    verb: Span, found: dict[str, Span], needed: frozenset[str], system: dict[Span, tuple[Token, int]]
) -> bool:
    for relation in sorted(needed):
        argument = system.get(found[relation])
        if argument is None or _head(*argument) != verb or argument[0].dep_ != relation:
            return False
    return True


def speed(nlp: Language, sentences: Sequence[Sentence]) -> float:
    """Return tokens per second of processor time, units parsed in documents of 40 sentences."""
    texts = [sentence.text for sentence in sentences]
    started = time.process_time()
    docs: list[Doc] = []
    for at in range(0, len(texts), 40):
        docs.extend(parse_sentences(nlp, texts[at : at + 40]))
    return sum(map(len, docs)) / (time.process_time() - started)
