"""Words as the search compares them: folded, without what is written onto their front.

A word is cut alike in an index and in a query. «والرقة» is «رقه» and nothing else, since the
article shows where the word begins. «بحلب» may be a word of its own, so it stays beside «حلب»;
«بغداد» is known to be one (`data/own_letters.tsv`) and is never cut.
"""

import re
from functools import cache, lru_cache
from unicodedata import normalize, ucd_3_2_0

from riwaya.knowledge.folding import ALEF, fold
from riwaya.knowledge.name_words import ABU, ARTICLE, CLITICS, FATHER, GOD, LAM, word_key
from riwaya.knowledge.tables import read_table, shipped

AND, SO, IN, TO, LIKE = CLITICS
CONJUNCTIONS = (AND, SO)
#: What a word may still lose: all, behind a conjunction, behind a preposition.
CUT: tuple[tuple[str, ...], ...] = (CLITICS, (IN, TO, LIKE), ())
#: Letters that stay at least behind a clitic, behind the article.
BEHIND_CLITIC, BEHIND_ARTICLE = 3, 2
#: «أبوظبي» is «بوظبي»; shorter words only look like it.
LEAST_WITH_ABU = 6
#: An article within a word that was written together: «ديرالزور», «Deirezzor».
INNER = re.compile(f"(?<=..){ARTICLE}(?=..)")
LATIN_INNER = re.compile(r"(?<=[a-z]{3})(?:[ae]l|[ae]([b-z])(?=\1))(?=[a-z]{3})")
LATIN_ARTICLE = re.compile(r"(?:[aeu]l|[ae]([b-z])(?=\1))(?=[a-z]{3})")
#: Written apart: «al-Bab», «Deir ez-Zor», «ash-Shaddadi».
LATIN_ARTICLES = frozenset((
    "al", "el", "ul", "ad", "ed", "adh", "edh", "an", "en", "ar", "er", "as", "es", "ash", "esh",
    "at", "et", "ath", "az", "ez",
))  # fmt: skip
NO_WORDS = LATIN_ARTICLES.union(CONJUNCTIONS)
#: What stands inside a Latin word without parting it: the hamza and the ayn of transcriptions.
INSIDE = re.compile("(?<=[^\\W\\d_])['\N{RIGHT SINGLE QUOTATION MARK}](?=[^\\W\\d_])")
#: A number in groups of three.
GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[,\N{ARABIC THOUSANDS SEPARATOR}]\d{3})+(?![\d.,])")
WORD = re.compile(r"[^\W_]+")
#: Longer stretches without a blank are no words.
LONGEST = 40


def words_of(text: str) -> list[str]:
    """The words of a text in order: folded, Latin ones without case, diacritics and articles.

    They hold letters and digits only, of those that every version of Unicode since 3.2 knows, so
    that no database parts or changes them.
    """
    text = GROUPED.sub(lambda found: re.sub(r"\D", "", found[0]), fold(text))
    words = (_word(found[0][:LONGEST]) for found in WORD.finditer(INSIDE.sub("", text)))
    # A conjunction that was written apart is no word either.
    return [word for word in words if word and word not in NO_WORDS]


@lru_cache(maxsize=50_000)
def _word(word: str) -> str:
    if not word.isascii():
        word = "".join(c for c in normalize("NFKD", word) if ucd_3_2_0.category(c)[0] in "LN")
        word = "".join(c for c in word if ucd_3_2_0.category(c) != "Lm")
    return word_key(word.casefold())


@lru_cache(maxsize=50_000)
def cuts_of(word: str) -> tuple[str, ...]:
    """The forms under which a word is found, as it stands or cut at its front or within."""
    if word.isascii():
        cuts = [word, LATIN_ARTICLE.sub("", word, count=1), LATIN_INNER.sub("", word, count=1)]
        return tuple(dict.fromkeys(cuts))
    return tuple(dict.fromkeys(form for cut in _cut(word, 0)[0] for form in _written(cut)))


@lru_cache(maxsize=50_000)
def bare_of(word: str) -> tuple[str, ...]:
    """The forms of a word behind another one that it may be written together with."""
    if word.isascii():
        return cuts_of(word)
    return tuple(dict.fromkeys(_written(_without_article(word) or word)))


def halves_of(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The forms of what stands before and behind the article within a word, mostly none."""
    found = INNER.search(word)
    if found is None:
        return (), ()
    return cuts_of(word[: found.start()]), (word[found.end() :],)


def _cut(word: str, cut: int) -> tuple[list[str], bool]:
    """The forms of a word of which a conjunction (1) or a preposition (2) is cut off already.

    And whether it is certain where the word begins.
    """
    if certain := _certain(word):
        return certain, True
    if not word.startswith(CUT[cut]):
        return [word], False
    if word.startswith(LAM + LAM) and len(word) > len(ARTICLE) + 1:
        return _after_two_lams(word), True
    rest = word[1:]
    if len(rest) < BEHIND_CLITIC and not _certain(rest):
        return [word], False
    forms, certain_rest = _cut(rest, 1 if word[0] in CONJUNCTIONS else 2)
    return (forms, True) if certain_rest else ([word, *forms], False)


def _certain(word: str) -> list[str]:
    """The one form of a word that is known to begin here, or whose article shows it."""
    if word in FATHER:
        return [ABU]
    if word in own_letters() or word == GOD:
        return [word]
    bare = _without_article(word)
    return [bare] if bare else []


def _after_two_lams(word: str) -> list[str]:
    """«للرقة» is «الرقة», whose article lost its alef; «للبنان» is «لبنان»."""
    whole = word[1:]
    if ALEF + whole == GOD:
        return [GOD]
    return [whole] if whole in own_letters() else [word[2:], whole]


def _without_article(word: str) -> str | None:
    """What stands behind the article; None where there is none."""
    if word == GOD or not word.startswith(ARTICLE) or len(word) < len(ARTICLE) + BEHIND_ARTICLE:
        return None
    return None if word in own_letters() else word[len(ARTICLE) :]


def _written(form: str) -> list[str]:
    """A form, and as it is written without the article within it, without the alef of Abu."""
    forms = [form]
    if INNER.search(form):
        forms.append(INNER.sub("", form, count=1))
    if form == ABU or (form.startswith(ABU) and len(form) >= LEAST_WITH_ABU):
        forms.append(form[1:])
    return forms


@cache
def own_letters() -> frozenset[str]:
    """Words that begin like a clitic or an article, folded."""
    return _forms("own_letters.tsv")


@cache
def passed_over() -> frozenset[str]:
    """Words that stand in every text, folded."""
    return _forms("passed_over.tsv")


def _forms(table: str) -> frozenset[str]:
    return frozenset(word_key(row["form"]) for row in read_table(shipped(table), columns=("form",)))
