"""Forms of English verbs and nouns: the word in the dictionary of a form, and the past of a verb.

Regular forms are made by rule and found again by making them: "hoped" comes from "hope", since "hop" would give
"hopped". The others stand in `en/verbs.tsv` and `en/nouns.tsv`; which words there are, in `en/lexicon.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from timeline.language.lexicon import ROOM

_EN: Final = ROOM / "en"
_DOUBLED: Final = re.compile(r"(?:qu|[^aeiou])*[aeiou][^aeiouwxy]")
_WITH_E: Final = re.compile(
    r"(?:[bcdfgkptz]l|[aeiou](?:at|it|iz|is|uc|ur|ut|id|ad|od|ak|ok|ac|ar|or|os|us|as)|[^aeiou][aiu][tsz]|[cguvz]|[rn]s|dg)$"
)
_SMALL_VERBS: Final = {
    "am": "be", "'m": "be", "is": "be", "are": "be", "'re": "be", "was": "be", "were": "be", "been": "be",
    "being": "be", "has": "have", "had": "have", "'ve": "have", "does": "do", "did": "do", "done": "do", "goes": "go",
    "'ll": "will", "wo": "will", "ca": "can", "sha": "shall", "'d": "would", "'s": "be",
}  # fmt: skip


@lru_cache(1 << 15)
def lemma(word: str, label: str) -> str:
    """The dictionary form of a word with this label of the tagger, in small letters; a proper noun stays as it is.

    >>> [lemma(*w) for w in [("invaded", "VERB.VBD"), ("lay", "VERB.VBD"), ("Treaties", "NOUN.NNS")]]
    ['invade', 'lie', 'treaty']
    """
    kind, _, form = label.partition(".")
    if kind == "PROPN":
        return word
    before, hyphen, small = word.lower().replace("’", "'").rpartition("-")
    if kind in ("VERB", "AUX"):
        small = _verb(small, form)
    elif form == "NNS" and not small[:1].isdigit():
        small = _singular(small)
    return before + hyphen + small


def past(verb: str) -> str:
    """The simple past of a verb given by its dictionary form.

    >>> [past(verb) for verb in ("invade", "go", "ban", "occupy", "admit", "panic", "found")]
    ['invaded', 'went', 'banned', 'occupied', 'admitted', 'panicked', 'founded']
    """
    known = irregular_verbs().get(verb)
    return known[0][0] if known else _past(verb)


def participle(verb: str) -> str:
    """The past participle.

    >>> participle("overthrow"), participle("sign")
    ('overthrown', 'signed')
    """
    known = irregular_verbs().get(verb)
    return known[1][0] if known else _past(verb)


@lru_cache
def irregular_verbs() -> dict[str, tuple[list[str], list[str]]]:
    """Verbs whose past no rule gives: pasts and participles, the usual one first."""
    return {verb: (pasts.split("/"), done.split("/")) for verb, pasts, done in _rows("verbs.tsv")}


@lru_cache
def lexicon() -> dict[str, str]:
    """English words and forms, each with what it can be, as letters.

    n noun, v verb, a adjective, r adverb, x auxiliary in their dictionary forms, with + in another form; D past, N past
    participle, G -ing form, Z -s form of a verb.

    >>> lexicon()["siege"], lexicon()["overthrown"]
    ('n', 'v+N')
    """
    return {word: kinds for kinds, words in _rows("lexicon.tsv") for word in words.split(" ")}


@lru_cache
def only_past() -> frozenset[str]:
    """Irregular pasts that are no dictionary form of another verb: "broke", not "found".

    >>> "broke" in only_past(), "found" in only_past()
    (True, False)
    """
    pasts = {form for forms, _ in irregular_verbs().values() for form in forms}
    return frozenset(form for form in pasts if "v" not in lexicon().get(form, "v").replace("v+", ""))


@lru_cache
def _irregular_pasts() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for verb, (pasts, participles) in irregular_verbs().items():
        for form in pasts:
            found.setdefault(("VBD", form), verb)
        for form in participles:
            found.setdefault(("VBN", form), verb)
    return found


@lru_cache
def _irregular_plurals() -> dict[str, str]:
    return {plural: noun for noun, plurals in _rows("nouns.tsv") for plural in plurals.split("/")}


def _rows(name: str) -> Iterator[list[str]]:
    lines = (_EN / name).read_text(encoding="utf-8").splitlines()
    return (line.split("\t") for line in lines if line and not line.startswith("#"))


def _verb(small: str, form: str) -> str:
    if small in _SMALL_VERBS:
        return _SMALL_VERBS[small]
    if form in ("VBD", "VBN"):
        irregular = _irregular_pasts()
        other = "VBN" if form == "VBD" else "VBD"
        return irregular.get((form, small)) or irregular.get((other, small)) or _undo(small, "ed")
    if form == "VBG":
        return _undo(small, "ing")
    return _likeliest(_without_s(small), "v") if form == "VBZ" else small


def _singular(small: str) -> str:
    return _irregular_plurals().get(small) or _likeliest(_without_s(small), "n")


def _undo(form: str, ending: str) -> str:
    """The verb of a regular form."""
    if not form.endswith(ending) or len(form) < len(ending) + 2:
        return form
    make = _past if ending == "ed" else _present_participle
    stem = form[: -len(ending)]
    doubled = [stem[:-1]] if stem[-1] == stem[-2] and _likeliest([stem, stem[:-1]], "v") != stem else []
    return _likeliest([*doubled, *(verb for verb in _stems(stem) if make(verb) == form)] or [form], "v")


def _likeliest(words: list[str], kind: str) -> str:
    """The first that the lexicon has as this kind of word, else the first."""
    known = (word for word in words if kind in lexicon().get(word, "").replace(kind + "+", ""))
    return next(known, words[0])


def _stems(stem: str) -> list[str]:
    """What a verb without -ed or -ing may be in full, the likeliest first."""
    found = [stem + "e", stem] if _WITH_E.search(stem) else [stem, stem + "e"]
    if stem.endswith(("i", "y")):
        found += [stem[:-1] + "y", stem[:-1] + "ie"]
    if stem[-1] == stem[-2:-1] or stem.endswith("ck"):
        found.insert(0, stem[:-1])
    return found


def _without_s(form: str) -> list[str]:
    """What a plural or a third person may come from, the likeliest first."""
    if not form.endswith("s") or form.endswith(("ss", "us", "is")) or len(form) < 3:
        return [form]
    if form.endswith("ies"):
        return [form[:-3] + "y", form[:-1]] if len(form) > 4 else [form[:-1]]
    if form.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        with_e = form.endswith(("uses", "ases", "oses", "izes", "ises", "nses"))
        return [form[:-1], form[:-2]] if with_e else [form[:-2], form[:-1]]
    return [form[:-1], form]


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ied"
    return _before_vowel(verb) + "ed"


def _present_participle(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return _before_vowel(verb) + "ing"


def _before_vowel(verb: str) -> str:
    if verb.endswith("c"):
        return verb + "k"
    return verb + verb[-1] if _DOUBLED.fullmatch(verb) else verb
