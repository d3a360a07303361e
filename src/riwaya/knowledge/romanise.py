"""Arabic words -> Latin letters as newspapers write them: «الجفرة» becomes al-Jafra.

Print leaves the short vowels out. Where three consonants would meet, or two at an end of a word,
an «a» is put between them so that the word can be said; it is a reading aid, never a fact.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from riwaya.errors import BadTable
from riwaya.knowledge.tables import read_table, shipped

KINDS = ("consonant", "long", "weak", "seat", "end", "vowel", "double", "none")
ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
LAM = "\N{ARABIC LETTER LAM}"
#: Prefixes before the article, and what they are called.
PREFIXES = {
    "\N{ARABIC LETTER WAW}": "wa-",
    "\N{ARABIC LETTER BEH}": "bi-",
    "\N{ARABIC LETTER KAF}": "ka-",
    "\N{ARABIC LETTER FEH}": "fa-",
}
SHADDA_LATE = re.compile("([\u064b-\u0650])(\N{ARABIC SHADDA})")
WORD = re.compile("[\u0620-\u065f\u066e-\u06d3\u06fa-\u06ff]+")
#: Letters longer than this aren't romanised: no name is.
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Sound:
    """A piece of a romanised word: its letters and whether it is a vowel."""

    latin: str
    vowel: bool


@cache
def letters() -> dict[str, tuple[str, str]]:
    """Latin and kind by Arabic letter, from data/letters.tsv."""
    rows = read_table(
        shipped("letters.tsv"), columns=("letter", "latin", "kind"), may_be_empty=("latin",)
    )
    for row in rows:
        if row["kind"] not in KINDS:
            raise BadTable(f"{row.where}: unknown kind {row['kind']!r}; known: {', '.join(KINDS)}")
    return {row["letter"]: (row["latin"], row["kind"]) for row in rows}


def romanise(phrase: str) -> str:
    """The phrase with each Arabic word in Latin letters; everything else as it stands."""
    return WORD.sub(lambda found: romanise_word(found[0]), phrase)


def romanise_word(word: str) -> str:
    """One word, capitalised after its article."""
    prefix, stem = _split(word[:LONGEST])
    sounds = list(_vowelled(list(_sounds(stem))))
    latin = "".join(sound.latin for sound in sounds).rstrip("'")
    first = next((i for i, letter in enumerate(latin) if letter.isalpha() and letter != "ʿ"), 0)
    return prefix + latin[:first] + latin[first : first + 1].upper() + latin[first + 1 :]


def _split(word: str) -> tuple[str, str]:
    """The article, with a preposition or conjunction grown on it, and the rest."""
    for letter, latin in PREFIXES.items():
        if word.startswith(letter + ARTICLE) and len(word) > len(ARTICLE) + 3:
            return f"{latin}al-", word[3:]
    if word.startswith(LAM + LAM) and len(word) > len(ARTICLE) + 2:
        return "lil-", word[2:]
    if word.startswith(ARTICLE) and len(word) > len(ARTICLE) + 1:
        return "al-", word[2:]
    return "", word


def _sounds(word: str) -> Iterator[Sound]:
    """Consonants and vowels in order; what the table doesn't know is left out."""
    # Unicode's own order puts the shadda after the vowel that is spoken after it.
    ordered = SHADDA_LATE.sub(r"\2\1", word)
    known = [letters()[letter] for letter in ordered if letter in letters()]
    shown = [item for item in known if item[1] != "none"]
    last: Sound | None = None
    for index, (latin, kind) in enumerate(shown):
        after = shown[index + 1][1] if index + 1 < len(shown) else ""
        sound = _sound(latin, kind, last, after)
        if kind == "double":  # on the first letter it is the article's, which stays as it is
            sound = last if last is not None and not last.vowel and index > 1 else None
        if sound is not None:
            yield sound
            last = sound


def _sound(latin: str, kind: str, last: Sound | None, after: str) -> Sound | None:
    vowels_after = {"long", "end", "vowel", "double"}
    match kind:
        case "weak":
            consonant, _, vowel = latin.partition("|")
            spoken = last is None or last.vowel or after in vowels_after
            if last is not None and last.latin == vowel:  # a short vowel's mark before its letter
                return None
            return Sound(consonant, vowel=False) if spoken else Sound(vowel, vowel=True)
        case "long" | "seat" | "end" | "vowel":
            doubled = last is not None and last.vowel and last.latin == latin
            return None if doubled else Sound(latin, vowel=True)
        case _:
            return Sound(latin, vowel=False) if latin else None


def _vowelled(sounds: list[Sound]) -> Iterator[Sound]:
    """The sounds with an «a» wherever consonants can't be said together."""
    run = 0
    heard = False
    for index, sound in enumerate(sounds):
        run = 0 if sound.vowel else run + 1
        at_end = index + 1 == len(sounds)
        doubled = run > 1 and sounds[index - 1] == sound
        if not doubled and (run > 2 or (run > 1 and (at_end or not heard))):
            yield Sound("a", vowel=True)
            run, heard = 1, True
        heard = heard or sound.vowel
        yield sound
