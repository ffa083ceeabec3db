"""Repairs: the parser's systematic confusions that the lexicon can see, mended before anything is read off the tree.

A clause without a verb, in which a participle with a frame stands where its verb would, gets that verb back:

1. the participle before its noun ("Washington lifted sanctions on Sudan" parsed as sanctions that were lifted);
2. the participle before a noun that hangs on the clause's head ("officers tortured activists");
3. the participle behind its noun, with an object or a counterpart of its own ("students clashed with police").

And small ones: a coordinated subject split in two, a sum of money hung on its recipient, a weekday taken for an object
("declared Wednesday that"), a plural noun taken for an adverb ("launched airstrikes").
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from extractors.columns import Columns
from extractors.lemmas import stripped
from extractors.tree import object_control

CLAUSAL = frozenset({"ROOT", "ccomp", "parataxis", "conj", "advcl", "acl:relcl"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
TO_VERB = frozenset(
    {"advcl", "parataxis", "ccomp", "obl", "punct", "mark", "cc", "advmod", "aux", "nsubj", "discourse", "obl:unmarked"}
)
PARTICIPLES = frozenset({"VBN", "VBD", "VBZ", "JJ"})
BARE = frozenset(
    {"VBN", "VBD", "VBZ", "JJ", "NN", "NNP", "VB", "VBP"}
)  # what a verb may be taken for behind "that" ("that Poland send tanks")
MISREAD = frozenset({"VBG", "NNS", "NNPS", "NNP"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
PLURAL = frozenset({"NNS", "NNPS", "NNP"})
COUNTERPARTS = frozenset({"with", "against", "to", "into", "toward", "towards", "between", "on"})
PERFECT = frozenset({"have", "has", "had"})
LEADING = PERFECT | {"to", "-"}  # what a verb may follow that was taken for a modifier, and what ties two words
SUBORDINATORS = frozenset({"after", "before", "since", "until"})
WAITING = frozenset({"until", "before", "after", "unless"})
# Particles that no preposition is taken for: "called [off] the strike" has an object.
FIRM = frozenset({"off", "up", "out", "down", "away"})
RELATIVES = frozenset({"which", "who"})
THAT = frozenset({"that"})
TITLES = frozenset({"nmod:desc", "compound", "nmod", "amod"})  # how a title hangs on the name behind it
MODIFYING = frozenset({"amod", "compound", "acl"})  # how a verb is hung that was taken for a word of a noun's phrase
OBLIQUE = frozenset({"obl", "nmod"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
AUXILIARY = frozenset({"aux", "aux:pass"})
SAYINGS = frozenset({"say", "report", "announce", "tell", "add", "claim"})
TELLING = frozenset({"tell", "inform", "assure", "remind", "notify", "warn"})
WEEKDAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow"}
)
MOMENTS = frozenset({"morning", "afternoon", "evening", "night", "week", "weekend", "month", "year"})
TIMES = WEEKDAYS | MOMENTS
DIRECTIONS = frozenset({"west", "east", "north", "south", "northwest", "northeast", "southwest", "southeast", "home"})
MONTHS = frozenset(
    {
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    }
)
YEARS = frozenset(map(str, range(1900, 2101)))
FEASTS = frozenset(
    {"good", "black", "bloody", "easter", "palm", "ash", "super", "cyber", "holy", "last", "next", "this"}
)
CALLING = frozenset({"call", "appeal", "push", "vote", "lobby", "plead", "campaign"})  # "for" what is not done to them
SEPARABLE = frozenset(
    {("hand", "over"), ("turn", "over"), ("hand", "back"), ("hand", "in"), ("pass", "on")}
)  # "handed over power": never a preposition
ADVERBIAL = frozenset({"off", "up", "down", "away", "back", "aside"})  # particles that are seldom prepositions
LAST = frozenset({"this", "last", "next", "past", "earlier", "late", "early"})  # what tells which week is meant
GIVING = frozenset(
    {"bring", "carry", "deliver", "distribute", "donate", "give", "provide", "send", "ship", "supply", "fly", "airlift"}
)
SPOKEN = frozenset(
    {"apologise", "apologize", "congratulate", "thank", "express", "convey", "voice", "assure", "reassure", "condemn"}
    | {"protest", "complain", "commend", "praise", "wish", "offer", "extend", "inform", "brief", "reiterate", "discuss"}
)  # why one calls somebody, which is no bidding
CAUSING = frozenset({"have", "get", "see", "want", "keep", "find", "leave", "hear", "watch", "order"})  # "had it done"
UNCHANGED = frozenset({"cut", "shut", "quit"})  # past tenses without an ending that are seldom nouns behind a name
SHOT = (["and", "killed"], ["and", "wounded"], ["and", "injured"])  # behind a "shot" that is a verb
RINGING = frozenset({"call", "phone", "telephone", "ring"})
BARE_GOVERNORS = frozenset({"help", "let", "make", "have", "dare", "need", "go", "come", "see", "watch", "hear", "bid"})
BRANDING = frozenset({"call", "label", "brand", "dub", "term", "deem", "declare"})
ABOUT = frozenset({"around", "about", "nearly", "almost", "over", "some", "approximately", "roughly"})  # a sum
ARTICLES = frozenset({"a", "an", "the"})
WAYS = frozenset({"around", "round", "through", "across", "over"})  # what leads to where somebody is taken
MONEY = frozenset({"$", "£", "€", "¥", "million", "billion", "trillion", "dollars", "euros", "pounds"})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the repairs see of the lexicon.

    ``verbs`` and ``nouns`` are the lemmas of triggers, ``particles`` the verbs with the particles that their frames ask
    for, ``statives`` the verbs whose participle is no passive, ``transitives`` those that are never without an object.
    """

    verbs: Container[str]
    nouns: Container[str] = ()
    particles: Container[tuple[str, str]] = ()
    statives: Container[str] = ()
    transitives: Container[str] = ()


class Draft:
    """The tree of a sentence while it is being mended: ``read`` as the parser left it, and its lists that change.

    ``words`` are its lower-case words, ``labels`` those that hang in it or did, ``changes`` counts what was hung anew.
    """

    __slots__ = ("_kids", "changes", "deps", "heads", "labels", "lemmas", "lexicon", "pos", "read", "words")

    def __init__(self, read: Columns, lexicon: Vocabulary) -> None:
        self.read, self.lexicon = read, lexicon
        self.heads, self.deps, self.pos, self.lemmas = read.heads[:], read.deps[:], read.pos[:], read.lemmas[:]
        self.words, self.labels = read.forms, set(read.deps)
        self.changes = 0
        self._kids: list[list[int]] = [[] for _ in self.heads]
        for i, head in enumerate(self.heads):
            if head != i:
                self._kids[head].append(i)

    def kids(self, i: int) -> list[int]:
        """Return the children of a token in text order."""
        return self._kids[i][:]

    def hang(self, i: int, head: int, dep: str) -> None:
        """Hang a token on another."""
        before = self.heads[i]
        if before != head:
            if before != i:
                self._kids[before].remove(i)
            if head != i:
                insort(self._kids[head], i)
        self.heads[i], self.deps[i] = head, dep
        self.labels.add(dep)
        self.changes += 1

    def labels_below(self, i: int) -> set[str]:
        """Return the labels of the children of a token."""
        return {self.deps[k] for k in self._kids[i]}

    def is_under(self, i: int, top: int) -> bool:
        """Tell whether a token is governed by another, or is it."""
        for _ in range(len(self.heads)):
            if i == top:
                return True
            if self.heads[i] == i:
                return False
            i = self.heads[i]
        return False

    def is_tree(self) -> bool:
        """Tell whether every token still hangs on a root: a repair that makes a circle is none."""
        reached = [i for i, head in enumerate(self.heads) if head == i]
        for i in reached:
            reached += self._kids[i]
        return len(reached) == len(self.heads)

    def is_infinitive(self, i: int) -> bool:
        """Tell whether a "to" marks a clause."""
        return any(self.deps[k] == "mark" and self.read.lowers[k] == "to" for k in self.kids(i))

    def verb_lemma(self, i: int, tags: frozenset[str] = PARTICIPLES) -> str:
        """Return the lemma of a token that may be a verb with a frame, or ""; by default only a past tense may."""
        tag, form = self.read.tags[i], self.read.lowers[i]
        if tag not in tags or self.pos[i] not in ("VERB", "ADJ", "NOUN", "PROPN"):
            return ""
        for lemma in (self.read.lemmas[i].lower(), stripped(form, "past")):
            if lemma in self.lexicon.verbs and (tag != "JJ" or lemma != form):
                return lemma
        return ""

    def headline_lemma(self, i: int) -> str:
        """Return the lemma of a verb right behind a name that the tagger took for a plural noun ("Chad lifts blockade"), or ""."""
        lemma = stripped(self.read.lowers[i], "plural")
        is_verb = lemma != self.read.lowers[i] and lemma in self.lexicon.verbs and lemma not in self.lexicon.nouns
        is_taken = self.read.tags[i] in PLURAL and self.deps[i] == "compound" and i > 0
        return lemma if is_verb and is_taken and self.pos[i - 1] == "PROPN" else ""

    def unchanged_lemma(self, i: int) -> str:
        """Return the lemma of a past tense without an ending right behind a name ("Chad cut ties"), or ""."""
        form = self.read.lowers[i]
        is_taken = form in UNCHANGED and self.deps[i] in MODIFYING and i > 0 and self.pos[i - 1] == "PROPN"
        return form if is_taken and form in self.lexicon.verbs else ""

    def touches(self, left: int, verb: int) -> bool:
        """Tell whether nothing but the left phrase's own words and adverbs stands between it and the verb."""
        return all(
            self.pos[k] in ("ADV", "PART") or self.read.lowers[k] == "first" or self.is_under(k, left)
            for k in range(left + 1, verb)
        )


