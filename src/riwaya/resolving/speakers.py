"""Who goes on speaking: «المصدر», «البيان», «المتحدث» are the source named last."""

from __future__ import annotations

from dataclasses import dataclass, field

from riwaya.knowledge.name_words import ARTICLE, without_clitics
from riwaya.knowledge.short_forms import short_forms
from riwaya.records.mention import Source
from riwaya.resolving.identity import Identity
from riwaya.resolving.scene import Scene, head_class

#: Classes of noun that are said of somebody who speaks.
SPEAKING = frozenset(("voice", "spokesman", "government"))


@dataclass(slots=True)
class Speakers:
    """The sources of a report in the order in which they spoke."""

    heard: list[tuple[int, Identity]] = field(default_factory=list)

    def spoke(self, source: Source, identity: Identity) -> None:
        """Remember who stands behind an origin's words."""
        self.heard.append((source.start, identity))

    def same_again(self, scene: Scene, source: Source) -> Identity | None:
        """A definite noun of speaking alone: whoever was heard before it."""
        tokens = scene.tokens_in(source.start, source.end)
        if len(tokens) != 1 or head_class(tokens[0].key) not in SPEAKING:
            return None
        if tokens[0].key in short_forms():  # «الحكومة» speaks for itself
            return None
        if not any(form.startswith(ARTICLE) for form in without_clitics(tokens[0].key)):
            return None
        before = next((who for start, who in reversed(self.heard) if start < source.start), None)
        if before is None:
            return None
        if before.entity is None:
            return Identity(None, "the source that spoke before, whom no table knows")
        return Identity(before.entity, "the source that spoke before")
