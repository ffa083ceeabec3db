"""The lemma table: what the rules of ``extractors.lemmas`` get wrong about WordNet's words and the treebanks'."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from spacy.lookups import load_lookups
from spacy.vocab import Vocab

from extractors.lemmas import INFLECTIONS, LexiconLemmatizer, stripped, table_key
from parser_training.treebank import Sentence, Word
from parser_training.vectors import add_s, add_suffix, word_forms

Key = tuple[str, str]
OPEN = {"NOUN", "VERB", "PROPN", "NUM", "X", "SYM", "INTJ"}


def lemma_table(sentences: Iterable[Sentence]) -> dict[Key, str]:
    """Return the exceptions of the inflections, then those that the treebanks show beside them."""
    words = [word for sentence in sentences for word in sentence.words]
    table = inflection_exceptions(words)
    return table | treebank_exceptions(words, table) | names(words)


def names(words: Sequence[Word]) -> dict[Key, str]:
    """Return ("name", form) for the dictionary's words that the treebanks mostly write as names ("china").

    They keep their capital when a headline is respelled.
    """
    known = word_forms()
    forms = [(word.text.lower(), word) for word in words if word.text.isalpha()]
    small = Counter(form for form, word in forms if word.text.islower())
    large = Counter(form for form, word in forms if word.text[0].isupper() and word.tag in {"NNP", "NNPS", "JJ"})
    proper = {form for form, word in forms if word.text[0].isupper() and word.tag in {"NNP", "NNPS"}}
    return {
        ("name", form): ""
        for form, count in sorted(large.items())
        if form in known and (form in proper if small[form] == 0 else count > 2 and count > 1.5 * small[form])
    }


def inflection_exceptions(words: Sequence[Word]) -> dict[Key, str]:
    """Return (inflection, form) -> lemma for the forms of WordNet's lemmas that the suffix rules miss.

    Where a form has several lemmas, the treebanks' commonest wins, then the regular one, then the shortest.
    """
    counts: dict[Key, Counter[str]] = defaultdict(Counter)
    for word in words:
        if (inflection := INFLECTIONS.get(word.tag)) and word.upos in {"NOUN", "VERB", "AUX", "ADJ", "ADV"}:
            counts[inflection, word.text.lower()][word.lemma.lower()] += 1
    table = {}
    lemmas, irregular = inflected_forms()
    for key in sorted(lemmas.keys() | counts.keys()):
        rule = stripped(key[1], key[0])
        known = sorted(lemmas.get(key, ())) or sorted(lemma for lemma, count in counts[key].items() if count > 1)
        if known:
            best = min(known, key=lambda lemma: (-counts[key][lemma], lemma != rule, len(lemma), lemma))
            if best != rule:
                table[key] = best
    return table | {("irregular", form): "" for form in irregular}


def inflected_forms() -> tuple[dict[Key, set[str]], list[str]]:
    """Return (inflection, form) -> lemmas of WordNet, and the irregular pasts that are no verb's base form."""
    tables = load_lookups("en", ["lemma_index", "lemma_exc"])
    index, exceptions = tables.get_table("lemma_index"), tables.get_table("lemma_exc")
    forms: dict[Key, set[str]] = defaultdict(set)
    irregular: dict[str, set[str]] = defaultdict(set)
    for pos in ("noun", "verb", "adj", "adv"):
        for form, bases in exceptions[pos].items():
            for inflection in _inflections(pos, form):
                forms[inflection, form].update(bases[:1])
                irregular[inflection].add(bases[0])
    for noun in filter(str.isalpha, index["noun"]):
        if noun not in irregular["plural"]:
            forms["plural", add_s(noun)].add(noun)
        if noun.endswith("s"):
            forms["plural", noun].add(noun)
    verbs = set(filter(str.isalpha, index["verb"]))
    for verb in sorted(verbs):
        forms["third", add_s(verb)].add(verb)
        for inflection, suffix in (("past", "ed"), ("ing", "ing")):
            forms[inflection, add_suffix(verb, suffix)].add(verb)
    for adjective in filter(str.isalpha, index["adj"]):
        for inflection, suffix in (("comparative", "er"), ("superlative", "est")):
            if len(adjective) < 7 and not adjective.endswith(("ed", "ing", "al", "ic", "er", "an", "en")):
                forms[inflection, add_suffix(adjective, suffix)].add(adjective)
    pasts = [form for inflection, form in forms if inflection == "past" and form not in verbs]
    return forms, sorted(form for form in pasts if not form.endswith("ed"))


def _inflections(pos: str, form: str) -> list[str]:
    if pos == "verb":
        return ["ing" if form.endswith("ing") else "third" if form.endswith("s") else "past"]
    if pos == "noun":
        return ["plural"]
    return ["superlative" if form.endswith("st") else "comparative"]


def treebank_exceptions(words: Sequence[Word], table: dict[Key, str]) -> dict[Key, str]:
    """Return (part of speech, form) -> lemma where the treebanks mostly disagree with table and rules."""
    lemmatizer = LexiconLemmatizer(Vocab(), table)
    counts: dict[Key, Counter[str]] = defaultdict(Counter)
    given: dict[Key, Counter[str]] = defaultdict(Counter)
    for word in words:
        if word.upos == "VERB" and word.lemma != word.lemma.lower():
            continue
        key = table_key(word.upos, word.tag), word.text.lower().replace("’", "'")
        counts[key][word.lemma] += 1
        given[key][lemmatizer.lemma(word.text, word.upos, word.tag)] += 1
    result = {}
    known = word_forms()
    for (part, form), lemmas in sorted(counts.items()):
        if part == "VERB" and form in known:
            continue  # slips of annotation (fled: "flead")
        best, count = min(lemmas.items(), key=lambda item: (-item[1], item[0]))
        least = 2 if part in OPEN else 1
        wrong = sum(given[part, form].values()) - given[part, form][best]
        if count >= least and count > 0.7 * sum(lemmas.values()) and wrong > count / 2:
            result[part, form] = best
    return result
