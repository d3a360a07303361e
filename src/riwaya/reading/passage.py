"""A raw text made ready for the reader: clean words with sentence and quotation numbers."""

from bisect import bisect_left
from dataclasses import dataclass

from riwaya.text.clean import CleanText, clean
from riwaya.text.dateline import dateline_of
from riwaya.text.layout import Part, blocks_of
from riwaya.text.quotations import Quotation, quotations_of
from riwaya.text.sentences import sentences_of
from riwaya.text.words import Word, words_of

#: Shorter stretches between quotation marks are names and scare quotes, not speech.
SPEECH_WORDS = 4


@dataclass(frozen=True, slots=True)
class Passage:
    """The words that are read, those of repeated blocks left out, and what is known of each.

    Per word: its sentence number and the number of the speech it stands in (0: none).
    """

    clean: CleanText
    words: list[Word]
    #: Sentences as word ranges, one after another.
    sentences: list[range]
    sentence_of: list[int]
    quotation_of: list[int]
    #: Whether a word stands inside quotation marks at all, scare quotes included.
    quoted: list[bool]
    headline: range
    dateline: range


def passage_of(raw: str) -> Passage:
    """Clean, split and number a raw text."""
    cleaned = clean(raw)
    words, headline = read_words(words_of(cleaned.text), cleaned.text)
    sentences = sentences_of(words, cleaned.text)
    sentence_of = [number for number, sentence in enumerate(sentences) for _ in sentence]
    stretches = quoted_stretches(words, quotations_of(cleaned.text))
    quoted = [False] * len(words)
    for stretch in stretches:
        quoted[stretch.start : stretch.stop] = [True] * len(stretch)
    return Passage(
        cleaned,
        words,
        sentences,
        sentence_of,
        number_speech(words, stretches),
        quoted,
        headline,
        dateline_of(words, cleaned.text),
    )


def read_words(words: list[Word], text: str) -> tuple[list[Word], range]:
    """The words without those of repeated blocks, and which of them are the headline."""
    kept: list[Word] = []
    headline = range(0)
    for block in blocks_of(words, text):
        if block.part == Part.REPEAT:
            continue
        if block.part == Part.HEADLINE:
            headline = range(len(block.words))
        kept += words[block.words.start : block.words.stop]
    return kept, headline


def quoted_stretches(words: list[Word], quotations: list[Quotation]) -> list[range]:
    """The outermost quotations as word ranges."""
    starts = [word.start for word in words]
    return [
        range(bisect_left(starts, quotation.start), bisect_left(starts, quotation.end))
        for quotation in quotations
        if not quotation.depth
    ]


def number_speech(words: list[Word], stretches: list[range]) -> list[int]:
    """For each word the number (from 1) of the long quotation around it, or 0."""
    numbers = [0] * len(words)
    speeches = [
        stretch
        for stretch in stretches
        if sum(words[i].text.isalnum() for i in stretch) >= SPEECH_WORDS
    ]
    for number, stretch in enumerate(speeches, 1):
        numbers[stretch.start : stretch.stop] = [number] * len(stretch)
    return numbers