Mend = Callable[[Draft, int], object]


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair of a verb and what it cannot do without: one of the labels ``below`` the verb, one of the ``words`` in the
    sentence; where a set is empty, nothing."""

    mend: Mend
    below: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    def may_be_due(self, draft: Draft) -> bool:
        """Tell whether a sentence has the words."""
        return not self.words or not self.words.isdisjoint(draft.words)


def repair(read: Columns, lexicon: Vocabulary, names: Sequence[tuple[int, int]] = ()) -> Columns:
    """Return the parse with its repairs, or the same object where nothing was amiss.

    ``names`` are the stretches (code points) of known names.
    """
    draft = Draft(read, lexicon)
    for start, end in names:
        bind_name(draft, start, end)
    join_names(draft, names)
    sweep(draft, torn_phrases, mend_phrase)
    sweep(draft, loose_ends, mend_end)
    sweep(draft, verbless_clauses, mend_clause)
    due = [one for one in VERBAL if one.may_be_due(draft)]
    sweep(draft, predicates, lambda draft, i: mend_predicate(draft, i, due))
    if not draft.changes or not draft.is_tree():
        return read
    return replace(read, heads=draft.heads, deps=draft.deps, pos=draft.pos, lemmas=draft.lemmas)


def sweep(draft: Draft, suspects: Callable[[Draft], Iterable[int]], mend: Mend) -> None:
    """Mend all suspect tokens in text order; what one repair changes may make others suspect further on."""
    done, before = -1, -1
    while before != draft.changes:
        before = draft.changes
        for i in sorted(suspects(draft)):
            if i > done:
                mend(draft, i)
                done = i
                if draft.changes != before:
                    break


def torn_phrases(draft: Draft) -> set[int]:
    """Return the tokens whose phrase may be torn.

    A title in it has a preposition, it has a conjunction, something hangs on its auxiliary, or it is a word that a verb follows.
    """
    heads, deps = draft.heads, draft.deps
    titles = {heads[i] for i, dep in enumerate(deps) if dep == "case" and deps[heads[i]] in TITLES}
    found = {heads[i] for i in titles}
    found.update([head for head in heads if deps[head] in AUXILIARY])
    if "cc" in draft.labels:
        found.update([heads[i] for i, dep in enumerate(deps) if dep == "cc" and heads[i] > i])
        if "," in draft.words:
            found.update([heads[heads[i]] for i, dep in enumerate(deps) if dep == "cc" and deps[heads[i]] == "conj"])
    words = draft.words & LEADING
    if words:
        found.update([i for i, word in enumerate(draft.read.lowers) if word in words])
    return found


def mend_phrase(draft: Draft, i: int) -> None:
    """Mend the phrase around a token."""
    if draft.pos[i] in NOMINAL:
        lift_case(draft, i)
    join_compound(draft, i)
    hang_role(draft, i)
    if draft.read.lowers[i] == "to":
        free_infinitive(draft, i)
    if draft.read.words[i] == "-":
        join_hyphened(draft, i)
    if draft.deps[i] in AUXILIARY:
        relieve(draft, i)
    if draft.read.lowers[i] in PERFECT:
        join_perfect(draft, i)


def loose_ends(draft: Draft) -> set[int]:
    """Return the tokens that may hang on the wrong word: nominal roots, relative and coordinated clauses, and days."""
    found = {i for i, head in enumerate(draft.heads) if head == i and draft.pos[i] in NOMINAL}
    openers = {"acl:relcl": RELATIVES, "conj": SUBORDINATORS, "parataxis": THAT}
    watched = {label for label, words in openers.items() if not words.isdisjoint(draft.words)}
    if watched:
        found.update([i for i, dep in enumerate(draft.deps) if dep in watched])
    if "nmod:poss" in draft.labels:
        found.update([i for i, dep in enumerate(draft.deps) if dep == "nmod:poss" and draft.read.tags[i] in PLURAL])
    days = draft.words & TIMES
    if days:
        found.update([i for i, word in enumerate(draft.read.lowers) if word in days])
    return found


def mend_end(draft: Draft, i: int) -> None:
    """Hang a token where it belongs."""
    if draft.read.lowers[i] in WEEKDAYS:
        free_dated_verb(draft, i) or free_dated_noun(draft, i)
        free_day(draft, i)
    if draft.read.lowers[i] in TIMES:
        pass_on(draft, i)
    if draft.deps[i] == "parataxis" and draft.pos[i] == "VERB":
        lift_reporter(draft, i)
    if draft.deps[i] == "nmod:poss":
        find_verb_owner(draft, i)
    elif draft.heads[i] == i:
        join_roots(draft, i)
        hang_stray(draft, i)
    elif draft.deps[i] == "acl:relcl":
        follow_relative(draft, i)
    elif draft.deps[i] == "conj" and draft.pos[i] == "VERB":
        join_clause_subjects(draft, i)


def verbless_clauses(draft: Draft) -> set[int]:
    """Return the nominal heads of clauses that have what may be a verb among their modifiers or the modifiers of those."""
    heads, deps, pos, tags = draft.heads, draft.deps, draft.pos, draft.read.tags
    forms = BARE if "that" in draft.words else PARTICIPLES
    hosts = {heads[i] for i, dep in enumerate(deps) if dep in MODIFYING and (tags[i] in forms or tags[i] in MISREAD)}
    hosts.update([heads[i] for i in hosts])
    if "shot" in draft.words or not UNCHANGED.isdisjoint(draft.words):
        bare = [i for i, word in enumerate(draft.read.lowers) if word == "shot" or word in UNCHANGED]
        hosts.update(bare, [heads[i] for i in bare])
    found = {i for i in hosts if deps[i] in CLAUSAL and pos[i] in NOMINAL}
    if not SUBORDINATORS.isdisjoint(draft.words):
        led = {heads[i] for i, word in enumerate(draft.read.lowers) if word in SUBORDINATORS and deps[i] == "case"}
        found.update([i for i in hosts & led if deps[i] in OBLIQUE and pos[i] in NOMINAL])
        beside = {heads[i] for i in led}
        found.update([i for i in hosts if heads[i] in beside and deps[i] in OBLIQUE and pos[i] in NOMINAL])
    return found


def mend_clause(draft: Draft, i: int) -> None:
    """Give a clause its verb."""
    if draft.read.lowers[i] == "shot":
        find_shot(draft, i)
    elif draft.deps[i] in OBLIQUE:
        open_clause(draft, i)
    elif draft.read.lowers[i] in UNCHANGED:
        find_unchanged(draft, i)
    elif any(draft.read.lowers[k] == "shot" and draft.deps[k] == "nsubj" for k in draft.kids(i)):
        find_downed(draft, i)
    elif not any(draft.deps[k] in ("cop", "aux", "nsubj:pass", "nsubj") for k in draft.kids(i)):
        find_verb_before(draft, i) or find_verb_between(draft, i) or find_verb_behind(draft, i) or find_plural(draft, i)
    else:
        find_progressive(draft, i)


def predicates(draft: Draft) -> list[int]:
    """Return the verbs, and the adjectives where one may have an "it" for its subject."""
    kinds = ("VERB", "AUX", "ADJ") if "expl" in draft.labels else ("VERB", "AUX")
    return [i for i, pos in enumerate(draft.pos) if pos in kinds]


def mend_predicate(draft: Draft, i: int, due: Sequence[Repair]) -> None:
    """Mend what hangs on a verb, by the repairs that are due in its sentence, or on an adjective."""
    if draft.pos[i] == "ADJ":
        if draft.lemmas[i].lower() in draft.lexicon.statives:
            free_pronoun(draft, i)
        return
    before, below = -1, set[str]()
    for one in due:
        if before != draft.changes:
            before, below = draft.changes, draft.labels_below(i)
        if not one.below or not one.below.isdisjoint(below):
            one.mend(draft, i)


def enthrone(draft: Draft, verb: int, lemma: str, old: int) -> None:
    """Put a verb in the place of the clause's former head, and give it the clause-level dependents of that."""
    outer, dep = draft.heads[old], draft.deps[old]
    draft.hang(verb, verb if outer == old else outer, dep)
    draft.pos[verb], draft.lemmas[verb] = "VERB", lemma
    for k in draft.kids(old):
        if (k > verb and draft.deps[k] in TO_VERB) or (k < verb and draft.deps[k] in ("cc", "mark", "punct")):
            draft.hang(k, verb, draft.deps[k])
        elif k > verb and draft.deps[k] == "conj" and draft.pos[k] == "VERB":
            draft.hang(k, verb, "conj")


def find_verb_before(draft: Draft, noun: int) -> bool:
    """Mend "Washington lifted sanctions": a participle right before the clause's nominal head, with a nominal before it."""
    kids = draft.kids(noun)
    is_marked = any(draft.deps[k] == "mark" and draft.read.lowers[k] == "that" for k in kids)
    inner = [k for kid in kids if draft.deps[kid] in ("nmod:poss", "compound") for k in draft.kids(kid)]
    for verb in (*kids, *inner):
        lemma = draft.verb_lemma(verb, BARE if is_marked else PARTICIPLES) or draft.headline_lemma(verb)
        lemma = lemma or draft.unchanged_lemma(verb)
        if not lemma or verb > noun or draft.deps[verb] not in ("amod", "compound", "acl"):
            continue
        before = [
            k
            for k in (*kids, *inner, *draft.kids(verb))
            if k < verb and draft.deps[k] not in ("cc", "punct", "mark", "advmod", "discourse")
        ]
        subjects = [k for k in before if draft.pos[k] in NOMINAL and draft.deps[k] not in ("conj", "case")]
        if not subjects or not draft.touches(max(subjects), verb):
            continue
        subject = max(subjects)
        for k in before:
            if k != subject:
                draft.hang(k, subject, draft.deps[k] if draft.deps[k] != "nsubj" else "compound")
        enthrone(draft, verb, lemma, noun)
        draft.hang(subject, verb, "nsubj")
        draft.hang(noun, verb, "obj")
        return True
    return False


def find_verb_owner(draft: Draft, verb: int) -> None:
    """Mend "Chad backs Togo's bid": a plural before somebody's thing, with an owner's label and no "'s", is a verb."""
    noun, own = draft.heads[verb], draft.kids(verb)
    lemma = stripped(draft.read.lowers[verb], "plural")
    subject = next((k for k in own if k == verb - 1 and draft.deps[k] == "compound" and draft.pos[k] in NOMINAL), None)
    is_owned = any(draft.deps[k] == "nmod:poss" and verb < k < noun for k in draft.kids(noun))
    if subject is None or not is_owned or lemma not in draft.lexicon.verbs or lemma == draft.read.lowers[verb]:
        return
    if any(draft.deps[k] == "case" for k in own):
        return
    enthrone(draft, verb, lemma, noun)
    for k in own:
        if k != subject:
            draft.hang(k, subject, draft.deps[k])
    draft.hang(subject, verb, "nsubj")
    draft.hang(noun, verb, "obj")
    if draft.deps[verb] not in CLAUSAL:
        draft.hang(verb, draft.heads[verb], "ccomp")


def open_clause(draft: Draft, noun: int) -> None:
    """Mend "after the coast guard fired water cannon": behind a conjunction taken for a preposition, the participle is a verb."""
    cases = [k for k in draft.kids(noun) if draft.deps[k] == "case"]
    if not cases:
        join_clause(draft, noun)
        return
    mark = cases[0]
    inside = [k for k in range(mark, noun) if draft.is_under(k, noun)]
    is_torn = any(draft.read.lowers[k] in ("'s", "’s", "-") or draft.read.lowers[k] in TIMES for k in inside)
    if draft.read.lowers[mark] in SUBORDINATORS and not is_torn and find_verb_before(draft, noun):
        verb = draft.heads[noun]
        draft.hang(verb, draft.heads[verb], "advcl")
        draft.hang(mark, verb, "mark")


def join_clause(draft: Draft, thing: int) -> None:
    """Mend "after | the guard | fired water cannon": two phrases, the second led by a participle, are a clause behind "after"."""
    verb = next((k for k in draft.kids(thing) if draft.deps[k] == "amod" and draft.verb_lemma(k)), None)
    doer = verb - 1 if verb else thing
    if verb is None or draft.heads[doer] != draft.heads[thing] or draft.deps[doer] not in OBLIQUE:
        return
    marks = [k for k in draft.kids(doer) if draft.deps[k] == "case" and draft.read.lowers[k] in SUBORDINATORS]
    if not marks or draft.read.lowers[doer] in TIMES | MONTHS:
        return
    lemma, outer = draft.verb_lemma(verb), draft.heads[thing]
    while draft.pos[outer] != "VERB" and draft.heads[outer] != outer:
        outer = draft.heads[outer]
    draft.pos[verb], draft.lemmas[verb] = "VERB", lemma
    draft.hang(verb, outer, "advcl")
    draft.hang(doer, verb, "nsubj")
    draft.hang(marks[0], verb, "mark")
    draft.hang(thing, verb, "obj")


