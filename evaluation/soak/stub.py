"""A stand-in for the model: quick, always the same, with a claim at every so many words.

It replaces `read_texts`, the job that reading processes do; all else is the workspace's own.
"""

import re
from collections.abc import Callable, Sequence
from functools import partial

from riwaya.records.claim import Claim
from riwaya.records.mention import Mention, Party, Place, Quantity, Source
from riwaya.records.report import Document
from riwaya.store.decided import decided
from riwaya.store.entries import entries_of
from riwaya.store.readings import Read, packed
from riwaya.workspace.passages import indexed_words
from riwaya.workspace.work import Text

WORD = re.compile(r"\w+")
#: Words between two claims, by the name of the stand-in.
EVERY = {"stub-1": 25, "stub-2": 20}
Job = Callable[[Sequence[Text], str | None], list[Read]]


def reading_job(reader: str) -> Job:
    """The job that reads texts as this stand-in."""
    return partial(read_texts, reader=reader)


def read_texts(texts: Sequence[Text], _knowledge: str | None, *, reader: str) -> list[Read]:
    """Readings like those of `riwaya.workspace.work.read_texts`."""
    return [_read(one, reader) for one in texts]


def _read(one: Text, reader: str) -> Read:
    claims = tuple(_claims(one.text, EVERY[reader]))
    document = Document(report=one.report, claims=claims, model=reader, riwaya="soak")
    found = decided(document, ())
    return Read(
        report=one.report.id,
        reader=reader,
        model=reader,
        riwaya="soak",
        document=packed(document),
        entries=entries_of(one.report, found, indexed_words(one.text, claims)),
    )


def _claims(text: str, every: int) -> list[Claim]:
    words = [(found.start(), found.end()) for found in WORD.finditer(text)]
    found = []
    for number, k in enumerate(range(0, len(words) - 5, every), 1):
        trigger, agent, place, count, source = words[k : k + 5]
        claim = Claim(
            id=f"c{number}",
            event="kill",
            trigger=Mention.of(text, *trigger),
            polarity="affirmed",
            reality="actual",
            stance="states",
            quoted=False,
            confidence=0.5,
            agents=(Party.of(text, *agent, entity=f"actor-{number % 5}"),),
            places=(Place.of(text, *place, relation="in", entity="place-1", lat=35.3, lon=40.1),),
            quantities=(
                Quantity.of(text, *count, measure="killed", low=number, high=number, unit="person"),
            ),
            attribution=(Source.of(text, *source, kind="official", named=False),),
        )
        found.append(claim)
    return found
