"""Whether a text is Arabic at all: the reader has learnt nothing else."""

import re

LETTER = re.compile(r"[^\W\d_]")
ARABIC_SCRIPT = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
#: Letters that Persian, Urdu, Pashto and Kurdish are full of and Arabic does without.
NEIGHBOURS = re.compile(
    "[\N{ARABIC LETTER PEH}\N{ARABIC LETTER TCHEH}\N{ARABIC LETTER GAF}\N{ARABIC LETTER JEH}"
    "\N{ARABIC LETTER TTEH}\N{ARABIC LETTER DDAL}\N{ARABIC LETTER RREH}"
    "\N{ARABIC LETTER NOON GHUNNA}\N{ARABIC LETTER YEH BARREE}\N{ARABIC LETTER HEH GOAL}"
    "\N{ARABIC LETTER AE}\N{ARABIC LETTER OE}\N{ARABIC LETTER YEH WITH SMALL V}"
    "\N{ARABIC LETTER LAM WITH SMALL V}\N{ARABIC LETTER VEH}\N{ARABIC LETTER RREH}]"
)
ARTICLE = re.compile(
    r"\b\N{ARABIC LETTER WAW}?[\N{ARABIC LETTER BEH}\N{ARABIC LETTER KAF}\N{ARABIC LETTER FEH}]?"
    r"\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}\w"
)
WORD = re.compile(r"\w+")

#: Fewer letters of the Arabic script than this share: another language.
SCRIPT_SHARE = 0.2
#: More of its neighbours' letters than this share, and fewer words with the article: another one.
NEIGHBOUR_SHARE = 0.01
ARTICLE_SHARE = 0.1

#: The language code of a text that is not Arabic (ISO 639).
UNDETERMINED = "und"
NO_LETTERS = "The text has no letters: nothing was read."
OTHER_SCRIPT = "The text is hardly in Arabic letters: Riwaya reads Arabic only, nothing was read."
OTHER_LANGUAGE = (
    "The text is in Arabic letters but looks like another language (Persian, Urdu, Kurdish…): "
    "Riwaya reads Arabic only, nothing was read."
)


def not_arabic(text: str) -> str | None:
    """Why a text isn't Arabic, as a note for people; None when it is Arabic."""
    letters = len(LETTER.findall(text))
    script = len(ARABIC_SCRIPT.findall(text))
    if not letters:
        return NO_LETTERS
    if script < SCRIPT_SHARE * letters:
        return OTHER_SCRIPT
    if len(NEIGHBOURS.findall(text)) >= max(3, NEIGHBOUR_SHARE * script):
        words = sum(1 for _ in WORD.finditer(text))
        articles = sum(1 for _ in ARTICLE.finditer(text))
        if articles < ARTICLE_SHARE * words:
            return OTHER_LANGUAGE
    return None
