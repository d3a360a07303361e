"""Who goes on speaking: «المصدر», «البيان», «المتحدث» are a source named before."""

from __future__ import annotations

from dataclasses import dataclass, field

from riwaya.knowledge.name_words import ARTICLE, bare_forms, without_clitics
from riwaya.knowledge.short_forms import short_forms
from riwaya.records.mention import Source
from riwaya.resolving.identity import Identity
from riwaya.resolving.scene import Scene, head_class

#: Classes of noun that are said of somebody who speaks.
SPEAKING = frozenset(("voice", "spokesman", "government"))


@dataclass(frozen=True, slots=True)
class Voice:
    """A source that was heard: where it stands, who it is."""

    start: int
    end: int
    identity: Identity


@dataclass(slots=True)
class Speakers:
    """The sources of a report in the order in which they spoke."""

    heard: list[Voice] = field(default_factory=list)

    def spoke(self, source: Source, identity: Identity) -> None:
        """Remember who stands behind an origin's words."""
        self.heard.append(Voice(source.start, source.end, identity))

    def same_again(self, scene: Scene, source: Source) -> Identity | None:
        """A definite noun of speaking alone: who was last called so before it, else heard."""
        tokens = scene.tokens_in(source.start, source.end)
        if len(tokens) != 1 or head_class(tokens[0].key) not in SPEAKING:
            return None
        if tokens[0].key in short_forms():  # «الحكومة» speaks for itself
            return None
        if not any(form.startswith(ARTICLE) for form in without_clitics(tokens[0].key)):
            return None
        earlier = [voice for voice in reversed(self.heard) if voice.start < source.start]
        if not earlier:
            return None
        # «الوزير» is the minister whom an agency quoted, not the agency that was named after him.
        called = set(bare_forms(tokens))
        namesakes = (
            voice
            for voice in earlier
            if not called.isdisjoint(bare_forms(scene.tokens_in(voice.start, voice.end)))
        )
        before = next(namesakes, earlier[0]).identity
        if before.entity is None:
            return Identity(None, "the source that spoke before, whom no table knows")
        return Identity(before.entity, "the source that spoke before")
