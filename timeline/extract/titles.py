"""Titles that read like headlines: who did what, or what it was, without its date and what hangs loose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.extract.gaps import end_of_clause, parallel
from timeline.extract.predicates import BEFORE_GLUE, spelled, verb_of
from timeline.extract.telling import Sentence, words
from timeline.language.noun_groups import TIME
from timeline.model import Span, Status

LONGEST = 80
_ENOUGH = 18  # characters after which a title may end at a comma
_LEADING = re.compile(
    r"^(?:(?:and|but|or|that|which|who|when|where|while|as|because|although|though|if|then|so|however|also|in|on|at|by|for|"
    r"with|during|since|after|before|until|from|to|und|et|y|als|wo|le|am|im|el)\b[\s,]*|[\s,;:—–\-(.\"“”‘’'•*]+)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:[\s,;:—–\-(.!?\"“”‘’'\[]|\b(?:and|but|or|that|which|who|in|on|at|by|of|the|a|an|during|since|after|before|until|"
    r"from|to|between|with|for|when|as|early|late|about|around|exactly|only|only just|und|am|im|in der|le|en)\b)+$",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"\s*\b(?:in|on|at|by|from|to|until|since|during|before|after|between|around|about|of|for|late in|early in|"
    r"throughout|no later than|am|im|seit|le|en|el|il|nel|dal|al|w|we|od|do|po|у|в|з|до|на|с|от"
    r"|(?:l|nell|dall|all|d)[’'])\s*$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_DANGLING = ("ADP", "DET", "CCONJ", "SCONJ", "AUX", "PUNCT", "SYM")
_DANGLING_WORDS = frozenset([
    "to", "his", "her", "its", "their", "who", "which", "not", "following", "well", "only", "even", "just",
])  # fmt: skip
_BEFORE_TIME = frozenset([
    "in", "on", "at", "by", "from", "to", "until", "till", "since", "during", "before", "after", "between", "around",
    "about", "the", "early", "late", "mid", "of", "and", "or", "as", "through", "throughout", "over", "for", "this",
    "that", "only", "exactly", "just", "shortly", "year", "years",
])  # fmt: skip
_HANGING = frozenset([
    "to", "ing", "that", "by", "from", "into", "ed", "in", "of", "at", "for", "on", "with", "against",
])  # fmt: skip
_PARTICLES = frozenset(["on", "off", "up", "out", "down", "over", "in", "through"])
_STOPS = frozenset([*";:—–…(", "--", "where"])
_PAIRED = frozenset([",", "both", "either", "between"])  # before "and", which belongs to them


def title_of(text: str, span: Span, times: Sequence[Span] = (), subject: str = "") -> str:
    """The wording as a title of at most 80 characters: a capital first, no dates, no full stop; never empty.

    >>> text = "and on 4 August the Assembly abolished feudal dues,"
    >>> title_of(text, Span(0, len(text)), [Span(7, 15)])
    'The Assembly abolished feudal dues'
    """
    bare = _without(text, span, times)
    bare = re.sub(r"\(\s*[-–—,]?\s*\)|\[\d*\]", " ", bare)
    bare = " ".join(bare.split())
    bare = _TRAILING.sub("", _LEADING.sub("", bare)) or bare
    if subject and not bare.startswith(subject):
        bare = f"{subject} {bare}"
    bare = re.sub(r"\s+([,;:.!?)])", r"\1", " ".join(bare.split()))
    bare = re.sub(r"([,;:])\1+", r"\1", bare)
    shown = _shortened(bare) or " ".join(span.of(text).split())[:LONGEST] or "?"
    return shown[0].upper() + shown[1:]


def clause_title(s: Sentence, n: int, subject: str, status: Status) -> str:
    """Who did what: the subject, the verb in its simple form, and what follows as far as 80 characters go.

    `subject` is the wording of the subject, "" where there is none.
    """
    clause = s.clauses[n]
    end = _end(s, n)
    tokens = list(range(clause.head + 1, end))
    rest = _kept(s, tokens)
    if not subject and clause.finite and not clause.passive and not clause.joined and rest:
        if s.lemmas[n] in words().echoes and s.tagged.labels[rest[0]] != "ADP":
            return noun_title(s, clause.head + 1, end)  # "1950 saw the founding of the town"
        if s.lemmas[n] in words().begins and s.tagged.labels[rest[0]] != "ADP":
            return _fitted(s, noun_title(s, clause.head + 1, clause.end), [clause.head])  # "in May began the siege"
    if rest and s.tagged.labels[rest[0]] == "CCONJ" and not s.tagged.labels[rest[0] + 1].startswith(("VERB", "AUX")):
        rest = []  # "were repulsed and a campaign succeeded"
    if not rest and _leads_on(s, n):
        rest = _kept(s, list(range(clause.head + 1, _end(s, n + 1))))
    rest = [*_object_before(s, n, rest), *rest]
    front = " ".join(x for x in (_ARTICLE.sub("", subject), verb_of(s, n, subject, status)) if x)
    return _fitted(s, front, rest) or title_of(s.text, s.range(clause.group[0], end))


def _leads_on(s: Sentence, n: int) -> bool:
    """ "Invaded and occupied the islands": whether the next verb follows at once, with the object of both."""
    clause, after = s.clauses[n], s.clauses[n + 1] if n + 1 < len(s.clauses) else None
    if after is None or not clause.finite or clause.passive or after.subject is not None:
        return False
    return after.joined == "and" and after.head == clause.head + 2 and after.governor == n


def _object_before(s: Sentence, n: int, rest: Sequence[int]) -> Sequence[int]:
    """ "The expedition that the Persians had mounted there": the object of a verb that stands before its clause."""
    clause, t = s.clauses[n], s.tagged
    if clause.subject is None or clause.passive or clause.joined not in ("that", "which", "whom"):
        return []
    marked = t.labels[clause.begin].startswith("PRON") and clause.subject[0] == clause.begin + 1
    told = s.lemmas[clause.governor] in words().reporting | words().thinking if clause.governor >= 0 else True
    if not marked and (told or clause.subject[0] != clause.begin or t.small[clause.begin - 1] == ","):
        return []
    group = s.group_at(clause.begin - 1 if t.small[clause.begin - 1] != "," else clause.begin - 2)
    has_object = bool(rest) and t.labels[rest[0]].startswith(("DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON"))
    if group is None or has_object:
        return []
    return _kept(s, list(range(s.groups[group].begin, s.groups[group].end)))


def gap_title(s: Sentence, n: int, subject: str, begin: int, end: int) -> str:
    """ "Hama fell" of "Aleppo fell on Saturday, Hama on Thursday"; what parallels an object follows the verb."""
    noun, stands = _ARTICLE.sub("", wording(s, begin, end)), parallel(s, n, begin)
    has_object = stands is not None and (not s.clauses[n].passive or s.tagged.labels[stands[0]] == "ADP")
    if stands is not None and s.tagged.labels[stands[0]] == "ADP":
        noun = f"{s.tagged.small[stands[0]]} {wording(s, begin, end)}"
    verb = verb_of(s, n, subject, "happened")
    parts = [_ARTICLE.sub("", subject), verb, noun] if has_object else [noun, verb]
    title = " ".join(part for part in parts if part)[:LONGEST]
    return title[:1].upper() + title[1:]


def noun_title(s: Sentence, begin: int, end: int) -> str:
    """What it was: the noun group with what belongs to it, without its article and its date."""
    kept = _kept(s, list(range(begin, end)), stops=False)
    while len(kept) > 1 and (s.tagged.labels[kept[0]] == "DET" or s.tagged.small[kept[0]] in ("'s", "’s", ",")):
        kept = kept[1:]
    return _fitted(s, "", kept) or title_of(s.text, s.range(begin, end))


def wording(s: Sentence, begin: int, end: int) -> str:
    """Tokens as they are written, in one line and without dates."""
    return spelled(s, _kept(s, list(range(begin, end))))


def _end(s: Sentence, n: int) -> int:
    """Where what belongs to a verb ends: with the verbs that hang on it ("began to retreat to the river")."""
    end = end_of_clause(s, n)
    if end < s.clauses[n].end:
        return end
    for k in range(n + 1, min(n + 5, len(s.clauses))):
        if not _hangs(s, k, n) or s.tagged.labels[s.clauses[k].begin] == "PUNCT":
            break
        end = s.clauses[k].end
    return end


def _hangs(s: Sentence, k: int, n: int) -> bool:
    """Whether clause `k` belongs to the words of clause `n`: "to try and get Russians to spy"."""
    after = s.clauses[k]
    if not n <= after.governor < k:
        return False
    joined = after.joined in ("and", "or") and not after.finite and s.clauses[after.governor].joined == "to"
    return joined or after.joined in _HANGING


def _kept(s: Sentence, tokens: Sequence[int], stops: bool = True) -> list[int]:
    """Tokens without dates and the small words before them, without brackets, up to a mark that ends the thought."""
    out: list[int] = []
    t, depth = s.tagged, 0
    for k in tokens:
        word, label = t.small[k], t.labels[k]
        if word in ("(", "["):
            depth += 1
        elif word in (")", "]"):
            depth = max(0, depth - 1)
        elif depth or (label == "PUNCT" and word in '"“”«»*•`'):
            continue
        elif label == TIME:
            if (k == 0 or t.labels[k - 1] != TIME) and not _is_inside(s, k):
                _drop_loose(s, out)
        elif out and word in ("'s", "’s") and t.labels[k - 1] == TIME:
            continue
        elif stops and word in _STOPS and not (k > 0 and t.spans[k - 1].end == t.spans[k].start and word in "-–"):
            break
        else:
            out.append(k)
    return out


def _is_inside(s: Sentence, k: int) -> bool:
    """A date that stands before its noun: "between present-day Ukraine and the 1968 “Prague Spring”"."""
    group, t = s.group_at(k), s.tagged
    if k > 0 and t.small[k - 1] == "of" and not t.small[k].isdigit():
        after = next((n for n in range(k, len(t.labels)) if t.labels[n] != TIME), k)
        if t.labels[after].startswith(("NOUN", "PROPN", "ADJ")) and not any(w.isdigit() for w in t.small[k:after]):
            return True  # "took advantage of recent defeats"
    quoted = k > 0 and t.labels[k - 1] == "DET" and t.small[k + 1 : k + 2] in (("“",), ('"',), ("‘",))
    return quoted or (group is not None and t.labels[s.groups[group].end - 1] != TIME)


def _drop_loose(s: Sentence, out: list[int]) -> None:
    """Takes the words off that led to a date: "at the end of", "from"."""
    t, led = s.tagged, False
    while out and (t.small[out[-1]] in _BEFORE_TIME or t.small[out[-1]] == ","):
        if led and t.small[out[-1]] in ("on", "in", "by", "through", "over"):
            break  # "went on since June": the verb's own
        led = led or t.labels[out[-1]] == "ADP"
        of = t.small[out.pop()] == "of"
        if of and out and t.small[out[-1]] in words().edges:
            out.pop()
        elif of:
            break


def _fitted(s: Sentence, front: str, rest: Sequence[int]) -> str:
    """Front and as many tokens as fit, ended where a phrase ends; else cut, with "…"; a capital first."""
    end, is_whole = _room(s, front, rest)
    kept = _closed(s, rest[:end], rest)
    while kept and not front and s.tagged.labels[kept[0]] == "PUNCT":
        kept = kept[1:]
    full = " ".join(x for x in (front, spelled(s, kept)) if x)
    full = BEFORE_GLUE.sub("", full).strip(" ,;:-–—.'\"")
    if not is_whole or len(full) > LONGEST:
        cut = full if len(full) < LONGEST else full[:LONGEST].rpartition(" ")[0] or full[: LONGEST - 1]
        full = cut.rstrip(" ,;:-–—.'\"") + "…"
    return full[:1].upper() + full[1:]


def _room(s: Sentence, front: str, rest: Sequence[int]) -> tuple[int, bool]:
    """How many tokens fit behind the front, and whether what they say is whole."""
    t, length = s.tagged, len(front)
    for n, k in enumerate(rest):
        loose = t.small[k] == "," and (length >= _ENOUGH or (n == 0 and " " in front))
        if loose and not _lists(s, rest, n) and not _waits(s, rest, n):
            return n, True
        length += len(t.words[k]) + 1
        if length > LONGEST + 1:
            whole = next((m for m in range(n, 1, -1) if _opens_phrase(s, rest[m]) and _is_whole(s, rest, m)), None)
            return (n, False) if whole is None else (whole, True)
    return len(rest), True


def _waits(s: Sentence, rest: Sequence[int], n: int) -> bool:
    """Whether a noun must follow over an aside: "faced few, but tenacious, soldiers", "in sustained, if mild, war"."""
    labels = [s.tagged.labels[k] for k in rest[max(0, n - 2) : n]]
    qualifies = labels[-1:] == ["VERB.VBN"] and labels[0] in ("ADP", "DET")
    return bool(labels) and (qualifies or labels[-1].startswith(("ADJ", "NUM", "DET")))


def _closed(s: Sentence, kept: Sequence[int], rest: Sequence[int]) -> Sequence[int]:
    """Without the small words at the end that led to what is left out."""
    t = s.tagged
    while kept and (_dangles(t.labels[kept[-1]], t.small[kept[-1]]) or t.small[kept[-1]] in _DANGLING_WORDS):
        if len(kept) == 1 and t.small[kept[0]] in _PARTICLES and not _has_object(s, rest):
            break
        kept = kept[:-1]
    return _without_bare(s, kept)


def _dangles(label: str, word: str) -> bool:
    return label.startswith(_DANGLING) and word != "%"


def _without_bare(s: Sentence, kept: Sequence[int]) -> Sequence[int]:
    """Not "beat off a much larger": an article at the end without its noun, and what stands between."""
    k, t = len(kept), s.tagged
    while k and t.labels[kept[k - 1]].startswith(("ADJ", "ADV")):
        k -= 1
    return kept[: k - 1] if 1 < k < len(kept) and t.small[kept[k - 1]] in ("a", "an") else kept


def _has_object(s: Sentence, rest: Sequence[int]) -> bool:
    """Whether a noun follows a small word: "broke off the talks", not "broke off only when"."""
    return any(s.tagged.labels[k].startswith(("DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON")) for k in rest[1:2])


def _lists(s: Sentence, rest: Sequence[int], n: int) -> bool:
    """Whether a comma parts the names of a list ("Budapest, Prague and Zagreb")."""
    t = s.tagged
    ahead = rest[n + 1 : n + 6]
    if ahead and t.labels[ahead[0]] == "CCONJ" and not any(t.small[k] == "," for k in rest[:n]):
        return False  # "was divided into zones, and a rump"
    return any(t.labels[k] == "CCONJ" for k in ahead) and not any(
        t.labels[k].startswith(("VERB", "AUX", "PRON")) for k in ahead
    )


def _opens_phrase(s: Sentence, k: int) -> bool:
    t = s.tagged
    if t.labels[k] in ("VERB.VBN", "VERB.VBG"):
        return t.labels[k - 1].startswith(("NOUN", "PROPN"))
    return t.labels[k] in ("ADP", "SCONJ", "CCONJ") or t.small[k] in ("to", "which", "who", "that", ",")


def _is_whole(s: Sentence, rest: Sequence[int], n: int) -> bool:
    """Whether what stands before `rest[n]` can do without it: not "at the Battle | of X", "the town held | by X"."""
    t = s.tagged
    last = rest[n - 1]
    if t.small[rest[n]] == "that" and t.labels[rest[n]] == "SCONJ":
        return False  # "warned the king | that"
    if t.labels[last].startswith(("VERB", "ADJ", "SYM", "ADV", "AUX", "DET", "ADP", "PART")):
        return False
    if t.labels[rest[n]] == "CCONJ" and any(t.labels[k] == "SCONJ" for k in rest[:n]):
        return False  # "as the town | and the port were taken"
    near = {t.small[k] for k in rest[max(0, n - 7) : n]}
    if (t.small[rest[n]] == "," and _lists(s, rest, n)) or (t.labels[rest[n]] == "CCONJ" and near & _PAIRED):
        return False  # within a list
    if t.labels[last].startswith("NUM") and (t.small[rest[n]] == "of" or t.labels[rest[n]].startswith(("NOUN", "SYM"))):
        return False
    if t.labels[last].startswith("PROPN") and n + 1 < len(rest) and t.labels[rest[n + 1]].startswith("PROPN"):
        return t.small[rest[n]] not in ("of", "to", "for")  # within a name
    if t.small[rest[n]] == "of":
        group = s.group_at(last)
        before = s.groups[group].begin - 1 if group is not None else last - 1
        return not (before >= 0 and t.labels[before] == "ADP")
    return not (t.labels[rest[n]] == "CCONJ" and n + 1 < len(rest) and t.labels[rest[n + 1]].startswith("ADJ"))


def _without(text: str, span: Span, times: Sequence[Span]) -> str:
    """The wording with its dates and the prepositions before them cut out."""
    out, at = "", span.start
    for time in sorted(times):
        if time.start < at or time.end > span.end:
            continue
        out += _LOOSE.sub(" ", text[at : time.start])
        at = time.end
    return out + text[at : span.end]


def _shortened(bare: str) -> str:
    """At most 80 characters, cut at a comma or a word."""
    if len(bare) <= LONGEST:
        return bare
    cut = bare[: LONGEST + 1]
    comma = max(cut.rfind(", "), cut.rfind("; "), cut.rfind(" – "))
    cut = cut[:comma] if comma > LONGEST // 2 else cut[: cut.rfind(" ")] if " " in cut else cut[:LONGEST]
    return _TRAILING.sub("", cut) or cut[:LONGEST]