def find_shot(draft: Draft, shot: int) -> None:
    """Mend "police shot dead two men", "a soldier shot and killed a man", "a jet shot down": a noun only for the tagger."""
    kids, words = draft.kids(shot), draft.read.lowers
    is_downed = words[shot + 1 : shot + 2] == ["down"]
    behind = ("obj", "nmod", "conj", "parataxis", "appos", "dep") if is_downed else ("obj", "nmod", "conj")
    shooter = next((k for k in kids if k == shot - 1 and draft.deps[k] in ("compound", "nsubj")), None)
    victim = next((k for k in kids if k > shot and draft.deps[k] in behind), None)
    follows = words[shot + 1 : shot + 3]
    if (
        shooter is None
        or victim is None
        or not (follows[:1] == ["dead"] or is_downed or draft.deps[victim] == "obj" or follows in SHOT)
    ):
        return
    draft.pos[shot], draft.lemmas[shot] = "VERB", "shoot"
    for k in kids:
        if k < shooter and draft.deps[k] in ("det", "amod", "compound", "nummod", "nmod:poss"):
            draft.hang(k, shooter, draft.deps[k])
    draft.hang(shooter, shot, "nsubj")
    if draft.deps[victim] == "nmod" or is_downed:
        draft.hang(victim, shot, "obj")
    for k in draft.kids(victim):
        if words[k] == "dead" and k == shot + 1:
            draft.hang(k, shot, "xcomp")


def find_plural(draft: Draft, verb: int) -> bool:
    """Mend "troops massacre herders": the present of a headline behind a plural, taken for a noun."""
    kids, lemma = draft.kids(verb), draft.read.lowers[verb]
    doers = next(
        (k for k in kids if k == verb - 1 and draft.deps[k] == "compound" and draft.read.tags[k] == "NNS"), None
    )
    loose = ("list", "dep", "obj", "appos", "nmod:unmarked")
    thing = next((k for k in kids if k > verb and draft.deps[k] in loose and draft.pos[k] in NOMINAL), None)
    if doers is None or thing is None or draft.read.tags[verb] != "NN" or lemma not in draft.lexicon.verbs:
        return False
    if any(k not in draft.kids(thing) for k in range(verb + 1, thing)):
        return False
    draft.pos[verb], draft.lemmas[verb] = "VERB", lemma
    for k in kids:
        if k < doers and draft.deps[k] in ("det", "amod", "compound", "nummod", "nmod:poss"):
            draft.hang(k, doers, draft.deps[k])
    draft.hang(doers, verb, "nsubj")
    draft.hang(thing, verb, "obj")
    return True


def find_unchanged(draft: Draft, verb: int) -> None:
    """Mend "Chad cut ties": a past tense without an ending, taken for a noun that has an object."""
    kids = draft.kids(verb)
    subject = next((k for k in kids if k == verb - 1 and draft.deps[k] == "compound"), None)
    if subject is None or draft.read.lowers[verb] not in draft.lexicon.verbs or "obj" not in draft.labels_below(verb):
        return
    draft.pos[verb], draft.lemmas[verb] = "VERB", draft.read.lowers[verb]
    for k in kids:
        if k < subject and draft.deps[k] in ("det", "amod", "compound", "nummod", "nmod:poss"):
            draft.hang(k, subject, draft.deps[k])
    draft.hang(subject, verb, "nsubj")


def find_downed(draft: Draft, aircraft: int) -> None:
    """Mend "a frigate shot down two drones", read as a shot that is a drone."""
    words = draft.read.lowers
    shot = next((k for k in draft.kids(aircraft) if words[k] == "shot" and words[k + 1 : k + 2] == ["down"]), None)
    shooter = next((k for k in draft.kids(shot) if k == shot - 1), None) if shot is not None else None
    if shot is None or shooter is None or shot > aircraft:
        return
    enthrone(draft, shot, "shoot", aircraft)
    for k in draft.kids(shot):
        if k < shooter and draft.deps[k] in ("det", "amod", "compound", "nummod", "nmod:poss"):
            draft.hang(k, shooter, draft.deps[k])
    draft.hang(shooter, shot, "nsubj")
    draft.hang(shot + 1, shot, "compound:prt")
    draft.hang(aircraft, shot, "obj")


def find_progressive(draft: Draft, noun: int) -> bool:
    """Mend "troops are training rebels": a form in "-ing" right behind "are", taken for a modifier of the object."""
    kids = draft.kids(noun)
    cop = next((k for k in kids if draft.deps[k] == "cop" and draft.lemmas[k].lower() == "be"), None)
    subject = next((k for k in kids if draft.deps[k] == "nsubj"), None)
    verb = next((k for k in kids if k < noun and draft.read.tags[k] == "VBG"), None)
    if cop is None or subject is None or verb is None or draft.deps[verb] not in ("compound", "amod"):
        return False
    between = range(cop + 1, verb)
    lemma = draft.read.lemmas[verb].lower()
    if verb < cop or lemma not in draft.lexicon.verbs or any(draft.pos[k] not in ("ADV", "PART") for k in between):
        return False
    enthrone(draft, verb, lemma, noun)
    for k in (*kids, *between):
        if k < verb and draft.deps[k] in ("cop", "aux", "nsubj", "advmod"):
            draft.hang(k, verb, "aux" if k == cop else draft.deps[k])
    draft.hang(noun, verb, "obj")
    return True


def find_verb_between(draft: Draft, noun: int) -> bool:
    """Mend "officers tortured activists": a participle before a nominal that hangs on the clause's head without a preposition."""
    for thing in draft.kids(noun):
        if (
            thing < noun
            or draft.pos[thing] not in NOMINAL
            or draft.deps[thing]
            not in ("obj", "nmod", "conj", "appos", "dep", "list", "flat", "compound", "nmod:unmarked")
        ):
            continue
        own = draft.kids(thing)
        if any(draft.deps[k] in ("case", "cc") for k in own):
            continue
        for verb in own:
            lemma = draft.verb_lemma(verb)
            if (
                lemma
                and noun < verb < thing
                and draft.deps[verb] in ("amod", "acl", "compound")
                and all(
                    draft.pos[k] in ("ADV", "PART", "PUNCT")
                    or (draft.is_under(k, noun) and not draft.is_under(k, thing))
                    for k in range(noun + 1, verb)
                )
            ):
                enthrone(draft, verb, lemma, noun)
                draft.hang(noun, verb, "nsubj")
                draft.hang(thing, verb, "obj")
                return True
    return False


def find_verb_behind(draft: Draft, noun: int) -> bool:
    """Mend "students clashed with police": a participle behind the clause's nominal head that has an object or a counterpart of its own."""
    hosts = [noun]
    hosts += [
        k
        for k in draft.kids(noun)
        if draft.deps[k] in ("appos", "flat", "conj", "nmod:unmarked") or draft.read.lowers[k] in WEEKDAYS
    ]
    hosts += [
        k for k in draft.kids(noun) if draft.deps[k] == "nmod" and draft.pos[k] == "PROPN"
    ]  # "the king of Fiji | met"
    for done in draft.kids(noun):  # "a team led by the speaker | met the king": what he leads meets
        if draft.deps[done] == "acl" and draft.read.tags[done] == "VBN":
            hosts += [k for k in draft.kids(done) if draft.deps[k] == "obl:agent"]
    for verb in (k for host in hosts for k in draft.kids(host)):
        lemma, tag = draft.verb_lemma(verb), draft.read.tags[verb]
        if (
            not lemma
            or verb < noun
            or draft.deps[verb] != "acl"
            or (tag == "VBN" and draft.read.lowers[verb].endswith("en"))
        ):
            continue
        own = draft.kids(verb)
        cases = {
            draft.read.lowers[c]
            for k in own
            if draft.deps[k].startswith("obl") and draft.read.lowers[k] not in WEEKDAYS
            for c in draft.kids(k)
            if draft.deps[c] == "case"
        }
        is_active = (
            tag == "VBD"
            or any(draft.deps[k] in ("obj", "ccomp", "xcomp") for k in own)
            or bool(cases & COUNTERPARTS)
            or any((lemma, word) in draft.lexicon.particles for word in cases & FIRM)
            or (lemma in CALLING and "for" in cases)
            or is_led(draft, verb, lemma)
            or any(draft.deps[k] == "advcl" and draft.is_infinitive(k) for k in own)  # "agreed in principle to provide"
        )
        host = draft.heads[verb]
        is_past = tag == "VBD" and not draft.read.lowers[verb].endswith("ed")  # "spoke by phone": no participle
        if ("by" in cases and not is_past) or not (is_active or draft.read.lowers[host] in WEEKDAYS):
            continue
        enthrone(draft, verb, lemma, noun)
        draft.hang(noun, verb, "nsubj")
        if draft.read.lowers[host] in WEEKDAYS:
            draft.hang(host, verb, "obl")
        return True
    return False


def is_led(draft: Draft, verb: int, lemma: str) -> bool:
    """Tell whether a particle that looks like a preposition opens a verb's object ("workers called [off] the strike")."""
    word = verb + 1
    if word >= len(draft.pos) or (lemma, draft.read.lowers[word]) not in draft.lexicon.particles:
        return False
    if draft.deps[word] == "compound:prt":
        return any(is_bare_phrase(draft, k) for k in draft.kids(verb) if k > word)
    is_case = draft.read.lowers[word] in ADVERBIAL and draft.deps[word] == "case"
    return is_case and draft.heads[draft.heads[word]] == verb


def is_bare_phrase(draft: Draft, i: int) -> bool:
    """Tell whether a token heads a phrase with an article and without a preposition, as an object would."""
    is_adjunct = draft.deps[i] in ("obl", "obl:unmarked") and draft.read.lowers[i] not in TIMES
    return draft.pos[i] == "NOUN" and is_adjunct and draft.labels_below(i) & {"det", "case"} == {"det"}


def join_names(draft: Draft, names: Sequence[tuple[int, int]]) -> None:
    """Mend "Peru, Chile sign pact": known names that open a headline, told apart by commas alone, are one subject."""
    opening = list(takewhile(lambda pair: draft.read.text[pair[0][1] : pair[1][0]] == ", ", pairwise(names)))
    if not opening or names[0][0] != 0:
        return
    ends = [opening[0][0][1], *(later[1] for _, later in opening)]
    first, *others = (bisect_left(draft.read.starts, end) - 1 for end in ends)
    last = others[-1]
    host = last if draft.deps[last] in SUBJECTS else draft.heads[last]
    verb = draft.heads[host]
    if host >= last and draft.deps[host] in SUBJECTS and draft.pos[verb] in ("VERB", "AUX"):
        if draft.is_under(verb, first):
            draft.hang(verb, verb, "ROOT")
        draft.hang(first, *((verb, draft.deps[host]) if host == last else (host, draft.deps[last])))
    elif not find_headline_verb(draft, first, last + 1) and draft.deps[first] not in SUBJECTS:
        return
    for other in others:
        draft.hang(other, first, "conj")


