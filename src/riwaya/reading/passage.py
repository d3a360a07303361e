"""A raw text made ready for the reader: clean words with sentence and quotation numbers."""

from bisect import bisect_left
from dataclasses import dataclass

from riwaya.text.clean import CleanText, clean
from riwaya.text.layout import Part, blocks_of
from riwaya.text.quotations import Quotation, quotations_of
from riwaya.text.sentences import sentences_of
from riwaya.text.words import Word, words_of

#: Shorter stretches between quotation marks are names and scare quotes, not speech.
SPEECH_WORDS = 4


@dataclass(frozen=True, slots=True)
class Passage:
    """Per word: its sentence number and the number of the speech it stands in (0: none)."""

    clean: CleanText
    words: list[Word]
    #: Sentences to read, as word ranges; those of repeated blocks are left out.
    sentences: list[range]
    sentence_of: list[int]
    quotation_of: list[int]
    #: Whether a word stands inside quotation marks at all, scare quotes included.
    quoted: list[bool]


def passage_of(raw: str) -> Passage:
    """Clean, split and number a raw text."""
    cleaned = clean(raw)
    words = words_of(cleaned.text)
    sentences = sentences_of(words, cleaned.text)
    sentence_of = [0] * len(words)
    for number, sentence in enumerate(sentences):
        for index in sentence:
            sentence_of[index] = number
    repeated = {
        index
        for block in blocks_of(words, cleaned.text)
        if block.part == Part.REPEAT
        for index in block.words
    }
    read = [sentence for sentence in sentences if sentence.start not in repeated]
    stretches = quoted_stretches(words, quotations_of(cleaned.text))
    quoted = [False] * len(words)
    for stretch in stretches:
        quoted[stretch.start : stretch.stop] = [True] * len(stretch)
    speech = number_speech(words, stretches)
    return Passage(cleaned, words, read, sentence_of, speech, quoted)


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
