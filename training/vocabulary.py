"""Cut the base vocabulary by script, never by the texts seen.

Kept: pieces of Arabic letters (those that Arabic itself uses and its neighbours' loan letters),
digits, punctuation, and Latin pieces of at most two letters. Cleaning has folded the rest away.
"""

import json
import re
from pathlib import Path

from tokenizers import Tokenizer, models, pre_tokenizers

SPECIALS = ["<s>", "<pad>", "</s>", "<unk>"]
MARK = "\N{LOWER ONE EIGHTH BLOCK}"
ARABIC = (
    "\N{ARABIC LETTER HAMZA}-\N{ARABIC LETTER GHAIN}\N{ARABIC LETTER FEH}-\N{ARABIC LETTER YEH}"
    "\N{ARABIC LETTER PEH}\N{ARABIC LETTER TCHEH}\N{ARABIC LETTER VEH}\N{ARABIC LETTER GAF}"
    "\N{ARABIC LETTER JEH}"
)
KEPT = re.compile(
    f"{MARK}?(?:[{ARABIC}]*|[0-9]*|[A-Za-z]{{0,2}}|[!-/:-@\\[-`{{-~]*|"
    "[\N{ARABIC COMMA}\N{ARABIC SEMICOLON}\N{ARABIC QUESTION MARK}"
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    "\N{EN DASH}\N{EM DASH}\N{LEFT SINGLE QUOTATION MARK}-\N{DOUBLE LOW-9 QUOTATION MARK}"
    "\N{HORIZONTAL ELLIPSIS}\N{BULLET}]*)"
)


def cut(tokenizer_json: Path) -> tuple[list[int], Tokenizer]:
    """The kept ids of the base vocabulary in order, and a tokenizer over them."""
    vocabulary = json.loads(tokenizer_json.read_text("utf-8"))["model"]["vocab"]
    kept = [
        number
        for number, (piece, _) in enumerate(vocabulary)
        if piece in SPECIALS or KEPT.fullmatch(piece)
    ]
    pieces = [(str(vocabulary[number][0]), float(vocabulary[number][1])) for number in kept]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=SPECIALS.index("<unk>")))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=MARK, prepend_scheme="always")
    return kept, tokenizer