def find_headline_verb(draft: Draft, first: int, verb: int) -> bool:
    """Mend "Chad, Niger swap prisoners": what stands between names and a noun is the verb where the sentence has no other."""
    word = draft.read.lowers[verb] if verb < len(draft.heads) else ""
    noun = draft.heads[verb] if word in draft.lexicon.verbs else -1
    if (
        noun <= verb
        or draft.deps[verb] != "compound"
        or any(draft.read.tags[i] in FINITE for i in range(len(draft.heads)))
    ):
        return False
    cases = [k for k in draft.kids(noun) if draft.deps[k] == "case" and k > verb]
    things = [k for k in draft.kids(noun) if cases and verb < k < cases[0] and draft.deps[k] == "compound"]
    draft.pos[verb], draft.lemmas[verb] = "VERB", word
    draft.hang(verb, verb, "ROOT")
    draft.hang(first, verb, "nsubj")
    draft.hang(noun, verb, "obl" if things else "obj")
    for thing in things:
        draft.hang(thing, verb, "obj")
    return True


def bind_name(draft: Draft, start: int, end: int) -> None:
    """Make one phrase of a known name that the parser tore apart ("Human Rights Watch called": "watch" is no verb there)."""
    starts = draft.read.starts
    span = range(bisect_left(starts, start), bisect_left(starts, end))
    if len(span) < 2:
        return
    outside = [i for i in span if draft.heads[i] == i or draft.heads[i] not in span]
    if len(outside) == 1 and draft.pos[outside[0]] in NOMINAL:
        for i in span:  # inside a name nothing is the subject of anything
            if i != outside[0] and draft.deps[i] in SUBJECTS:
                draft.hang(i, outside[0], "compound")
        return
    head = span[-1]
    ahead = range(head + 1, min(head + 4, len(draft.pos)))
    verb = next((i for i in ahead if draft.pos[i] == "VERB"), None)
    outer = next((draft.heads[i] for i in outside if draft.heads[i] not in span), None)
    if verb is not None and draft.heads[verb] not in span and any(draft.is_under(verb, i) for i in span):
        verb = None
    if verb is not None and not any(
        draft.deps[k] in ("nsubj", "nsubj:pass") and k not in span for k in draft.kids(verb)
    ):
        if draft.heads[verb] in span:
            draft.hang(verb, verb, "ROOT")
        for k in range(len(draft.heads)):
            if k > head and k != verb and draft.heads[k] in span and draft.deps[k] != "conj":
                draft.hang(k, verb, draft.deps[k])
        draft.hang(head, verb, "nsubj")
    elif outer is not None and not any(draft.is_under(outer, i) for i in span):
        draft.hang(head, outer, next(draft.deps[i] for i in outside if draft.heads[i] == outer))
    else:
        draft.hang(head, head, "ROOT")
    for i in span:
        draft.pos[i] = "PROPN"
        if i != head:
            draft.hang(i, head, "compound")
    for k in range(len(draft.heads)):
        if draft.heads[k] in span and draft.heads[k] != head and k not in span:
            draft.hang(k, head, draft.deps[k])


def lift_case(draft: Draft, noun: int) -> None:
    """Hang a preposition on the whole phrase that it governs, not on the title inside ("called on [Energy Minister] Kiraitu Murungi")."""
    for title in draft.kids(noun):
        if title < noun and draft.deps[title] in TITLES:
            for k in draft.kids(title):
                if (
                    draft.deps[k] == "case"
                    and draft.read.tags[k] == "IN"
                    and not any(x < k and x != k for x in draft.kids(noun))
                ):
                    draft.hang(k, noun, "case")
                    if draft.deps[noun] in ("xcomp", "ccomp", "obj"):
                        draft.hang(noun, draft.heads[noun], "obl")
                    return


def join_perfect(draft: Draft, auxiliary: int) -> None:
    """Mend "have imposed sanctions": a participle right behind "have" is the verb of the clause, not a modifier of its object."""
    verb = auxiliary + 1
    while verb < len(draft.pos) and draft.pos[verb] == "ADV":
        verb += 1
    if (
        verb >= len(draft.pos)
        or draft.deps[verb] != "amod"
        or draft.read.tags[verb] != "VBN"
        or draft.heads[verb] < verb
        or auxiliary == 0
    ):
        return
    thing, subject = draft.heads[verb], auxiliary - 1
    for _ in draft.heads:
        if draft.heads[subject] == subject or draft.heads[subject] >= auxiliary:
            break
        subject = draft.heads[subject]
    old = next((i for i, head in enumerate(draft.heads) if head == i and draft.is_under(verb, i)), None)
    if draft.pos[subject] not in NOMINAL or old is None:
        return
    draft.hang(verb, verb, "ROOT")
    draft.pos[verb] = "VERB"
    draft.hang(auxiliary, verb, "aux")
    draft.hang(thing, verb, "obj")
    for k in draft.kids(auxiliary):
        draft.hang(k, verb, draft.deps[k])
    if old not in (thing, subject, auxiliary):
        is_phrase = any(draft.deps[k] == "case" for k in draft.kids(old))
        draft.hang(old, verb, "obl" if is_phrase else "parataxis")
    draft.hang(subject, verb, "nsubj")


def free_infinitive(draft: Draft, to: int) -> None:
    """Mend "appealed to Rome to open borders": behind an infinitive's "to" stands a verb, not what modifies a noun."""
    verb, noun = to + 1, draft.heads[to]
    if (
        draft.deps[to] != "case"
        or verb >= len(draft.heads)
        or verb == noun
        or draft.heads[verb] != noun
        or draft.deps[verb] not in ("amod", "compound")
        or draft.read.lowers[verb] not in draft.lexicon.verbs
        or draft.heads[noun] == noun
    ):
        return
    outer = draft.heads[noun]
    if draft.read.tags[to] != "TO" and draft.lemmas[outer].lower() not in object_control():
        return
    draft.pos[verb], draft.lemmas[verb] = "VERB", draft.read.lowers[verb]
    draft.hang(verb, outer, "acl" if draft.pos[outer] in NOMINAL else "xcomp")
    draft.hang(to, verb, "mark")
    draft.hang(noun, verb, "obj")


def join_compound(draft: Draft, noun: int) -> None:
    """Coordinate "soldiers and troops" where the first was taken for a modifier of the second."""
    for first in draft.kids(noun):
        if draft.deps[first] != "compound" or first > noun or draft.pos[first] not in NOMINAL:
            continue
        conjunction = next((k for k in draft.kids(noun) if draft.deps[k] == "cc" and first < k < noun), None)
        if conjunction is not None:
            outer, dep = draft.heads[noun], draft.deps[noun]
            draft.hang(first, first if outer == noun else outer, dep)
            draft.hang(noun, first, "conj")
            for k in draft.kids(noun):
                if k < conjunction and k != first:
                    draft.hang(k, first, draft.deps[k])
            return


def hang_role(draft: Draft, first: int) -> None:
    """Hang a role behind the last of some coordinated names on it: "Bush and Baker, secretary of state, agreed"."""
    members = [kid for kid in draft.kids(first) if draft.deps[kid] in ("conj", "list")]
    if len(members) < 2 or draft.pos[members[-1]] != "NOUN" or draft.pos[members[-2]] != "PROPN":
        return
    role, name = members[-1], members[-2]
    is_last = "cc" not in draft.labels_below(role) and "cc" in draft.labels_below(name)
    left = min([role, *(kid for kid in draft.kids(role) if draft.deps[kid] != "punct")])
    if is_last and draft.read.words[left - 1] == ",":
        draft.hang(role, name, "appos")


def relieve(draft: Draft, auxiliary: int) -> None:
    """Give the verb what the parser hung on its auxiliary ("The council | has refused")."""
    for k in draft.kids(auxiliary):
        draft.hang(k, draft.heads[auxiliary], draft.deps[k])


def join_hyphened(draft: Draft, hyphen: int) -> None:
    """Mend "North Korea test-fired missiles": the first half of a hyphened verb is no noun that anything hangs on."""
    first, verb, starts = hyphen - 1, hyphen + 1, draft.read.starts
    if first < 1 or verb >= len(starts) or starts[verb] != starts[first] + len(draft.read.words[first]) + 1:
        return
    is_clause = draft.pos[verb] == "VERB" and draft.deps[verb] in CLAUSAL
    if not is_clause or draft.pos[first] not in ("NOUN", "PROPN", "ADJ") or draft.heads[first] != verb:
        return
    has_subject = any(draft.deps[k] in ("nsubj", "nsubj:pass") and k != first for k in draft.kids(verb))
    for k in draft.kids(first):
        if draft.pos[k] in NOMINAL and not has_subject:
            draft.hang(k, verb, "nsubj")
    draft.hang(first, verb, "advmod")


def pass_on(draft: Draft, moment: int) -> None:
    """Give the verb the phrases behind a time ("carried out strikes Monday evening | against rebels"), and a stray time too."""
    verb = moment
    while draft.pos[verb] != "VERB" and draft.heads[verb] != verb:
        verb = draft.heads[verb]
    if draft.pos[verb] != "VERB":
        verb = next((i for i in range(moment, -1, -1) if draft.pos[i] == "VERB"), moment)
    if draft.pos[verb] != "VERB" or draft.is_under(verb, moment):
        return
    if draft.heads[moment] == moment:
        draft.hang(moment, verb, "obl:unmarked")
    for k in draft.kids(moment):
        cases = {draft.read.lowers[c] for c in draft.kids(k) if draft.deps[c] == "case"}
        if k > moment and draft.deps[k] == "nmod" and cases & COUNTERPARTS:
            draft.hang(k, verb, "obl")


def raise_main(draft: Draft, verb: int) -> None:
    """Mend "The premier of the province called for talks after Lima closed the border": of two verbs the first one is the main one."""
    subjects = [k for k in draft.kids(verb) if draft.deps[k] in ("nsubj", "nsubj:pass") and k < verb]
    for first, second in pairwise(subjects):
        marks = [k for k in draft.kids(second) if draft.read.lowers[k] in SUBORDINATORS and draft.deps[k] == "case"]
        for main in range(first + 1, marks[0] if marks else first):
            if draft.deps[main] != "acl" or draft.read.tags[main] not in ("VBD", "VBN") or not draft.verb_lemma(main):
                continue
            if draft.is_under(main, first) and not any(draft.deps[k] == "obl:agent" for k in draft.kids(main)):
                outer, dep = draft.heads[verb], draft.deps[verb]
                draft.hang(main, main if outer == verb else outer, dep)
                draft.hang(first, main, "nsubj")
                draft.hang(verb, main, "advcl")
                draft.hang(marks[0], verb, "mark")
                return


