"""JSON walked through in pieces of any size is what json.loads makes of it."""

import json
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadInput
from riwaya.ingest import json_stream
from riwaya.ingest.json_stream import JsonStream

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just("قصف\\x0B\t"),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=20,
)


def walked(stream: JsonStream) -> Any:
    """The value that comes next, by walking into whatever can be walked into."""
    if stream.next() == "{":
        return {key: walked(stream) for key in stream.members()}
    if stream.next() == "[":
        return [walked(stream) for _ in stream.elements()]
    return stream.value()


@given(value=VALUES, chunk=st.integers(1, 40), indent=st.sampled_from([None, 0, 2]))
def test_walking_gives_the_same_value(value: Any, chunk: int, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=bool(chunk % 2), indent=indent) + " "
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "CHUNK", chunk)
        assert walked(JsonStream(StringIO(text), "x", 10_000)) == value
        assert JsonStream(StringIO(text), "x", 10_000).value() == value
        stream = JsonStream(StringIO(text), "x", 10_000)
        stream.skip()
        assert stream.next() == ""


@given(value=st.lists(VALUES, min_size=1), chunk=st.integers(1, 40), data=st.data())
def test_what_is_cut_off_is_told(value: Any, chunk: int, data: st.DataObject) -> None:
    text = json.dumps(value)
    cut = text[: data.draw(st.integers(0, len(text) - 1))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "CHUNK", chunk)
        stream = JsonStream(StringIO(cut), "x", 10_000)
        with pytest.raises(BadInput, match=r"^x: broken JSON"):
            stream.value()


@pytest.mark.parametrize("chunk", [1, 2, 3, 4, 5, 6, 65_536])
def test_telegram_s_escapes(monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    monkeypatch.setattr(json_stream, "CHUNK", chunk)
    text = r'["a\x0Bb\x1F", "\\x0B", "\u0041"]'
    assert JsonStream(StringIO(text), "x", 10_000).value() == ["a\vb\x1f", "\\x0B", "A"]
