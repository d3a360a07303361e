"""Files that hold no report that Riwaya reads: how they begin, and what to do with them."""

import re

from riwaya.errors import BadInput

#: Where the signature stands, the signature, and what the file is.
SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"{\\rtf", "an RTF file; save it as .docx or .txt"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it and add what is in it"),
    (0, b"Rar!\x1a\x07", "a RAR archive; unpack it and add what is in it"),
    (257, b"ustar", "a tar archive; unpack it and add what is in it"),
    (0, b"BZh", "packed by bzip2; unpack it (bunzip2) and add what is in it"),
    (0, b"\xfd7zXZ\x00", "packed by xz; unpack it (unxz) and add what is in it"),
    (0, b"\x28\xb5\x2f\xfd", "packed by zstd; unpack it (unzstd) and add what is in it"),
    # A dictionary frame, as zstd-packed web archives begin with.
    (0, b"\x5d\x2a\x4d\x18", "packed by zstd; unpack it (unzstd) and add what is in it"),
    (0, b"filedesc://", "an old ARC archive; make a WARC of it: warcio recompress"),
    (0, b"SQLite format 3\x00", "a database; export the table as .csv"),
    (0, b"\xff\xd8\xff", "a picture; Riwaya reads text, not pictures: type it or use OCR first"),
    (0, b"\x89PNG\r\n", "a picture; Riwaya reads text, not pictures: type it or use OCR first"),
    (0, b"GIF8", "a picture; Riwaya reads text, not pictures: type it or use OCR first"),
    (8, b"WEBP", "a picture; Riwaya reads text, not pictures: type it or use OCR first"),
    (0, b"II*\x00", "a picture; Riwaya reads text, not pictures: type it or use OCR first"),
    (0, b"MM\x00*", "a picture; Riwaya reads text, not pictures: type it or use OCR first"),
    (4, b"ftyp", "a video, sound or picture file; write down what is said and add it as .txt"),
    (0, b"\x1aE\xdf\xa3", "a video; write down what is said and add it as .txt"),
    (8, b"AVI ", "a video; write down what is said and add it as .txt"),
    (0, b"\x00\x00\x01\xba", "a video; write down what is said and add it as .txt"),
    (0, b"OggS", "a sound file; write down what is said and add it as .txt"),
    (0, b"ID3", "a sound file; write down what is said and add it as .txt"),
    (0, b"fLaC", "a sound file; write down what is said and add it as .txt"),
    (8, b"WAVE", "a sound file; write down what is said and add it as .txt"),
    (0, b"MZ\x90\x00", "a program"),
    (0, b"\x7fELF", "a program"),
    (0, b"bplist00", "a web archive of Safari or a property list; save the page as HTML"),
)
OLE = b"\xd0\xcf\x11\xe0"
#: Old Office files and Outlook's messages begin alike: the suffix tells them apart.
OLE_KINDS = {
    ".xls": "an old Excel file; save it as .csv",
    ".ppt": "an old PowerPoint file; save its text as .txt",
    ".msg": "an Outlook message; save it as .eml",
    "": "an old Word file (.doc); save it as .docx",
}
#: A member's name in a zip archive, and what the archive is.
ZIP_KINDS = (
    (re.compile(r"xl/workbook\.(xml|bin)"), "an Excel file; save the sheet as .csv"),
    (re.compile(r"ppt/presentation\.xml"), "a PowerPoint file; save its text as .txt"),
    (re.compile(r"META-INF/container\.xml"), "an e-book; save its text as .txt"),
    (re.compile(r"META-INF/manifest\.xml"), "a LibreOffice file; save it as .docx or .csv"),
)
PLAIN_ZIP = "a zip archive; unpack it and add what is in it"
MHTML = re.compile(rb"(?im)^snapshot-content-location:|^content-type:\s*multipart/related")


def refuse_foreign(name: str, suffix: str, opening: bytes) -> None:
    """Raise BadInput that says what to do, when a file begins as one of another kind."""
    if opening.startswith(OLE):
        raise BadInput(f"{name}: {OLE_KINDS.get(suffix, OLE_KINDS[''])}")
    for place, signature, what in SIGNATURES:
        if opening.startswith(signature, place):
            raise BadInput(f"{name}: {what}")
    head = re.split(rb"\r?\n\r?\n", opening, maxsplit=1)[0]
    if MHTML.search(head) and b"mime-version" in head.lower() and suffix in {".mht", ".mhtml"}:
        raise BadInput(f"{name}: a page saved as .mhtml; save it as HTML")