def free_date(draft: Draft, verb: int) -> None:
    """Mend "On 21 June | Kenyan police arrested", "In 2019 | troops left": behind the date that opens a sentence the subject begins."""
    kids = draft.kids(verb)
    if draft.read.tags[verb] not in ("VBD", "VBZ", "VBP", "VBN") or any(
        draft.deps[k] in ("nsubj", "nsubj:pass", "csubj", "expl") and "case" not in draft.labels_below(k) for k in kids
    ):
        return
    for noun in kids:
        if noun > verb or draft.deps[noun] not in OBLIQUE | SUBJECTS or draft.pos[noun] not in NOMINAL:
            continue
        inside = [k for k in range(noun) if draft.is_under(k, noun)]
        cases = [k for k in draft.kids(noun) if draft.deps[k] == "case" and draft.read.lowers[k] in ("on", "in")]
        dates = [
            k
            for k in inside
            if draft.read.lowers[k] in MONTHS | WEEKDAYS or (draft.read.lowers[k] in YEARS and k - 1 in cases)
        ]
        if not dates or not cases or cases[0] > dates[0]:
            continue
        date = max(dates)
        if date + 1 < noun and draft.pos[date + 1] == "NUM" and len(draft.read.words[date + 1]) == 4:
            date += 1
        draft.hang(dates[-1], verb, "obl")
        for k in inside:
            if k <= date and k != dates[-1] and draft.heads[k] > date:
                draft.hang(k, dates[-1], draft.deps[k])
        draft.hang(noun, verb, "nsubj:pass" if any(draft.deps[k] == "aux:pass" for k in kids) else "nsubj")
        return


def day_before(draft: Draft, day: int) -> tuple[int, int] | None:
    """Return the "on" or "last" and the noun of a weekday that hangs on the noun behind it ("on Friday 20 skulls"), or None."""
    case, noun = day - 1, draft.heads[day]
    if noun < len(draft.pos) and draft.pos[noun] == "NUM" and draft.heads[noun] > noun > day:
        noun = draft.heads[noun]  # "last Monday [12] parrots"
    if case < 1 or noun <= day or draft.read.lowers[case] not in LAST | {"on"}:
        return None
    is_torn = draft.heads[case] in (day, noun) and draft.pos[noun] in NOMINAL
    return (case, noun) if is_torn and draft.read.lowers[noun] not in TIMES else None


def free_dated_verb(draft: Draft, day: int) -> bool:
    """Mend "Peru on Monday lifted sanctions on Cuba": the participle between a day and a noun is the verb of whoever stands before."""
    found = day_before(draft, day)
    if found is None:
        return False
    case, noun = found
    verb = day + 1
    while verb < noun and draft.pos[verb] == "ADV":
        verb += 1
    subject = case - 1
    while draft.heads[subject] != subject and draft.heads[subject] < case:
        subject = draft.heads[subject]
    lemma = draft.verb_lemma(verb)
    is_own = draft.pos[subject] in NOMINAL and draft.is_under(noun, subject)
    if not lemma or draft.heads[verb] != noun or draft.deps[verb] not in MODIFYING or not is_own:
        return False
    if draft.deps[subject] in CLAUSAL:
        enthrone(draft, verb, lemma, subject)
    elif draft.deps[subject] not in SUBJECTS or not yield_main(draft, verb, lemma, subject):
        return False
    draft.hang(subject, verb, "nsubj")
    draft.hang(noun, verb, "obj")
    draft.hang(day, verb, "obl")
    draft.hang(case, day, "case")
    return True


def yield_main(draft: Draft, verb: int, lemma: str, subject: int) -> bool:
    """Make a verb the main one in place of the one that took its subject ("Peru on Monday lifted a ban after Chile | had done so")."""
    later = draft.heads[subject]
    marks = [k for k in range(verb, later) if draft.read.lowers[k] in SUBORDINATORS and draft.deps[k] == "case"]
    if later < verb or draft.pos[later] != "VERB" or not marks:
        return False
    mark, doer = marks[-1], draft.heads[marks[-1]]
    if draft.pos[doer] not in NOMINAL or doer > later:
        return False
    outer, dep = draft.heads[later], draft.deps[later]
    draft.hang(verb, verb if outer == later else outer, dep)
    draft.pos[verb], draft.lemmas[verb] = "VERB", lemma
    draft.hang(doer, later, "nsubj")
    draft.hang(mark, later, "mark")
    draft.hang(later, verb, "advcl")
    return True


def free_dated_noun(draft: Draft, day: int) -> bool:
    """Mend "returned to Chad on Friday 20 skulls": a day and its "on" are no part of the object behind."""
    found = day_before(draft, day)
    if found is None:
        return False
    case, noun = found
    verb = draft.heads[noun]
    cases = [k for k in draft.kids(noun) if draft.deps[k] == "case" and k != case]
    if draft.pos[verb] != "VERB" or verb > case or cases or draft.pos[day + 1] not in ("NUM", "DET", "ADJ"):
        return False
    draft.hang(day, verb, "obl" if draft.read.lowers[case] == "on" else "obl:unmarked")
    draft.hang(case, day, "case" if draft.read.lowers[case] == "on" else "amod")
    if draft.deps[noun] == "obl" and "obj" not in draft.labels_below(verb):
        draft.hang(noun, verb, "obj")
    return True


def free_moment(draft: Draft, verb: int) -> None:
    """Mend "Speaker Nkosi this week demanded": whoever stands before a time is the subject, not the time."""
    moment = next((k for k in draft.kids(verb) if draft.deps[k] in SUBJECTS and k < verb), None)
    if moment is None or draft.read.lowers[moment] not in MOMENTS:
        return
    own = draft.kids(moment)
    if not own or any(draft.read.lowers[k] not in LAST for k in own) or own[0] == 0:
        return
    subject = own[0] - 1
    while draft.heads[subject] != subject and draft.heads[subject] < own[0]:
        subject = draft.heads[subject]
    if draft.pos[subject] not in NOMINAL or draft.is_under(verb, subject) or draft.is_under(subject, verb):
        return
    draft.hang(subject, verb, draft.deps[moment])
    draft.hang(moment, verb, "obl:unmarked")


def free_purpose(draft: Draft, verb: int) -> None:
    """Mend "called his guest to apologise": what a call is for is done by whoever calls, not asked of the other."""
    if draft.lemmas[verb].lower() not in RINGING or "obj" not in draft.labels_below(verb):
        return
    kids = draft.kids(verb)
    if any(draft.read.lowers[c] in ("on", "upon", "for") for k in kids for c in (k, *draft.kids(k)) if c == verb + 1):
        return
    for k in kids:
        if draft.deps[k] == "xcomp" and draft.is_infinitive(k) and draft.read.lemmas[k].lower() in SPOKEN:
            draft.hang(k, verb, "advcl")


def free_called(draft: Draft, verb: int) -> None:
    """Mend "called President Putin on Monday": a name right behind "called" with nobody who is called so is whom one calls."""
    if draft.lemmas[verb].lower() != "call" or any(draft.deps[k] in ("obj", "nsubj:pass") for k in draft.kids(verb)):
        return
    for k in draft.kids(verb):
        if draft.deps[k] == "xcomp" and draft.pos[k] == "PROPN":
            draft.hang(k, verb, "obj")
            return


def free_direction(draft: Draft, verb: int) -> None:
    """Mend "captured two towns west of the capital": what is captured is no measure of the way."""
    kids = draft.kids(verb)
    if any(draft.deps[k] == "obj" for k in kids):
        return
    for way in kids:
        if way > verb and draft.deps[way] == "advmod" and draft.read.lowers[way] in DIRECTIONS:
            for k in draft.kids(way):
                if draft.deps[k] == "obl:unmarked" and verb < k < way and draft.pos[k] in ("NOUN", "PROPN"):
                    draft.hang(k, verb, "obj")
                    draft.hang(way, k, "advmod")
                    return


def claim_subject(draft: Draft, verb: int) -> None:
    """Make a nominal hung as a modifier before a finite verb without a subject its subject ("Chile severed ties")."""
    kids = draft.kids(verb)
    is_finite = draft.read.tags[verb] in ("VBD", "VBZ", "VBP", "NNS")  # "Trump talks with" is a plural for the tagger
    if not is_finite or any(draft.deps[k] in ("nsubj", "nsubj:pass", "csubj", "expl") for k in kids):
        return
    for k in kids:
        if k < verb and draft.deps[k] in ("compound", "nmod", "amod") and draft.pos[k] in ("NOUN", "PROPN"):
            draft.hang(k, verb, "nsubj")
            return
        is_name = draft.pos[k] == "PROPN" and draft.read.lowers[k] not in TIMES | MONTHS
        if k < verb and draft.deps[k] == "obl:unmarked" and is_name and "det" in draft.labels_below(k):
            draft.hang(k, verb, "nsubj")
            return


def hang_stray(draft: Draft, i: int) -> None:
    """Hang a prepositional phrase that the parser left as a sentence of its own on the word before it ("relations | with Congo")."""
    if draft.pos[i] not in NOMINAL:
        return
    cases = [k for k in draft.kids(i) if draft.deps[k] == "case" and k < i]
    if not cases or min(cases) == 0:
        return
    before = min(cases) - 1
    while before and draft.pos[before] not in (*NOMINAL, "VERB") and draft.heads[before] != before:
        before = draft.heads[before]
    if not draft.is_under(before, i):
        draft.hang(i, before, "obl" if draft.pos[before] == "VERB" else "nmod")


def join_roots(draft: Draft, i: int) -> None:
    """Mend "Minister Ann Lee | accused": a noun right before a verb without a subject is that, no sentence of its own."""
    verb = i + 1
    while verb < len(draft.heads) and (draft.is_under(verb, i) or draft.pos[verb] == "ADV"):
        verb += 1
    if verb == len(draft.heads) or draft.pos[i] not in NOMINAL or draft.pos[verb] != "VERB":
        return
    below = draft.labels_below(verb)
    is_finite = draft.read.tags[verb] in FINITE or (draft.read.tags[verb] == "VBN" and "obj" in below)
    if draft.heads[verb] == verb and is_finite and below.isdisjoint(SUBJECTS | AUXILIARY | {"expl", "csubj"}):
        draft.hang(i, verb, "nsubj")


def lift_reporter(draft: Draft, verb: int) -> None:
    """Mend "the envoy charged that Iran had lied": a verb in front of "that" governs the clause, not the clause the verb."""
    clause = draft.heads[verb]
    kids = draft.kids(verb)
    has_that = any(draft.deps[k] == "mark" and draft.read.lowers[k] == "that" and k > verb for k in draft.kids(clause))
    if clause < verb or not has_that or not any(draft.deps[k] == "nsubj" for k in kids):
        return
    if any(draft.deps[k] in ("ccomp", "obj") for k in kids):
        return
    outer, dep = draft.heads[clause], draft.deps[clause]
    draft.hang(verb, verb if outer == clause else outer, dep)
    draft.hang(clause, verb, "ccomp")


def follow_relative(draft: Draft, verb: int) -> None:
    """Let a relative clause hang on the name right before its pronoun ("intelligence to Macedonia which prepares …")."""
    pronoun = next((k for k in draft.kids(verb) if draft.read.lowers[k] in RELATIVES), None)
    if pronoun is None or pronoun == 0 or draft.pos[pronoun - 1] != "PROPN":
        return
    name = pronoun - 1
    while draft.deps[name] in ("flat", "compound") and draft.heads[name] < pronoun:
        name = draft.heads[name]
    if name != draft.heads[verb] and draft.is_under(name, draft.heads[verb]) and draft.pos[draft.heads[verb]] == "NOUN":
        draft.hang(verb, name, "acl:relcl")


