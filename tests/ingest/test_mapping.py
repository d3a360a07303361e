"""Which column holds what: said or guessed, and refused with the names that exist."""

import pytest

from riwaya.errors import BadInput
from riwaya.ingest.mapping import Mapping, mapping_of, parse_mapping


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("text=body", {"text": "body"}),
        ("text=body,published=date", {"text": "body", "published": "date"}),
        (" Text = my body , id=key", {"text": "my body", "id": "key"}),
        ('"text=body, long",url=link', {"text": "body, long", "url": "link"}),
        ("text=a=b", {"text": "a=b"}),
    ],
)
def test_what_map_says(value: str, found: dict[str, str]) -> None:
    assert parse_mapping(value) == found


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("", "write it as"),
        ("body", "write it as"),
        ("text=", "write it as"),
        ("text=a,,", "write it as"),
        ("words=a", "no field 'words'; known: text, published, outlet, title, url, id"),
        ("text=a,text=b", "text is named twice"),
        ('"text=a', "write it as"),
        ("text=a\nid=b", "write it as"),
    ],
)
def test_what_map_cannot_say(value: str, says: str) -> None:
    with pytest.raises(BadInput, match="^--map .*" + says):
        parse_mapping(value)


def test_columns_are_guessed_by_their_names() -> None:
    columns = ["ID", "Headline", "Content", "source", "pubDate", "Link", "tags"]
    assert mapping_of(columns, None, "x") == Mapping(
        "Content", published="pubDate", outlet="source", title="Headline", url="Link", id="ID"
    )
    assert mapping_of(["message"], None, "x") == Mapping("message")


def test_the_surest_name_wins_and_what_is_said_is_not_guessed_again() -> None:
    columns = ["body", "text", "date", "published"]
    assert mapping_of(columns, {}, "x") == Mapping("text", published="published")
    said = {"title": "text"}
    assert mapping_of(columns, said, "x") == Mapping("body", published="published", title="text")


def test_columns_are_read_once_each() -> None:
    assert Mapping("a", title="a", id="b").columns == ["a", "b"]


def test_errors_name_the_columns_that_exist() -> None:
    with pytest.raises(BadInput, match=r"^x: no column 'words' for text; columns: 'a', 'b'$"):
        mapping_of(["a", "b"], {"text": "words"}, "x")
    with pytest.raises(
        BadInput, match=r"^x: no column looks like the text; columns: 'a', 'b'; say"
    ):
        mapping_of(["a", "b"], None, "x")
    with pytest.raises(BadInput, match="it has no columns"):
        mapping_of([], None, "x")
    with pytest.raises(BadInput, match="'c29' …; say"):
        mapping_of([f"c{n}" for n in range(99)], None, "x")
