"""A writer of small PDFs for tests: what stands where is written by hand, right or wrong."""

import zlib
from collections.abc import Iterable, Sequence

FONT = 5
#: Every glyph is so wide, in points, at the size of 12 points.
SIZE, WIDTH = 12, 6
TOP = 700


def show(text: str, x: float, y: float, size: int = SIZE) -> str:
    """Operators that draw glyphs from left to right, one for each character."""
    codes = "".join(f"{ord(c):04x}" for c in text)
    return f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET\n"


def show_leftwards(text: str, right: float, y: float) -> str:
    """The same, but drawn in the order of reading, each to the left of the one before."""
    return "".join(show(c, right - WIDTH * (i + 1), y) for i, c in enumerate(text))


def lines(texts: Sequence[str], x: float = 50, top: float = TOP, leading: float = 18) -> str:
    """Lines beneath each other, from left to right."""
    return "".join(show(text, x, top - leading * i) for i, text in enumerate(texts))


def pdf(
    *pages: str,
    meanings: dict[str, str] | None = None,
    extra: Sequence[str] = (),
    page_keys: str = "",
    resources: str = "",
    info: str = "",
    table: bool = True,
    also: str = "",
    without: str = "",
) -> bytes:
    """A PDF of pages, each the operators of its content.

    `meanings`: what a glyph's character stands for where that isn't itself; `extra`: objects from
    number 100 on; `table`: the font says what its glyphs mean, those in `also` too, but not those
    in `without`.
    """
    used = sorted({chr(n) for n in range(0x20, 0x7F)} | set(_hex_characters(pages)) | set(also))
    used = [c for c in used if c not in without]
    mapping = "".join(
        f"<{ord(c):04x}> <{(meanings or {}).get(c, c).encode('utf-16-be').hex()}>\n" for c in used
    )
    cmap = (
        "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(used)} beginbfchar\n{mapping}endbfchar endcmap"
    )
    objects = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Count {len(pages)}/Kids["
        + " ".join(f"{10 + 2 * i} 0 R" for i in range(len(pages)))
        + "]>>",
        3: f"<<{info}>>",
        FONT: "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]"
        + ("/ToUnicode 7 0 R>>" if table else ">>"),
        6: "<</Type/Font/Subtype/CIDFontType2/BaseFont/A/DW 500/FontDescriptor"
        "<</Type/FontDescriptor/FontName/A/Flags 4>>>>",
        7: stream(cmap.encode()),
    }
    for i, page in enumerate(pages):
        objects[10 + 2 * i] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {11 + 2 * i} 0 R{page_keys}"
            f"/Resources<</Font<</F {FONT} 0 R>>{resources}>>>>"
        )
        objects[11 + 2 * i] = stream(page.encode("latin-1"))
    objects.update({100 + i: text for i, text in enumerate(extra)})
    return assembled(objects.items())


def stream(content: bytes, keys: str = "") -> str:
    """A compressed stream, as text in which each character is a byte."""
    packed = zlib.compress(content, 9)
    head = f"<<{keys}/Filter/FlateDecode/Length {len(packed)}>>"
    return f"{head}stream\n{packed.decode('latin-1')}\nendstream"


def assembled(objects: Iterable[tuple[int, str]]) -> bytes:
    """Objects by number -> a file with its table."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, text in objects:
        places[number] = len(out)
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in sorted(places.items()):
        out += f"{number} 1\n{place:010d} 00000 n \n".encode()
    out += f"trailer <</Root 1 0 R/Info 3 0 R/Size {max(places) + 1}>>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF".encode())


def _hex_characters(pages: Iterable[str]) -> Iterable[str]:
    for page in pages:
        for part in page.split("<")[1:]:
            codes = part.partition(">")[0]
            if len(codes) % 4 == 0 and codes and set(codes) <= set("0123456789abcdef"):
                yield from (chr(int(codes[i : i + 4], 16)) for i in range(0, len(codes), 4))