def join_clause_subjects(draft: Draft, verb: int) -> None:
    """Mend "came after the U.S. and the EU had said": what looks like a phrase is the first of two subjects of a clause."""
    second = next((k for k in draft.kids(verb) if draft.deps[k] == "nsubj" and k < verb), None)
    if second is None:
        return
    for first in draft.kids(draft.heads[verb]):
        marks = [k for k in draft.kids(first) if draft.deps[k] == "case" and draft.read.lowers[k] in SUBORDINATORS]
        cc = next((k for k in (*draft.kids(verb), *draft.kids(second)) if draft.deps[k] == "cc"), None)
        if marks and cc is not None and first == cc - 1 and draft.pos[first] in NOMINAL:
            draft.hang(marks[0], verb, "mark")
            draft.hang(verb, draft.heads[verb], "advcl")
            draft.hang(first, verb, "nsubj")
            draft.hang(second, first, "conj")
            draft.hang(cc, second, "cc")
            return


def mark_clause(draft: Draft, verb: int) -> None:
    """Mend "said he will not pay | until Cuba does": what looks like the preposition of a clause's subject marks the clause."""
    for subject in draft.kids(verb):
        marks = [k for k in draft.kids(subject) if draft.deps[k] == "case" and draft.read.lowers[k] in WAITING]
        if not marks or draft.deps[subject] not in SUBJECTS or subject > verb:
            continue
        above = draft.heads[verb]
        told = [k for k in draft.kids(above) if draft.deps[k] == "ccomp" and k < marks[0] and k != verb]
        if draft.deps[verb] in ("ccomp", "conj", "parataxis") and above < verb:
            draft.hang(verb, told[-1] if told else above, "advcl")
            draft.hang(marks[0], verb, "mark")
        return


def free_pronoun(draft: Draft, adjective: int) -> None:
    """Make the "it" of "says it is willing to" the subject, and what it is willing to do no subject."""
    kids = draft.kids(adjective)
    clause = next((k for k in kids if draft.deps[k] == "csubj" and k > adjective), None)
    for k in kids:
        if draft.deps[k] == "expl" and k < adjective and clause is not None:
            draft.hang(k, adjective, "nsubj")
            draft.hang(clause, adjective, "xcomp")


def calm_passive(draft: Draft, verb: int) -> None:
    """Make "was engaged in", with nobody who engages, a state of its subject and no passive."""
    if draft.lemmas[verb].lower() not in draft.lexicon.statives:
        return
    kids = draft.kids(verb)
    if any(draft.deps[k] == "obl:agent" or any(draft.read.lowers[c] == "by" for c in draft.kids(k)) for k in kids):
        return
    for k in kids:
        if draft.deps[k] in ("nsubj:pass", "aux:pass"):
            draft.hang(k, verb, draft.deps[k].removesuffix(":pass"))


def see_passive(draft: Draft, verb: int) -> None:
    """Make a verb that needs an object and has none the passive of a headline ("Activist freed after two years")."""
    kids, deps = draft.kids(verb), draft.labels_below(verb)
    is_done_by = draft.read.tags[verb] == "VBN" and "obl:agent" in deps and not deps & AUXILIARY
    if is_done_by and "nsubj" in deps:  # "marines taken prisoner by guards were paraded"
        for k in kids:
            if draft.deps[k] == "nsubj" and k < verb:
                draft.hang(k, verb, "nsubj:pass")
        return
    if draft.lemmas[verb].lower() not in draft.lexicon.transitives:
        return
    if draft.read.tags[verb] not in ("VBN", "VBD") or draft.deps[verb] not in ("ROOT", "ccomp", "parataxis", "conj"):
        return
    if "nsubj" not in deps or deps & {"obj", "iobj", "ccomp", "xcomp", "aux", "aux:pass", "cop", "compound:prt"}:
        return
    if any(draft.deps[o] == "obj" for k in kids if draft.deps[k] == "conj" for o in draft.kids(k)):
        return  # "arrested and questioned the student"
    for k in kids:
        if draft.deps[k] == "nsubj" and k < verb:
            draft.hang(k, verb, "nsubj:pass")


def join_subjects(draft: Draft, verb: int) -> None:
    """Coordinate two subjects of one verb of which the second brings its own conjunction; of two in touch the first names the second."""
    subjects = [k for k in draft.kids(verb) if draft.deps[k] in ("nsubj", "nsubj:pass")]
    for first, second in pairwise(subjects):
        is_second = draft.read.lowers[opening(draft, second)] == "and"  # "Ann Lee and | Minister Jo Kim met"
        if is_second or any(
            draft.deps[k] == "cc" and first < k < second for k in (*draft.kids(second), *draft.kids(verb))
        ):
            draft.hang(second, first, "conj")
        elif (
            second == first + 1
            and draft.read.lowers[second] not in WEEKDAYS
            and draft.pos[first] in ("NOUN", "PROPN")
            and draft.pos[second] in ("NOUN", "PROPN")
        ):
            for k in draft.kids(first):
                draft.hang(k, second, draft.deps[k])
            draft.hang(first, second, "compound")


def free_opener(draft: Draft, verb: int) -> None:
    """Mend "Hailing the deal as fair, | President Gul praised Chad": what opens the sentence is no subject and holds none."""
    opener = next((k for k in draft.kids(verb) if draft.deps[k] == "csubj"), None)
    if opener != 0 or draft.read.tags[opener] != "VBG":
        return
    draft.hang(opener, verb, "advcl")
    if not draft.labels_below(verb).isdisjoint(SUBJECTS):
        return
    inside = [k for k in range(1, verb) if draft.deps[k] in ("appos", "conj") and draft.is_under(k, opener)]
    for k in inside:
        first = min(i for i in range(1, verb) if draft.is_under(i, k) and draft.pos[i] != "PUNCT")
        if draft.read.words[first - 1] in (",", '"', "”", "'") and draft.pos[k] in NOMINAL and draft.touches(k, verb):
            draft.hang(k, verb, "nsubj")
            return


def join_first(draft: Draft, verb: int) -> None:
    """Mend "Envoy Ann Lee | and Minister Jo Kim failed": a name left over before an "and" is the first of two subjects."""
    subject = next((k for k in draft.kids(verb) if draft.deps[k] in SUBJECTS and k < verb), None)
    if subject is None or not any(
        draft.deps[k] == "cc" and k < subject for k in (*draft.kids(subject), *draft.kids(verb))
    ):
        return
    opens = opening(draft, subject)
    for first in range(opens):
        if draft.heads[first] == first and draft.pos[first] in NOMINAL and draft.touches(first, opens):
            draft.hang(first, verb, draft.deps[subject])
            draft.hang(subject, first, "conj")
            return


def opening(draft: Draft, noun: int) -> int:
    """Return the first token of a phrase, or the "and" right before it."""
    first = min(i for i in range(noun + 1) if draft.is_under(i, noun))
    return first - 1 if first and draft.read.lowers[first - 1] == "and" else first


def part_pair(draft: Draft, verb: int) -> None:
    """Mend "Trade between Mali | and Togo has resumed": the second of a pair is no subject of the verb behind; the noun is."""
    noun = draft.heads[verb]
    subject = next((k for k in draft.kids(verb) if draft.deps[k] in SUBJECTS and k < verb), None)
    if subject is None or noun > subject or draft.pos[noun] not in NOMINAL:
        return
    opens = opening(draft, subject)
    leads = [k for k in draft.kids(noun) if k < opens and draft.pos[k] in NOMINAL]
    first = next((k for k in leads if any(draft.read.lowers[c] == "between" for c in draft.kids(k))), None)
    if first is None or draft.read.lowers[opens] != "and":
        return
    above, label = draft.heads[noun], draft.deps[noun]
    is_told = above != noun and above > verb and any(draft.deps[k] in SUBJECTS for k in draft.kids(above) if k > verb)
    draft.hang(verb, verb if above == noun else above, "ccomp" if is_told else label)
    draft.hang(first, noun, "nmod")
    draft.hang(subject, first, "conj")
    draft.hang(opens, subject, "cc")
    draft.hang(noun, verb, "nsubj")


def free_compound(draft: Draft, verb: int) -> None:
    """Mend "brought drinking water": what is given is no act but water."""
    word, thing = verb + 1, verb + 2
    if draft.lemmas[verb].lower() not in GIVING or thing >= len(draft.heads):
        return
    is_inner = draft.heads[word] == verb and draft.deps[word] in ("xcomp", "advcl", "ccomp")
    if is_inner and draft.read.tags[word] == "VBG" and draft.heads[thing] == word and draft.deps[thing] == "obj":
        for k in draft.kids(word):
            draft.hang(k, verb, draft.deps[k])
        draft.hang(word, thing, "compound")


def tell_in(draft: Draft, verb: int) -> None:
    """Mend "said in a video that it had lied": what is said describes no video."""
    if draft.lemmas[verb].lower() not in SAYINGS or any(draft.deps[k] == "ccomp" for k in draft.kids(verb)):
        return
    for medium in draft.kids(verb):
        for clause in draft.kids(medium) if draft.deps[medium] == "obl" and medium > verb else ():
            is_that = any(draft.deps[k] == "mark" and draft.read.lowers[k] == "that" for k in draft.kids(clause))
            if draft.deps[clause] in ("acl", "ccomp") and is_that:
                draft.hang(clause, verb, "ccomp")
                return


def find_willing(draft: Draft, verb: int) -> None:
    """Make the "it" of "says it is prepared to" the subject of what it is prepared to do."""
    if draft.lemmas[verb].lower() in draft.lexicon.statives and "xcomp" in draft.labels_below(verb):
        for k in draft.kids(verb):
            if draft.deps[k] == "expl" and k < verb:
                draft.hang(k, verb, "nsubj")


def give_clause(draft: Draft, verb: int) -> None:
    """Let a "that" right behind an object that tells an act open the object's clause ("repeated its demand that Rome pay")."""
    kids = draft.kids(verb)
    for clause in kids:
        marks = [k for k in draft.kids(clause) if draft.deps[k] == "mark" and draft.read.lowers[k] == "that"]
        if draft.deps[clause] != "ccomp" or not marks:
            continue
        noun = marks[0] - 1
        if draft.lemmas[verb].lower() in TELLING:
            continue
        if noun in kids and draft.deps[noun] == "obj" and draft.lemmas[noun].lower() in draft.lexicon.nouns:
            draft.hang(clause, noun, "acl")


def take_clause(draft: Draft, verb: int) -> None:
    """Give "told his guest that Rome would pay" its clause, which is no description of the guest."""
    if draft.lemmas[verb].lower() not in TELLING or any(draft.deps[k] == "ccomp" for k in draft.kids(verb)):
        return
    for addressee in draft.kids(verb):
        if draft.deps[addressee] not in ("obj", "iobj"):
            continue
        for clause in draft.kids(addressee):
            marks = [draft.read.lowers[k] for k in draft.kids(clause) if draft.deps[k] == "mark"]
            if draft.deps[clause] in ("acl", "ccomp") and "that" in marks:
                draft.hang(clause, verb, "ccomp")
                return


