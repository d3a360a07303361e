"""A raw text made ready for the reader: clean words with sentence, quotation and block numbers."""

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
    """Per word: its sentence number and the number of the quotation it stands in (0: none)."""

    clean: CleanText
    words: list[Word]
    #: Sentences to read, as word ranges; those of repeated blocks are left out.
    sentences: list[range]
    sentence_of: list[int]
    quotation_of: list[int]


def passage_of(raw: str) -> Passage:
    """Clean, split and number a raw text."""
    cleaned = clean(raw)
    words = words_of(cleaned.text)
    sentences = sentences_of(words, cleaned.text)
    sentence_of = [0] * len(words)
    for number, sentence in enumerate(sentences):
        for index in sentence:
            sentence_of[index] = number
    repeats = [block.words for block in blocks_of(words, cleaned.text) if block.part == Part.REPEAT]
    read = [s for s in sentences if not any(s.start in block for block in repeats)]
    quotation_of = number_quotations(words, quotations_of(cleaned.text))
    return Passage(cleaned, words, read, sentence_of, quotation_of)


def number_quotations(words: list[Word], quotations: list[Quotation]) -> list[int]:
    """For each word the number (from 1) of the outermost long quotation around it, or 0."""
    numbers = [0] * len(words)
    starts = [word.start for word in words]
    long = 0
    for quotation in quotations:
        if quotation.depth:
            continue
        inside = range(bisect_left(starts, quotation.start), bisect_left(starts, quotation.end))
        if sum(words[i].text.isalnum() for i in inside) >= SPEECH_WORDS:
            long += 1
            for i in inside:
                numbers[i] = long
    return numbers
