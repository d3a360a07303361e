"""Records: written in one way only, read back as they were, anything else refused."""

import hashlib
import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.ingest.chain import NOTHING, Head, NoRecord, canonical, linked, record_of
from tests.ingest.workspace_files import Files, new_files, taken

SHA = hashlib.sha256(b"abc").hexdigest()


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return new_files(tmp_path)


VALUES = st.recursive(
    st.text(max_size=8) | st.integers(0, 2**53),
    lambda inner: st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(fields=st.dictionaries(st.text(max_size=8), VALUES, max_size=4))
def test_the_canonical_form_is_what_the_standard_library_writes(fields: dict[str, object]) -> None:
    text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert canonical(fields) == text.encode()


@given(
    source=st.text(st.characters(codec=None, categories=["L", "Cs", "Cc", "P", "Z"])),
    size=st.integers(0, 2**40),
)
def test_a_record_is_read_as_it_was_written(source: str, size: int) -> None:
    record, line = linked(taken(SHA, size, source), Head(0, NOTHING), at="2024", by="a", tool="b")
    assert line.count(b"\n") == 1
    assert record_of(line[:-1]) == record


@given(line=st.binary() | st.text().map(str.encode) | VALUES.map(msgspec.json.encode))
def test_whatever_is_no_record_is_refused_in_one_way(line: bytes) -> None:
    with pytest.raises(NoRecord):
        record_of(line)


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line.replace(b":", b": ", 1),
        lambda line: line + b" ",
        lambda line: line.replace(b'{"action"', b'{ "action"', 1),
        lambda line: line.replace(b"desk", rb"\u0064esk"),
        lambda line: line.replace(b'"seq":2', b'"seq":2.0'),
        lambda line: line.replace(b'"seq":2', b'"seq":2,"seq":2'),
        lambda line: line.replace(b'{"action":"take_in",', b"{").replace(
            b"}", b',"action":"take_in"}'
        ),
        lambda line: line.replace("المرفأ".encode(), json.dumps("المرفأ")[1:-1].encode()),
        lambda line: line.replace(b'"seq":2', b'"seq":184467440737095516160'),
        lambda _: b"[" * 100_000,
        lambda _: b'{"a":' * 100_000,
    ],
)
def test_a_record_is_written_in_one_way_only(files: Files, change: object) -> None:
    line = files.log.path.read_bytes().splitlines()[1]
    assert record_of(line).seq == 2
    assert callable(change)
    assert change(line) != line
    with pytest.raises(NoRecord):
        record_of(change(line))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sha256", "abc"),
        ("sha256", SHA.upper()),
        ("sha256", SHA + "\n"),
        ("size", -1),
        ("more", "x"),
    ],
)
def test_a_record_with_fields_that_do_not_fit_is_refused_whatever_its_hash(
    field: str, value: object
) -> None:
    fields = {**json.loads(linked(taken(SHA, 3), Head(0, NOTHING), at="", by="", tool="")[1])}
    fields[field] = value
    del fields["hash"]
    fields["hash"] = hashlib.sha256(canonical(fields)).hexdigest()
    with pytest.raises(NoRecord, match="fields are not a record's"):
        record_of(canonical(fields))
    with pytest.raises(NoRecord, match="what was done"):
        record_of(b'{"seq":1}')