def free_brand(draft: Draft, verb: int) -> None:
    """Mend "called the envoy a fool": what somebody is called is not in apposition to him."""
    if draft.lemmas[verb].lower() not in BRANDING:
        return
    for thing in draft.kids(verb):
        for k in draft.kids(thing) if draft.deps[thing] == "obj" else ():
            opening = min(draft.kids(k), default=k)
            is_next = opening == thing + 1 and draft.read.lowers[opening] in ("a", "an")
            if draft.deps[k] == "appos" and is_next and draft.pos[k] == "NOUN":
                draft.hang(k, verb, "xcomp")


def claim_sum(draft: Draft, verb: int) -> None:
    """Mend "provided around $3 million in aid": a sum without a preposition is what is given, and what is given "in" is measured by it."""
    kids = draft.kids(verb)
    more = next((k for k in kids if draft.deps[k] == "obj" and draft.read.lowers[k] in ("more", "less")), None)
    worth = next((k for k in kids if draft.read.lowers[k] == "worth" and k > verb), None)
    if more is not None and worth is not None and "case" not in draft.labels_below(worth):
        draft.hang(worth, verb, "obj")  # "handed over more than $2 million worth of medicine"
        draft.hang(more, worth, "advmod")
        return
    if any(draft.deps[k] in ("obj", "ccomp") for k in kids) or any(draft.deps[k] == "aux:pass" for k in kids):
        return
    for thing in kids:
        own = draft.kids(thing)
        is_sum = draft.read.lowers[thing] in MONEY and draft.deps[thing] in ("obl", "obl:unmarked", "advmod")
        cases = [k for k in own if draft.deps[k] == "case" and draft.read.lowers[k] not in ABOUT]
        if thing > verb and is_sum and not cases and draft.lemmas[verb].lower() in draft.lexicon.verbs:
            draft.hang(thing, verb, "obj")
            for k in kids:
                inside = [c for c in draft.kids(k) if draft.deps[c] == "case" and draft.read.lowers[c] == "in"]
                is_measured = draft.pos[k] == "NOUN" and draft.lemmas[k].lower() in draft.lexicon.nouns
                if k > thing and draft.deps[k] == "obl" and inside and is_measured:
                    draft.hang(k, thing, "nmod")
                    return
            return


def split_phrase(draft: Draft, verb: int) -> None:
    """Mend "returned to Chad eight masks": a name between a preposition and a number is a phrase of its own."""
    kids = draft.kids(verb)
    if any(draft.deps[k] in ("obj", "ccomp", "aux:pass") for k in kids):
        return
    for thing in kids:
        own = draft.kids(thing)
        case = next((k for k in own if draft.deps[k] == "case"), None)
        name = next((k for k in own if draft.deps[k] in ("compound", "nmod") and draft.pos[k] == "PROPN"), None)
        if draft.deps[thing] != "obl" or case is None or name is None or draft.pos[thing] != "NOUN":
            continue
        if case < name < thing and draft.read.lowers[case] == "to" and draft.pos[name + 1] in ("NUM", "DET"):
            for k in own:
                if k < name:
                    draft.hang(k, name, draft.deps[k])
            draft.hang(name, verb, "obl")
            draft.hang(thing, verb, "obj")
            return


def free_predicate(draft: Draft, verb: int) -> None:
    """Mend "held Oman responsible": what follows an object is said of it, not part of its name."""
    if draft.lemmas[verb].lower() not in ("hold", "find", "call", "declare", "take", "keep", "deem", "label", "brand"):
        return
    for thing in draft.kids(verb):
        if draft.deps[thing] != "obj":
            continue
        for k in draft.kids(thing):
            if k == thing + 1 and draft.deps[k] == "amod" and draft.pos[k] == "ADJ":
                draft.hang(k, verb, "xcomp")
                for later in [kid for kid in draft.kids(thing) if kid > k]:
                    draft.hang(later, k, "obl")


def free_result(draft: Draft, verb: int) -> None:
    """Mend "Rebels took a base, officials said, killing ten": what follows a report's aside belongs to what is reported."""
    kids = draft.kids(verb)
    told = next((k for k in kids if draft.deps[k] == "ccomp" and k < verb), None)
    if told is None or draft.read.lemmas[verb].lower() not in SAYINGS:
        return
    for k in kids:
        is_result = draft.deps[k] == "advcl" and k > verb and draft.read.tags[k] == "VBG"
        if is_result and not any(draft.deps[m] in ("mark", "nsubj") for m in draft.kids(k)):
            draft.hang(k, told, "advcl")


def free_speakers(draft: Draft, verb: int) -> None:
    """Mend "killing ten people, a monitor and activists said": a last verb of saying takes the nouns before it for its subjects."""
    if draft.deps[verb] not in ("acl", "acl:relcl") or draft.read.tags[verb] not in ("VBD", "VBZ", "VBN", "VBP"):
        return
    told = draft.heads[verb]
    speakers = [k for k in draft.kids(told) if draft.deps[k] in ("conj", "appos") and k < verb]
    commas = [k for s in speakers for k in draft.kids(s) if draft.read.lowers[k] == "," and k < s]
    if draft.lemmas[verb].lower() not in SAYINGS or draft.kids(verb) or not speakers or not commas:
        return
    if not all(draft.is_under(k, told) for k in range(told + 1, verb)):
        return
    first = speakers[0]
    top = told
    while draft.heads[top] != top:
        top = draft.heads[top]
    draft.hang(verb, top, "parataxis")
    draft.hang(first, verb, "nsubj")
    for other in speakers[1:]:
        draft.hang(other, first, "conj")


def free_prefix(draft: Draft, verb: int) -> None:
    """Mend "Pyongyang test-fired missiles": what a hyphen joins to the verb is no noun with words of its own."""
    prefix = verb - 2
    if (
        prefix < 0
        or draft.read.words[verb - 1] != "-"
        or draft.heads[prefix] != verb
        or draft.pos[prefix] not in NOMINAL
    ):
        return
    names = [k for k in draft.kids(prefix) if draft.deps[k] in ("compound", "nmod:poss") and draft.pos[k] in NOMINAL]
    if names and not any(draft.deps[k] in ("nsubj", "nsubj:pass") for k in draft.kids(verb)):
        subject = names[-1]
        draft.hang(subject, verb, "nsubj")
        for k in draft.kids(prefix):
            if k < prefix and draft.deps[k] not in ("punct",):
                draft.hang(k, subject, draft.deps[k])
        draft.hang(prefix, verb, "compound")


def free_particle(draft: Draft, verb: int) -> None:
    """Mend "called off the talks": a particle right behind its verb, taken for the preposition of the object."""
    kids = draft.kids(verb)
    word = verb + 1
    for thing in kids:  # "rolled back tariffs": no tariffs that are back
        is_inside = word < thing and draft.heads[word] == thing and draft.deps[word] in ("amod", "advmod", "compound")
        is_particle = is_inside and (draft.lemmas[verb].lower(), draft.read.lowers[word]) in draft.lexicon.particles
        if draft.deps[thing] == "obj" and is_particle and draft.read.lowers[word] in ADVERBIAL:
            draft.hang(word, verb, "compound:prt")
    if any(draft.deps[k] == "obj" for k in kids):
        return
    for thing in kids:
        cases = [k for k in draft.kids(thing) if draft.deps[k] == "case"]
        if (
            draft.deps[thing] == "obl"
            and cases == [verb + 1]
            and (draft.lemmas[verb].lower(), draft.read.lowers[verb + 1]) in draft.lexicon.particles
            and (
                draft.read.lowers[verb + 1] in ADVERBIAL
                or (draft.lemmas[verb].lower(), draft.read.lowers[verb + 1]) in SEPARABLE
            )
        ):
            draft.hang(verb + 1, verb, "compound:prt")
            draft.hang(thing, verb, "obj")
            return


def hand_over(draft: Draft, verb: int) -> None:
    """Mend "handed over 30 trucks": not more than 30, and nothing is handed across the trucks."""
    word = verb + 1
    if (
        draft.lemmas[verb].lower() not in ("hand", "turn")
        or word >= len(draft.heads)
        or draft.read.lowers[word] != "over"
    ):
        return
    thing = draft.heads[word]
    if draft.deps[word] in ("advmod", "case") and thing != verb:
        draft.hang(word, verb, "compound:prt")
        if draft.deps[thing] == "obl" and draft.heads[thing] == verb:
            draft.hang(thing, verb, "obj")


def free_recipient(draft: Draft, verb: int) -> None:
    """Mend "give Vietnam six patrol boats": a name before the number of an object is the recipient."""
    for thing in draft.kids(verb):
        if draft.deps[thing] != "obj":
            continue
        for k in draft.kids(thing):
            if (
                k < thing
                and draft.deps[k] in ("compound", "nmod", "nmod:desc")
                and draft.pos[k] in ("PROPN", "NOUN")
                and any(is_apart(draft, between, k) for between in range(k + 1, thing))
            ):
                for before in [kid for kid in draft.kids(thing) if kid < k]:
                    draft.hang(before, k, draft.deps[before])
                draft.hang(k, verb, "iobj")
                return


def join_apposition(draft: Draft, verb: int) -> None:
    """Mend "released Ana Ruiz, a former senator": nobody has two objects, the second says who the first is."""
    first, *others = [k for k in draft.kids(verb) if draft.deps[k] == "obj"] or [verb]
    for k in others:
        opens = min((k, *(kid for kid in draft.kids(k) if draft.pos[kid] != "PUNCT")))
        has_article = draft.read.lowers[opens] in ARTICLES
        names = (draft.pos[first], draft.pos[k]).count("PROPN") == 1 or (draft.pos[k] == "PROPN" and has_article)
        is_near = draft.read.words[opens - 1] == "," and draft.touches(first, opens - 1)
        if names and is_near and (has_article or opens == k or draft.pos[opens] == "PROPN"):
            draft.hang(k, first, "appos")


def is_apart(draft: Draft, i: int, noun: int) -> bool:
    """Tell whether a word behind a noun opens a phrase of its own: a number or an article, or behind a name an adjective."""
    return draft.pos[i] in ("NUM", "DET") or (
        draft.pos[i] == "ADJ" and draft.pos[noun] == "PROPN" and draft.read.words[i].islower()
    )


def free_addressee(draft: Draft, verb: int) -> None:
    """Mend "allowed Togo to pay later": who is to do something is no recipient where nothing is given."""
    kids, labels = draft.kids(verb), draft.labels_below(verb)
    if labels & {"obj", "ccomp"} or not any(
        draft.deps[k] in ("advcl", "xcomp") and draft.is_infinitive(k) for k in kids
    ):
        return
    for k in kids:
        if draft.deps[k] == "iobj" and k > verb:
            draft.hang(k, verb, "obj")
            return


def free_adverb(draft: Draft, verb: int) -> None:
    """Mend "set free two engineers": who is set free is not free before."""
    if draft.lemmas[verb].lower() not in ("let", "set") or verb + 1 >= len(draft.heads):
        return
    word = verb + 1
    if draft.read.lowers[word] != "free":
        return
    if draft.deps[word] == "amod" and draft.heads[word] in draft.kids(verb):
        draft.hang(word, verb, "advmod")
    elif draft.deps[word] in ("xcomp", "ccomp") and draft.heads[word] == verb:
        for k in draft.kids(word):
            draft.hang(k, verb, draft.deps[k])
        draft.hang(word, verb, "advmod")
        draft.pos[word] = "ADV"


