"""Who says what: the claims of a report by their origin, with the numbers that each one gives."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from riwaya.export.amounts import amount
from riwaya.export.select import is_doubtful
from riwaya.knowledge.folding import fold
from riwaya.knowledge.naming import in_english
from riwaya.records.claim import Claim
from riwaya.records.mention import Quantity, Source

#: Measures of people that the words of a quantity («14») leave to the sentence.
UNSAID = frozenset(
    ["killed", "injured", "detained", "abducted", "released", "displaced", "destroyed"]
)
#: The key of what the outlet says in its own voice.
OUTLET = "outlet"


@dataclass(slots=True)
class Speaker:
    """An origin and its claims in text order."""

    key: str
    claims: list[Claim] = field(default_factory=list)

    @property
    def source(self) -> Source | None:
        """The words that name it most often, the longest of them; None for the outlet."""
        sources = [claim.origin for claim in self.claims if claim.origin is not None]
        times = Counter(source.text for source in sources)
        return max(sources, key=lambda s: (times[s.text], len(s.text)), default=None)

    @property
    def english(self) -> str:
        """The name in English or in Latin letters; empty for the outlet."""
        return in_english(self.source.text) if self.source else ""

    @property
    def stances(self) -> Sequence[tuple[str, int]]:
        """How it speaks, the most frequent first."""
        return Counter(claim.stance for claim in self.claims).most_common()

    @property
    def events(self) -> Sequence[tuple[str, int]]:
        """What it speaks of, the most frequent first."""
        return Counter(claim.event for claim in self.claims).most_common()

    @property
    def numbers(self) -> list["Number"]:
        """The quantities that it gives, each once, with the claim that it stands in."""
        seen: dict[tuple[int, int], Number] = {}
        for claim in self.claims:
            for quantity in claim.quantities:
                number = Number(claim, quantity, amount(quantity))
                seen.setdefault((quantity.start, quantity.end), number)
        return list(seen.values())


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity, the claim that it stands in, and its English."""

    claim: Claim
    quantity: Quantity
    english: str

    @property
    def doubtful(self) -> bool:
        """Whether the reader is unsure of its claim."""
        return is_doubtful(self.claim)

    @property
    def measured(self) -> bool:
        """Whether the measure must be named beside the Arabic words, which don't say it."""
        return self.quantity.measure in UNSAID


def origin_key(claim: Claim) -> str:
    """The same for claims of one origin: its identity, else its words as they are compared."""
    if claim.origin is None:
        return OUTLET
    return claim.origin.entity or fold(claim.origin.text)


def speakers_of(claims: Iterable[Claim]) -> list[Speaker]:
    """The origins by the number of their claims, the outlet itself last."""
    speakers: dict[str, Speaker] = {}
    for claim in claims:
        key = origin_key(claim)
        speakers.setdefault(key, Speaker(key)).claims.append(claim)
    return sorted(speakers.values(), key=lambda s: (s.source is None, -len(s.claims)))
