"""Spellings folded for matching, never for display.

Newsrooms write the hamza, the dots of the final yeh and the digits unevenly: «مسؤول» and «مسئول»,
«على» and «علي», «٢٠» and «20» are one word each. A text and a table are folded alike and then
compared; offsets are not kept, so nothing folded is ever shown.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

ALEF = "\N{ARABIC LETTER ALEF}"
WAW = "\N{ARABIC LETTER WAW}"
YEH = "\N{ARABIC LETTER YEH}"
HEH = "\N{ARABIC LETTER HEH}"
KAF = "\N{ARABIC LETTER KAF}"
TEH_MARBUTA = "\N{ARABIC LETTER TEH MARBUTA}"
WAW_HAMZA = "\N{ARABIC LETTER WAW WITH HAMZA ABOVE}"
YEH_HAMZA = "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}"

SEATS = {
    "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}": ALEF,
    "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}": ALEF,
    "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}": ALEF,
    "\N{ARABIC LETTER ALEF WASLA}": ALEF,
    WAW_HAMZA: WAW,
    YEH_HAMZA: YEH,
}
LETTERS = {
    "\N{ARABIC LETTER ALEF MAKSURA}": YEH,
    "\N{ARABIC LETTER FARSI YEH}": YEH,
    "\N{ARABIC LETTER KEHEH}": KAF,
}
MARKS = {
    "\N{ARABIC PERCENT SIGN}": "%",
    "\N{NO-BREAK SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " ",
    "\N{THIN SPACE}": " ",
    "\N{SUPERSCRIPT TWO}": "2",
    "\N{SUPERSCRIPT THREE}": "3",
}
DIGITS = {
    chr(ord(zero) + value): str(value)
    for zero in ("\N{ARABIC-INDIC DIGIT ZERO}", "\N{EXTENDED ARABIC-INDIC DIGIT ZERO}")
    for value in range(10)
}
#: Diacritics with the Koranic signs, the tatweel, the soft hyphen and characters of no width.
DROPPED = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\N{ARABIC TATWEEL}\N{SOFT HYPHEN}\N{ARABIC LETTER MARK}\ufeff"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2069]"
)
PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
#: The hamza before a long u sits on either seat: «مسؤول», «مسئول», «شؤون», «شئون».
HAMZA_BEFORE_WAW = (YEH_HAMZA + WAW, WAW + WAW)

FOLDED = str.maketrans({**SEATS, **LETTERS, **MARKS, **DIGITS})
#: Letters of a word at most that is remembered: a few words come again and again.
REMEMBERED = 40


def fold(text: str, *, ta_marbuta: bool = False) -> str:
    """`text` as it is compared: spelling variants gone; with `ta_marbuta`, «ة» is «ه» as well."""
    if len(text) <= REMEMBERED:
        return _fold_word(text, ta_marbuta)
    return _fold(text, ta_marbuta)


def _fold(text: str, ta_marbuta: bool) -> str:  # noqa: FBT001 (private, called by position)
    text = PRESENTATION.sub(lambda found: normalize("NFKC", found[0]), text)
    text = DROPPED.sub("", text).replace(*HAMZA_BEFORE_WAW).translate(FOLDED)
    return text.replace(TEH_MARBUTA, HEH) if ta_marbuta else text


_fold_word = lru_cache(maxsize=50_000)(_fold)
