"""The words for events and the labels: complete, in both languages."""

import re
from importlib.resources import files

from riwaya.knowledge.events import event_words
from riwaya.knowledge.labels import label, labels
from riwaya.records import terms


def test_every_event_has_its_words() -> None:
    assert list(event_words()) == list(terms.EVENTS)


def test_every_term_has_a_label() -> None:
    vocabularies = {
        "polarity": terms.POLARITIES,
        "reality": terms.REALITIES,
        "stance": terms.STANCES,
        "relation": terms.PLACE_RELATIONS,
        "measure": terms.MEASURES,
        "kind": terms.SOURCE_KINDS,
        "link": terms.LINK_RELATIONS,
    }
    for family, codes in vocabularies.items():
        assert {f"{family}.{code}" for code in codes} <= set(labels())


def test_every_label_of_the_page_is_there_and_used() -> None:
    folder = files("riwaya.export")
    sources = [
        folder.joinpath("templates", "page.html.j2"),
        folder.joinpath("screen", "listing.py"),
    ]
    used = {
        key for source in sources for key in re.findall(r"page\.[a-z_]+", source.read_text("utf-8"))
    } - {"page.css", "page.js"}
    assert used == {key for key in labels() if key.startswith("page.")}


def test_a_key_without_a_label_is_shown_as_it_is() -> None:
    assert label("stance.denies") == "denies"
    assert label("stance.no_such") == "no such"
