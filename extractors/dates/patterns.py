"""Rules over token kinds: how a line such as ``m=MONTH the? d=DAYNUM`` becomes a pattern, and how rules apply.

A rule is a pattern and a function.  In a pattern, NAMES in capitals are kinds of tokens or sets of kinds, names
in lower case are words themselves, ``name=KIND`` keeps the token under that name, and ``?``, ``*``, ``|`` and
parentheses mean what they mean in a regular expression.  Rules are grouped in layers; within a layer the
longest match at a place wins, and what a rule returns takes the place of the tokens that it read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from extractors.dates.lexicon import Lexicon
from extractors.dates.meanings import Meaning
from extractors.dates.tokens import OTHER, Token, kind

NOTHING = Token(-1, -1, "", OTHER)
PosAt = Callable[[int], str | None]


@dataclass(slots=True)
class Match:
    """A rule's pattern found in a run of tokens."""

    tokens: list[Token]
    found: re.Match[str]
    lexicon: Lexicon
    pos_at: PosAt | None

    @property
    def first(self) -> int:
        return self.found.start()

    @property
    def last(self) -> int:
        return self.found.end() - 1

    def get(self, name: str) -> Token | None:
        """Return the token kept under ``name``, or None where the pattern has none or passed it by."""
        return self[name] if self.has(name) and self.found.start(name) >= 0 else None

    def has(self, name: str) -> bool:
        """Tell whether the rule's pattern keeps a token under ``name``."""
        return name in self.found.re.groupindex

    def __getitem__(self, name: str) -> Token:
        return self.tokens[self.found.start(name)]

    def before(self, distance: int = 1) -> Token:
        """Return the token before the match, or NOTHING at the beginning."""
        index = self.first - distance
        return self.tokens[index] if index >= 0 else NOTHING

    def after(self, distance: int = 1) -> Token:
        """Return the token after the match, or NOTHING at the end."""
        index = self.last + distance
        return self.tokens[index] if index < len(self.tokens) else NOTHING

    def guard(self, name: str, token: Token) -> bool:
        """Tell whether ``token`` is one of the words of a guard list."""
        return token.text in self.lexicon.guards[name]


Piece = tuple[str, Meaning]
Result = Piece | list[tuple[int, int, str, Meaning]] | None


@dataclass(frozen=True, slots=True)
class Rule:
    pattern: re.Pattern[str]
    build: Callable[[Match], Result]


@dataclass(slots=True)
class Layer:
    """An ordered set of rules that are tried together."""

    by_start: dict[str, list[Rule]] = field(default_factory=dict)
    _gate: re.Pattern[str] | None = None

    def rule(self, *patterns: str) -> Callable[[Callable[[Match], Result]], Callable[[Match], Result]]:
        """Register a function for one or more patterns."""

        def register(build: Callable[[Match], Result]) -> Callable[[Match], Result]:
            for pattern in patterns:
                rule = Rule(compile_pattern(pattern), build)
                for start in _starts(pattern):
                    self.by_start.setdefault(start, []).append(rule)
            self._gate = None
            return build

        return register

    @property
    def gate(self) -> re.Pattern[str]:
        """The one expression that finds where any rule of the layer can match."""
        if self._gate is None:
            rules = {rule.pattern.pattern: None for rules in self.by_start.values() for rule in rules}
            starts = "".join(sorted(self.by_start))
            anonymous = (re.sub(r"\?P<\w+>", "?:", pattern) for pattern in rules)
            self._gate = re.compile(f"(?=[{starts}])(?:{'|'.join(anonymous)})")
        return self._gate

    def apply(self, tokens: list[Token], lexicon: Lexicon, pos_at: PosAt | None) -> list[Token]:
        """Return ``tokens`` with every match of the layer reduced to the date that it says."""
        kinds = "".join([token.kind for token in tokens])
        gate = self.gate
        result: list[Token] = []
        index = 0
        while found := gate.search(kinds, index):
            place = found.start()
            result += tokens[index:place]
            reduced = self._longest(kinds, place, tokens, lexicon, pos_at)
            if reduced is None:
                result.append(tokens[place])
                index = place + 1
            else:
                new, index = reduced
                result += new
        return result + tokens[index:] if index else tokens

    def _longest(
        self, kinds: str, index: int, tokens: list[Token], lexicon: Lexicon, pos_at: PosAt | None
    ) -> tuple[list[Token], int] | None:
        matches = [
            (found, rule) for rule in self.by_start.get(kinds[index], ()) if (found := rule.pattern.match(kinds, index))
        ]
        matches.sort(key=lambda pair: -pair[0].end())
        for found, rule in matches:
            match = Match(tokens, found, lexicon, pos_at)
            result = rule.build(match)
            if result is None:
                continue
            if isinstance(result, tuple):
                result = [(match.first, match.last, *result)]
            return [_reduce(tokens, *piece) for piece in result], match.last + 1
        return None


def _reduce(tokens: list[Token], first: int, last: int, name: str, meaning: Meaning) -> Token:
    text = " ".join(token.text for token in tokens[first : last + 1])
    return Token(tokens[first].start, tokens[last].end, text, kind(name), meaning, tokens[first].capital)


_SETS: dict[str, str] = {}


def define(name: str, members: str) -> None:
    """Name a set of kinds and words (space-separated) for use in patterns."""
    _SETS[name] = "".join(_kinds(member) for member in members.split())


def _kinds(name: str) -> str:
    return _SETS.get(name) or kind(name)


_ATOM = re.compile(r"\(\?=|\(\?!|\(|\)|[?*|]|(?:(\w+)=)?([A-Za-z_\d]+)")


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Return the regular expression over kinds that a pattern stands for."""

    def atom(match: re.Match[str]) -> str:
        name, kinds = match.group(1), match.group(2)
        if kinds is None:
            return "(?:" if match.group() == "(" else match.group()
        chars = f"[{_kinds(kinds)}]"
        return f"(?P<{name}>{chars})" if name else chars

    return re.compile(_ATOM.sub(atom, pattern).replace(" ", ""))


def _starts(pattern: str) -> frozenset[str]:
    """Return every kind with which a match of ``pattern`` can begin."""
    atoms = [(match.group(), match.group(2)) for match in _ATOM.finditer(pattern)]
    chars, _, _ = _alternatives(atoms, 0)
    return frozenset(chars)


def _alternatives(atoms: list[tuple[str, str | None]], index: int) -> tuple[str, bool, int]:
    """Return the first kinds of a group, whether it can be empty, and the index after it."""
    chars, empty = "", False
    open_chars, open_empty = "", True
    while index < len(atoms):
        symbol, kinds = atoms[index]
        if symbol == ")":
            break
        if symbol == "|":
            chars, empty = chars + open_chars, empty or open_empty
            open_chars, open_empty = "", True
            index += 1
            continue
        if kinds is not None:
            item_chars, item_empty, index = _kinds(kinds), False, index + 1
        else:
            item_chars, item_empty, index = _alternatives(atoms, index + 1)
            index += 1
            if symbol != "(":  # a lookahead reads nothing
                item_chars, item_empty = "", True
        if index < len(atoms) and atoms[index][0] in {"?", "*"}:
            item_empty, index = True, index + 1
        if open_empty:
            open_chars += item_chars
        open_empty = open_empty and item_empty
    return chars + open_chars, empty or open_empty, index
