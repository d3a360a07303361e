"""What stands under every picture: what was asked, when, by which program, how much is reviewed."""

from dataclasses import dataclass
from typing import Any

from riwaya.export.shown.language import Language

#: Letters of a model's hash that are printed; the file holds it whole.
HASH = 12
CAUTION = (
    "These are claims that reports make, not facts; a machine read them, and `reviewed` says how"
    " many of them a person has looked at."
)


@dataclass(frozen=True, slots=True)
class Imprint:
    """`asked`: the filters in words, option by option; `made_at`: an ISO time.

    `evidence` counts the claims by review, model and Riwaya's version, as exports tell it.
    """

    kind: str
    asked: tuple[str, ...]
    made_at: str
    version: str
    incidents: int
    reviewed: int
    of: int
    evidence: dict[str, Any]
    public: bool = False
    reviewed_only: bool = False

    @property
    def models(self) -> tuple[str, ...]:
        """The hashes of the models that read the claims."""
        told = (one["sha256"] for one in self.evidence.get("models", ()))
        return tuple(one for one in told if one)

    def told(self) -> dict[str, Any]:
        """All of it in JSON's plain values; a public one doesn't tell what was searched for."""
        return {
            "form": f"riwaya {self.kind}",
            "written_by": f"riwaya {self.version}",
            "written_at": self.made_at,
            "public": self.public,
            "reviewed_only": self.reviewed_only,
            "query": None if self.public else list(self.asked),
            "incidents": self.incidents,
            "reviewed": self.reviewed,
            "of": self.of,
            **{k: v for k, v in self.evidence.items() if k != "incidents"},
            "caution": CAUTION,
        }


def foot_of(imprint: Imprint, words: Language) -> list[str]:
    """The lines under a picture."""
    count = words.number
    return [
        words.label("pictures.caution")
        + " "
        + words.label("pictures.reviewed", reviewed=count(imprint.reviewed), of=count(imprint.of)),
        words.label("pictures.asked", query=asked_for(imprint, words)) + ".",
        words.label("pictures.made", version=imprint.version, at=words.moment(imprint.made_at))
        + " "
        + _read_by(imprint, words),
    ]


def asked_for(imprint: Imprint, words: Language) -> str:
    """The filters in one line."""
    parts = [] if imprint.public else list(imprint.asked)
    if imprint.public:
        parts.append(words.label("pictures.asked.public"))
    if imprint.reviewed_only:
        parts.append(words.label("pictures.asked.reviewed"))
    return " · ".join(parts) or words.label("pictures.asked.all")


def _read_by(imprint: Imprint, words: Language) -> str:
    if not imprint.models:
        return words.label("pictures.read.people")
    models = ", ".join(one[:HASH] for one in imprint.models)
    least = imprint.evidence.get("confidence_least")
    return words.label("pictures.read", model=models, least=words.number(least))