def free_agent(draft: Draft, verb: int) -> None:
    """Mend "were denied visas by the ministry": whoever stands behind "by" does what the passive verb says."""
    kids = draft.kids(verb)
    if not any(draft.deps[k] == "aux:pass" for k in kids) or any(draft.deps[k] == "obl:agent" for k in kids):
        return
    found = [k for k in kids if draft.deps[k] == "advcl" and draft.pos[k] in NOMINAL]
    for thing in kids:
        is_way = any(draft.deps[k] == "case" and draft.read.lowers[k] in WAYS for k in draft.kids(thing))
        if draft.deps[thing] == "obj" or is_way:  # "was shown around the port by the mayor"
            found += [k for k in draft.kids(thing) if draft.deps[k] == "nmod"]
    for k in found:
        if any(draft.read.lowers[c] == "by" and draft.deps[c] == "case" for c in draft.kids(k)):
            for other in draft.kids(k):
                if draft.deps[other] == "conj" and draft.pos[other] == "VERB":
                    draft.hang(other, verb, "conj")  # "was indicted by the court and | will resign"
            draft.hang(k, verb, "obl:agent")
            return


def bind_bare(draft: Draft, verb: int) -> None:
    """Mend "used stun grenades": no bare infinitive stands between such a verb and its object."""
    word = verb + 1
    if word + 1 >= len(draft.heads) or draft.heads[word] != verb or draft.deps[word] != "xcomp":
        return
    thing = word + 1
    is_bare = draft.read.tags[word] in ("VB", "VBP", "NN") and not draft.is_infinitive(word)
    if not is_bare or draft.heads[thing] != word or draft.lemmas[verb].lower() in BARE_GOVERNORS:
        return
    if draft.deps[thing] != "obj" or draft.pos[thing] != "NOUN":
        return
    draft.pos[word] = "NOUN"
    for k in draft.kids(word):
        draft.hang(k, verb, draft.deps[k])
    draft.hang(word, thing, "compound")


def free_day(draft: Draft, day: int) -> None:
    """Mend "met a union leader Tuesday": a day of the week is not the head of the noun right before it."""
    noun = day - 1
    if draft.read.lowers[day] not in WEEKDAYS or noun < 1 or draft.heads[noun] != day or draft.heads[day] == day:
        return
    if draft.pos[noun] not in ("NOUN", "PROPN") or draft.read.lowers[noun] in FEASTS:
        return
    verb = draft.heads[day]
    while draft.pos[verb] != "VERB" and draft.heads[verb] != verb:
        verb = draft.heads[verb]
    if draft.pos[verb] != "VERB":
        return
    draft.hang(noun, draft.heads[day], draft.deps[day].removesuffix(":unmarked"))
    for k in draft.kids(day):
        draft.hang(k, noun, draft.deps[k])
    draft.hang(day, verb, "obl:unmarked")


def hang_done(draft: Draft, verb: int) -> None:
    """Hang what was done by somebody on the object right before it ("struck a mine [laid by rebels]")."""
    if draft.lemmas[verb].lower() in CAUSING:
        return
    kids = draft.kids(verb)
    for done in (k for k in kids if draft.deps[k] == "xcomp" and draft.read.tags[k] == "VBN"):
        below = draft.labels_below(done)
        thing = max((k for k in kids if draft.deps[k] == "obj" and k < done), default=None)
        if (
            thing is not None
            and "obl:agent" in below
            and not below & (AUXILIARY | {"mark"})
            and draft.touches(thing, done)
        ):
            draft.hang(done, thing, "acl")


def find_second_verb(draft: Draft, verb: int) -> None:
    """Mend "criticised Greece and praised Cyprus": a participle between "and" and a name is a second verb."""
    if not draft.labels >= {"cc", "conj", "amod"}:
        return
    for first in (verb, *(k for k in draft.kids(verb) if k > verb and draft.pos[k] in NOMINAL)):
        for thing in draft.kids(first):
            if draft.deps[thing] != "conj" or thing < verb or not draft.read.words[thing][:1].isupper():
                continue
            own = draft.kids(thing)
            conjunction = next((k for k in own if draft.deps[k] == "cc"), None)
            second = next((k for k in own if draft.deps[k] == "amod" and k < thing and draft.verb_lemma(k)), None)
            if conjunction is None or second is None or second != conjunction + 1:
                continue
            draft.pos[second], draft.lemmas[second] = "VERB", draft.verb_lemma(second)
            draft.hang(second, verb, "conj")
            draft.hang(conjunction, second, "cc")
            draft.hang(thing, second, "obj")
            for k in own:
                if k > thing and draft.deps[k] in ("acl", "advcl", "obl", "xcomp", "ccomp"):
                    draft.hang(k, second, "advcl" if draft.deps[k] == "acl" else draft.deps[k])
            return


def free_weekday(draft: Draft, verb: int) -> None:
    """Make a bare weekday among a verb's arguments what it is: a time."""
    kids = draft.kids(verb)
    for k in kids:  # "The envoy, Li Wei, on Friday denied": no Friday denies
        is_dated = any(draft.deps[c] == "case" and draft.read.lowers[c] == "on" for c in draft.kids(k))
        if draft.deps[k] in SUBJECTS and draft.read.lowers[k] in WEEKDAYS and is_dated:
            draft.hang(k, verb, "obl")
    for k in kids:
        if (
            draft.deps[k] in ("obj", "iobj", "nsubj", "ccomp")
            and draft.read.lowers[k] in WEEKDAYS
            and k > 0
            and not any(draft.deps[kid] in ("case", "det", "amod", "nmod:poss") for kid in draft.kids(k))
        ):
            draft.hang(k, verb, "obl:unmarked")


def hang_participle(draft: Draft, verb: int) -> None:
    """Hang a participle right behind a verb's object on that ("indicted two bankers accused of fraud")."""
    for k in draft.kids(verb):
        is_bare = draft.labels_below(k).isdisjoint({"nsubj", "nsubj:pass", "aux", "aux:pass", "mark", "obj"})
        is_behind = k - 1 > verb and draft.heads[k - 1] == verb and draft.deps[k - 1] == "obj"
        if draft.deps[k] == "advcl" and draft.read.tags[k] == "VBN" and is_bare and is_behind:
            draft.hang(k, k - 1, "acl")


def find_object(draft: Draft, verb: int) -> None:
    """Make a plural noun that the tagger took for an adverb the object of a verb that has none."""
    kids = draft.kids(verb)
    if any(draft.deps[k] == "obj" for k in kids):
        return
    for k in kids:  # "shortened by an hour the curfew"
        is_thing = draft.pos[k] == "NOUN" and draft.lemmas[k].lower() in draft.lexicon.nouns
        if (
            k > verb
            and is_thing
            and is_bare_phrase(draft, k)
            and not draft.labels_below(verb) & {"aux:pass", "nsubj:pass"}
        ):
            draft.hang(k, verb, "obj")
            return
    for k in kids:
        if k < verb or draft.pos[k] not in ("ADV", "ADJ", "VERB") or draft.deps[k] not in ("advmod", "xcomp", "amod"):
            continue
        lemma = stripped(draft.read.lowers[k], "plural")
        if lemma != draft.read.lowers[k] and lemma in draft.lexicon.nouns:
            draft.pos[k], draft.lemmas[k] = "NOUN", lemma
            draft.hang(k, verb, "obj")
            return


def split_money(draft: Draft, verb: int) -> None:
    """Make a sum of money hung on a verb's object its object, and the former one the recipient."""
    for thing in draft.kids(verb):
        if draft.deps[thing] != "obj" or draft.pos[thing] not in NOMINAL or draft.read.words[thing].lower() in MONEY:
            continue
        for k in draft.kids(thing):
            if (
                k > thing
                and draft.deps[k] in ("list", "appos", "nummod", "compound", "flat", "nmod:unmarked", "dep")
                and draft.read.words[k].lower() in MONEY
            ):
                draft.hang(k, verb, "obj")
                draft.hang(thing, verb, "iobj")
                return


# What may be amiss with a verb, in the order in which it is mended.
VERBAL = (
    Repair(free_opener, below=frozenset({"csubj"})),
    Repair(claim_subject, below=frozenset({"compound", "nmod", "amod", "obl:unmarked"})),
    Repair(raise_main, below=SUBJECTS, words=SUBORDINATORS),
    Repair(free_date, below=OBLIQUE | SUBJECTS, words=MONTHS | WEEKDAYS | YEARS),
    Repair(mark_clause, below=SUBJECTS, words=WAITING),
    Repair(calm_passive, below=frozenset({"nsubj:pass", "aux:pass"})),
    Repair(see_passive, below=frozenset({"nsubj"})),
    Repair(free_prefix, words=frozenset({"-"})),
    Repair(free_particle, below=frozenset({"obl", "obj"}), words=ADVERBIAL | {particle for _, particle in SEPARABLE}),
    Repair(join_subjects, below=SUBJECTS),
    Repair(join_first, below=SUBJECTS, words=frozenset({"and"})),
    Repair(part_pair, below=SUBJECTS, words=frozenset({"between"})),
    Repair(free_compound, below=frozenset({"xcomp", "advcl", "ccomp"})),
    Repair(tell_in, below=frozenset({"obl"}), words=THAT),
    Repair(find_willing, below=frozenset({"expl"})),
    Repair(free_speakers, words=frozenset({","})),
    Repair(give_clause, below=frozenset({"ccomp"}), words=THAT),
    Repair(take_clause, below=frozenset({"obj", "iobj"}), words=THAT),
    Repair(free_result, below=frozenset({"advcl"})),
    Repair(free_predicate, below=frozenset({"obj"})),
    Repair(free_weekday, below=frozenset({"obj", "iobj", "nsubj", "ccomp"}), words=WEEKDAYS),
    Repair(free_called, below=frozenset({"xcomp"})),
    Repair(free_purpose, below=frozenset({"xcomp"}), words=RINGING | {"called", "phoned", "telephoned", "rang"}),
    Repair(free_brand, below=frozenset({"obj"}), words=frozenset({"a", "an"})),
    Repair(free_moment, below=SUBJECTS, words=MOMENTS),
    Repair(split_phrase, below=frozenset({"obl"}), words=frozenset({"to"})),
    Repair(hand_over, words=frozenset({"over"})),
    Repair(claim_sum, words=MONEY),
    Repair(free_direction, below=frozenset({"advmod"}), words=DIRECTIONS),
    Repair(hang_participle, below=frozenset({"advcl"})),
    Repair(find_object, below=frozenset({"advmod", "xcomp", "amod", "obl", "obl:unmarked"})),
    Repair(free_addressee, below=frozenset({"iobj"})),
    Repair(split_money, below=frozenset({"obj"}), words=MONEY),
    Repair(free_recipient, below=frozenset({"obj"})),
    Repair(join_apposition, below=frozenset({"obj"}), words=frozenset({","})),
    Repair(free_adverb, words=frozenset({"free"})),
    Repair(free_agent, below=frozenset({"aux:pass"}), words=frozenset({"by"})),
    Repair(bind_bare, below=frozenset({"xcomp"})),
    Repair(hang_done, below=frozenset({"xcomp"}), words=frozenset({"by"})),
    Repair(find_second_verb),
)
