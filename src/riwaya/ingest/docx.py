"""Word files: the paragraphs of word/document.xml, read with the few parts of the format we need.

A .docx is a zip of XML, and both can be bombs: the XML is unpacked up to a limit whatever the
zip says of itself, and a document type or an entity, which Word never writes, is refused.
"""

import zlib
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from riwaya.errors import BadInput

DOCUMENT = "word/document.xml"
SIGNATURE = b"PK\x03\x04"
#: Both name spaces that Word writes: of the first edition and of ISO's strict one.
WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
# Words moved away, and the second copy of a text box that old programs get.
SKIPPED = {"moveFrom", "Fallback"}


def docx_text(data: bytes, name: str, limit: int) -> str:
    """The text of a Word file, a line per paragraph; raises BadInput for anything else."""
    xml = _document(data, name, limit)
    paragraphs = _Paragraphs()
    try:
        paragraphs.feed(xml)
    except expat.ExpatError as error:
        raise BadInput(f"{name}: a damaged Word file ({error}); save it again as .docx") from None
    except _ForbiddenError as error:
        raise BadInput(f"{name}: refused: its XML declares {error}, as Word never does") from None
    return "".join(paragraphs.parts).strip("\n")


def _document(data: bytes, name: str, limit: int) -> bytes:
    """word/document.xml unpacked, up to `limit` bytes."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            if DOCUMENT not in archive.namelist():
                raise BadInput(f"{name}: a zip archive, but no Word file (.docx)")
            with archive.open(DOCUMENT) as part:
                xml = part.read(limit + 1)
    except (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        # RuntimeError and NotImplementedError: a password, an unknown compression
        raise BadInput(f"{name}: a damaged or locked Word file ({error})") from None
    if len(xml) > limit:
        raise BadInput(
            f"{name}: the text unpacks to more than {limit:,} bytes; "
            "if that is meant, raise --max-size"
        )
    return xml


class _ForbiddenError(Exception):
    """A document type or an entity."""


class _Paragraphs:
    """The words that stand in the text of a document, with line ends between paragraphs."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._open: list[str] = []
        self._skipping = 0

    def feed(self, xml: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._forbidden
        parser.EntityDeclHandler = self._forbidden
        parser.Parse(xml, True)

    def _start(self, tag: str, _attributes: dict[str, str]) -> None:
        name = _local(tag)
        self._open.append(name)
        self._skipping += name in SKIPPED
        if not self._skipping:
            self.parts.append(BREAKS.get(name, ""))

    def _end(self, tag: str) -> None:
        name = self._open.pop()
        if _local(tag) == "p" and not self._skipping:
            self.parts.append("\n")
        self._skipping -= name in SKIPPED

    def _characters(self, characters: str) -> None:
        if not self._skipping and self._open[-1] == "t":
            self.parts.append(characters)

    @staticmethod
    def _forbidden(*declaration: object) -> None:
        raise _ForbiddenError(f"{declaration[0]!r}")


def _local(tag: str) -> str:
    """Word's own name of an element; empty for another vocabulary's."""
    if tag == FALLBACK:
        return "Fallback"
    for space in WORD:
        if tag.startswith(space):
            return tag[len(space) :]
    return ""
