"""Word files: paragraphs, breaks and tables; bombs and damage refused."""

from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadInput
from riwaya.ingest.docx import docx_text

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OTHER = "http://schemas.openxmlformats.org/markup-compatibility/2006"
LIMIT = 1_000_000


def word(body: str, space: str = SPACE, part: str = "word/document.xml") -> bytes:
    xml = f'<w:document xmlns:w="{space}" xmlns:mc="{OTHER}"><w:body>{body}</w:body></w:document>'
    return archive(xml, part)


def archive(xml: str, part: str = "word/document.xml") -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        file.writestr(part, xml)
    return out.getvalue()


@pytest.mark.parametrize("space", [SPACE, STRICT])
def test_paragraphs_are_lines_and_runs_are_joined(space: str) -> None:
    body = (
        "<w:p><w:r><w:t>أعلنت </w:t></w:r><w:r><w:t>وزارة الدفاع</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>سطر</w:t><w:br/><w:t>آخر</w:t><w:tab/><w:t>بعد</w:t></w:r></w:p>"
    )
    assert docx_text(word(body, space), "a.docx", LIMIT) == "أعلنت وزارة الدفاع\nسطر\nآخر\tبعد"


def test_deleted_moved_and_doubled_words_are_left_out() -> None:
    body = (
        "<w:p><w:del><w:r><w:delText>محذوف</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>منقول</w:t></w:r></w:moveFrom>"
        "<mc:AlternateContent><mc:Choice><w:r><w:t>مرة</w:t></w:r></mc:Choice>"
        "<mc:Fallback><w:r><w:t>مرة</w:t></w:r></mc:Fallback></mc:AlternateContent>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert docx_text(word(body), "a.docx", LIMIT) == "مرة"


def test_an_entity_or_a_document_type_is_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY x "yyyyyyyyyy">]><a>&x;</a>'
    with pytest.raises(BadInput, match=r"^a\.docx: refused"):
        docx_text(archive(bomb), "a.docx", LIMIT)


def test_what_unpacks_to_too_much_is_refused_naming_the_flag() -> None:
    with pytest.raises(BadInput, match=r"^a\.docx: .*--max-size"):
        docx_text(word("<w:p>" + " " * 20_000_000 + "</w:p>"), "a.docx", LIMIT)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (word("", part="xl/workbook.xml"), "no Word file"),
        (word("<w:p>")[:-30], "damaged or locked"),
        (b"PK\x03\x04" + b"\x00" * 100, "damaged or locked"),
        (archive("<a>"), "damaged Word file"),
        (archive(""), "damaged Word file"),
    ],
)
def test_damage_is_said_with_the_name(data: bytes, says: str) -> None:
    with pytest.raises(BadInput, match=rf"^a\.docx: .*{says}"):
        docx_text(data, "a.docx", LIMIT)


@given(st.data())
def test_a_dented_file_is_read_or_refused(data: st.DataObject) -> None:
    raw = bytearray(word("<w:p><w:r><w:t>أعلنت وزارة الدفاع</w:t></w:r></w:p>"))
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] = data.draw(st.integers(0, 255))
    with suppress(BadInput):
        docx_text(bytes(raw), "a.docx", LIMIT)
