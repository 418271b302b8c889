"""Words and punctuation of a text, cut as Universal Dependencies English (EWT) cuts them.

Kept whole: "1,500", "3.5", "9/11", "2023-06-24", "20th", "U.S.", "Mr.", "AT&T", "O'Brien", web addresses, and words
with a prefix that is no word alone ("co-founder", "pre-war"). Cut: "do|n't", "can|not", "Moscow|'s", "US|-|led",
"1914|–|18", "and|/|or", "$|20". Other languages: words are runs of letters with their marks; Chinese goes by character.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from timeline.language.lexicon import read
from timeline.model import Span

# Letters and digits as `\w`, and the vowel signs and joiners of scripts that write with them, which `\w` lacks.
_MARKS: Final = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ece"
    "\u0f71-\u0f84\u0f90-\u0fbc\u102b-\u103e\u17b4-\u17d3\u200c\u200d\u20d0-\u20ff"
)
_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_PARTS: Final = r"""
    (?!(?i:CUT)|(?:ABBREVIATIONS)\.)[A-Za-z]++(?=[ ,;)"\n])
  | [,"()]
  | \.(?![\w.+-])
  | (?:https?://|www\.)[^\s<>"”]{0,2000}[\w/]
  | [\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}
  | (?<=\w)[nN]['’][tT]\b
  | (?<=[\w.)\]"”])['’](?:s|re|ve|ll|d|m|S)\b
  | ['’]\d\ds?\b
  | (?:[^\W\d_]\.){2,}
  | (?<!\w)(?:ABBREVIATIONS)\.
  | (?<!\w)[A-Z]\.(?=\s*\S)
  | (?<!\w)[bcdfr]\.(?=\s*\d)
  | (?:\d{4}-\d\d?-\d\d?|\d\d?-\d\d?-\d{4})\b
  | \d++(?:[.,:/]\d++)*+(?:(?=(?i:UNITS)\b)|(?:WORD)?)
  | [A-Z]{1,5}&[A-Z]{1,5}\b
  | (?<!\w)(?i:NEGATED)(?=[nN]['’][tT]\b)
  | (?<!\w)(?i:CUT)
  | (?<!\w)(?i:PREFIXES)-WORD
  | [HAN]
  | WORD(?:['’](?!(?:s|re|ve|ll|d|m|S)\b)WORD)*(?:\.(?:TOP)\b)?
  | [:;]-?[()DP](?!\w)
  | --+ | \.\.+ | [!?]+ | ([=*~\#<>+|_])\1+
  | \S
"""
_WORD: Final = rf"[^\W{_HAN}]++(?:[{_MARKS}]++[^\W{_HAN}]*+)*+"


def tokenize(text: str, start: int, end: int) -> list[Span]:
    """Spans of the words and punctuation marks of `text[start:end]`, in order; nothing but white space is left out.

    `end` should be the end of a sentence: "B." is an initial before another word, else a word and a full stop.

    >>> text = "Moscow's U.S.-based critics didn't pay $1,500."
    >>> [span.of(text) for span in tokenize(text, 0, len(text))]
    ['Moscow', "'s", 'U.S.', '-', 'based', 'critics', 'did', "n't", 'pay', '$', '1,500', '.']
    """
    return [Span(*found.span()) for found in _pattern().finditer(text, start, end)]


@lru_cache(1)
def _pattern() -> re.Pattern[str]:
    parts = _PARTS
    for name, words in read("en", "tokens.toml").items():
        parts = parts.replace(name.upper(), "|".join(words))
    return re.compile(parts.replace("WORD", _WORD).replace("HAN", _HAN), re.VERBOSE)
