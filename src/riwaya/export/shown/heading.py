"""What an incident is headed by in a list: what happened, where; in either language."""

from collections.abc import Sequence

from riwaya.export.shown.language import Language
from riwaya.knowledge.desk_labels import desk_labels
from riwaya.knowledge.events import event_words
from riwaya.knowledge.place_names import arabic_place_names
from riwaya.knowledge.titles import event_titles
from riwaya.resolving.claims import Knowledge

HERE = "{place}"


def pattern(words: Language, events: Sequence[str]) -> tuple[str, str]:
    """How an incident is headed with a place, which goes to {place}, and without one."""
    if not events:
        bare = words.label("incidents.nameless")
        return f"{bare} · {HERE}", bare
    if words.name == "ar":
        bare = words.event(events[0])
        own = f"incidents.heading.{events[0]}"
        key = own if own in desk_labels() else "incidents.heading"
        return words.label(key, event=bare, place=HERE), bare
    title, preposition = event_titles()[events[0]]
    return f"{title} {preposition} {HERE}", title


def heading(words: Language, events: Sequence[str], place: str | None) -> str:
    """The heading: "Air strikes in Al Mayadin"."""
    told, bare = pattern(words, events)
    return told.replace(HERE, place) if place else bare


def place_called(
    words: Language, known: Knowledge, entity: str | None, name: str | None
) -> str | None:
    """A place's name in the reader's language; the English one where there is no Arabic."""
    if words.name != "ar" or entity is None:
        return name
    listed = known.places.by_id.get(entity)
    if listed is not None:
        return listed.arabic
    state = known.who.actors.get(entity)
    if state is not None and state.names:
        return state.names[0]
    return arabic_place_names().get(entity, name)


def colour_of(events: Sequence[str]) -> str:
    """The class of colour of an incident's leading event."""
    words = event_words().get(events[0]) if events else None  # type: ignore[call-overload]
    return str(words.colour) if words is not None else "civil"
