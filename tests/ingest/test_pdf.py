"""PDF files: read in order whatever drew them; locked, scanned, damaged ones and bombs refused."""

import sys
import warnings
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from riwaya.errors import BadInput, MissingExtra
from riwaya.ingest.pdf import HIDDEN_NOTE, TURNED_NOTE, UNSURE_NOTE, pdf_page
from tests.ingest.make_pdfs import COLUMNS, LONG, PAGES, REPORT, TITLE
from tests.ingest.small_pdf import WIDTH, assembled, lines, pdf, show, show_leftwards, stream
from tests.ingest.test_visual_order import WORDS, laid_out

LIMIT = 20_000_000


def text_of(data: bytes) -> str:
    return pdf_page(data, "a.pdf", LIMIT).text


def refusal(data: bytes, limit: int = LIMIT) -> str:
    with pytest.raises(BadInput, match=r"^a\.pdf: ") as error:
        pdf_page(data, "a.pdf", limit)
    return str(error.value)


def form(content: str, keys: str = "") -> str:
    return stream(content.encode(), f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]{keys}")


# What Chromium printed (make_pdfs.py)


@pytest.mark.parametrize(
    ("file", "paragraphs"),
    [("arabic.pdf", REPORT), ("columns.pdf", COLUMNS), ("pages.pdf", LONG)],
)
def test_printed_pages_read_as_they_were_written(file: str, paragraphs: tuple[str, ...]) -> None:
    page = pdf_page((PAGES / file).read_bytes(), file, LIMIT)
    assert page.text == "\n\n".join([TITLE, *paragraphs])
    assert page.facts.title == TITLE
    assert page.facts.published is None


def test_the_day_a_file_was_made_is_no_publication_date() -> None:
    page = pdf_page(pdf(show("abc", 50, 700), info="/CreationDate(D:20160302)"), "a.pdf", LIMIT)
    assert page.facts.published is None
    assert page.notes == ("The PDF was made on 2016-03-02; that is not taken as its publication.",)


# The order of letters


@settings(max_examples=30)
@given(st.lists(WORDS, min_size=1, max_size=8))
def test_the_order_of_drawing_does_not_matter(words: list[str]) -> None:
    text = " ".join(["أعلنت", *words, "نهاية"])
    seen = "".join(laid_out(text))
    right = 50 + WIDTH * len(seen)
    assert text_of(pdf(show(seen, 50, 700))) == text
    assert text_of(pdf(show_leftwards(seen[::-1], right, 700))) == text


def test_blanks_that_are_only_gaps_are_put_in() -> None:
    content = show("نويندم", 100, 700) + show("لتق", 140, 700)
    assert text_of(pdf(content)) == "قتل مدنيون"


def test_shapes_of_letters_become_letters() -> None:
    seen = "ﺕﺎﺑﺎﺻﺇ ﻻ ﷲﻭ"
    assert text_of(pdf(show(seen, 50, 700))) == "والله لا إصابات"


@pytest.mark.parametrize("table_says", ["لا", "ال"])
def test_a_ligature_is_lam_alef_also_where_the_font_says_alef_lam(table_says: str) -> None:
    data = pdf(show("تاباص~ L", 50, 700), meanings={"L": table_says, "~": "إ"})
    assert text_of(data) == "لا إصابات"


def test_brackets_are_those_that_were_meant() -> None:
    assert text_of(pdf(show("ءاسم )تبسلا(", 50, 700))) == "(السبت) مساء"
    assert text_of(pdf(show("ءاسم (تبسلا)", 50, 700))) == "(السبت) مساء"


def test_a_mark_stays_with_its_letter() -> None:
    # Drawn from left to right, a mark comes before its letter; it has no place of its own.
    content = show("بص", 50, 700) + show("ُ", 62, 700) + show("ي", 62, 700)
    assert text_of(pdf(content)) == "يُصب"


def test_letters_drawn_twice_to_look_bold_are_read_once() -> None:
    content = show("لتق", 50, 700) + show("لتق", 50.4, 700)
    assert text_of(pdf(content)) == "قتل"


def test_arabic_drawn_from_left_to_right_is_turned_with_a_note() -> None:
    text = "المدرسة الثانوية في المدينة على مدى يومين"
    page = pdf_page(pdf(show(text, 50, 700)), "a.pdf", LIMIT)
    assert page.text == text
    assert page.notes == (TURNED_NOTE,)


def test_a_file_of_both_orders_gets_a_note() -> None:
    text = "المدرسة الثانوية في المدينة"
    page = pdf_page(pdf(lines([text, text[::-1]])), "a.pdf", LIMIT)
    assert page.notes == (UNSURE_NOTE,)


def test_what_a_part_says_it_reads_is_read() -> None:
    part = "/Span <</ActualText <feff0642062a0644>>> BDC\n" + show("xyz", 50, 700) + "EMC\n"
    assert text_of(pdf(part)) == "قتل"


def test_a_page_on_its_side_is_read_and_a_watermark_left_out() -> None:
    sideways = "0 1 -1 0 600 0 cm\n" + show("لتق", 50, 300)
    page = pdf_page(
        pdf(sideways + ".7 .7 -.7 .7 0 0 cm " + show("X", 9, 9), page_keys="/Rotate 90"),
        "a.pdf",
        LIMIT,
    )
    assert page.text == "قتل"
    assert page.notes == ("Text that stands askew was left out: page 1.",)


def test_text_in_forms_is_read_where_they_are_painted() -> None:
    content = show("لتق", 200, 700) + "q 1 0 0 1 150 700 cm /X Do Q"
    painted = form(show("نويندم", 0, 0))
    data = pdf(content, extra=[painted], resources="/XObject<</X 100 0 R>>", also="مدنيون")
    assert text_of(data) == "قتل مدنيون"


# Lines and paragraphs

FULL = "نيدم ةيرق يف ناكس لتق"  # every line as long as the others


def test_full_lines_are_joined_and_others_end_a_paragraph() -> None:
    data = pdf(lines([FULL, FULL, "لتق".rjust(len(FULL)), FULL]))
    read = "قتل سكان في قرية مدين"
    assert text_of(data) == f"{read} {read} قتل\n{read}"


def test_a_gap_is_a_blank_line() -> None:
    data = pdf(lines([FULL] * 3) + lines([FULL] * 2, top=600))
    first, second = text_of(data).split("\n\n")
    assert len(first.split()) == 15
    assert len(second.split()) == 10


def test_a_parted_latin_word_is_put_together() -> None:
    data = pdf(lines(["the word inter-", "national is one", "the well-", "Known"]))
    assert text_of(data).startswith("the word international is one")


def test_a_new_page_is_a_blank_line_unless_a_sentence_runs_over() -> None:
    ended, open_ = lines([FULL, "." + FULL]), lines([FULL, FULL])
    assert text_of(pdf(ended, open_)).count("\n\n") == 1
    assert "\n" not in text_of(pdf(open_, open_))


def test_columns_drawn_line_by_line_are_read_one_after_the_other() -> None:
    left, right = "راسيلا ىلع صن اذه لوطأ", "نيميلا ىلع صن اذه لوطأ"
    rows = "".join(show(right, 300, 700 - 18 * i) + show(left, 50, 700 - 18 * i) for i in range(5))
    text = text_of(pdf(rows))
    assert text.rindex("اليمين") < text.index("اليسار")


def test_the_rows_of_a_table_stay_together() -> None:
    names = ["نسح", "دمحم حلاص نب دمحا", "يلع", "ديعس"]
    rows = "".join(
        show(f"{i}1", 50, 700 - 18 * i) + show(name, 300, 700 - 18 * i)
        for i, name in enumerate(names)
    )
    assert text_of(pdf(rows)).split("\n")[0] == "حسن 01"


def test_headers_footers_and_page_numbers_are_left_out() -> None:
    bodies = [["لوا"] * 8, ["ناث"] * 9, ["ثلاث"] * 7]
    pages = [
        show("ةيمويلا ةرشنلا", 50, 780) + lines(body, top=700 + i) + show(f"- {i} -", 300, 20)
        for i, body in enumerate(bodies, start=4)
    ]
    assert set(text_of(pdf(*pages)).split()) == {"اول", "ثان", "ثالث"}


def test_copies_of_a_page_are_no_headers() -> None:
    assert text_of(pdf(show("لتق", 50, 700), show("لتق", 50, 700))).split() == ["قتل", "قتل"]


def test_the_number_of_a_single_page_is_left_out_but_no_other_number() -> None:
    body = lines([FULL, "12"])
    assert text_of(pdf(body + show("1", 300, 20))).endswith("12")
    assert text_of(pdf(body + show("2015", 300, 20))).endswith("2015")


# What files say of themselves


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Air raids", "Air raids"),
        ("report.docx", None),
        ("Microsoft Word - report 7", None),
        ("untitled", None),
        ("", None),
    ],
)
def test_titles_that_programs_write_are_none(title: str, expected: str | None) -> None:
    page = pdf_page(pdf(show("abc", 50, 700), info=f"/Title({title})"), "a.pdf", LIMIT)
    assert page.facts.title == expected


def test_text_in_invisible_ink_gets_a_note() -> None:
    page = pdf_page(pdf("3 Tr\n" + show("لتق", 50, 700)), "a.pdf", LIMIT)
    assert page.text == "قتل"
    assert page.notes == (HIDDEN_NOTE,)


def test_pages_without_text_are_named() -> None:
    page = pdf_page(pdf(show("abc", 50, 700), "", "q Q"), "a.pdf", LIMIT)
    assert page.notes == ("No text, perhaps a scanned picture: pages 2 and 3.",)


def test_a_damaged_page_is_named_and_the_others_read() -> None:
    page = pdf_page(pdf(show("abc", 50, 700), "[" * 50_000 + " (a) Tj"), "a.pdf", LIMIT)
    assert page.text == "abc"
    assert page.notes == ("Damaged and left out: page 2.",)


def test_letters_without_meaning_are_counted() -> None:
    page = pdf_page(pdf(show("abcdefghijklmnopqrst~", 50, 700), without="~"), "a.pdf", LIMIT)
    assert page.text == "abcdefghijklmnopqrst\ufffd"
    assert page.notes == ("Letters that have no meaning in the PDF's fonts became \ufffd: 1.",)


# What is refused


def locked(user: str) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(pdf(show("abc", 50, 700))))
    writer.encrypt(user, "owner", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_password_is_said_and_one_for_printing_only_is_none() -> None:
    assert "locked with a password" in refusal(locked("secret"))
    assert text_of(locked("")) == "abc"


@pytest.mark.parametrize(
    "version", ["/V 5/R 6/CF<</S<</CFM/AESV3>>>>", "/V 4/R 4/CF<</S<</CFM/AESV2>>>>"]
)
def test_a_file_locked_with_aes_is_no_damaged_one(version: str) -> None:
    keys = "".join(f"/{key}<{'ab' * 48}>" for key in ("O", "U", "OE", "UE", "Perms"))
    encrypt = f"/Encrypt<</Filter/Standard/P -4/Length 128/StmF/S/StrF/S{version}{keys}>>"
    plain = pdf(show("abc", 50, 700))
    assert "locked with" in refusal(plain.replace(b"trailer <<", f"trailer <<{encrypt}".encode()))


def test_a_scan_and_a_font_without_a_table_need_ocr() -> None:
    assert "ocrmypdf" in refusal(pdf("q Q"))
    assert "doesn't say what its letters are" in refusal(pdf(show("abc", 50, 700), table=False))


def nested_forms() -> bytes:
    forms = [
        form(f"/X{i + 1} Do " * 10, f"/Resources<</XObject<</X{i + 1} {101 + i} 0 R>>>>")
        for i in range(9)
    ]
    return pdf("/X0 Do", extra=[*forms, form("q Q")], resources="/XObject<</X0 100 0 R>>")


def one_page(content: str, count: int = 1) -> bytes:
    return assembled(
        [
            (1, "<</Type/Catalog/Pages 2 0 R>>"),
            (2, f"<</Type/Pages/Count {count}/Kids[{'4 0 R ' * count}]>>"),
            (3, "<<>>"),
            (4, "<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<<>>>>>>"),
            (5, content),
        ]
    )


@pytest.mark.parametrize(
    "bomb",
    [
        one_page(stream(b" " * 10_000_000)),
        one_page(stream(b"(a) Tj " * 2_000), count=100),
        nested_forms(),
        pdf(show("a" * 5_000, 50, 700), meanings={"a": "a" * 100}),
    ],
    ids=["stream", "pages that share a stream", "forms in forms", "letters of many letters"],
)
def test_bombs_are_refused_naming_the_flag(bomb: bytes) -> None:
    assert len(bomb) < 100_000
    assert "--max-size" in refusal(bomb, limit=200_000)


def test_a_form_that_paints_itself_ends() -> None:
    again = form("/X0 Do", "/Resources<</XObject<</X0 100 0 R>>>>")
    data = pdf(show("abc", 50, 700) + "/X0 Do", extra=[again], resources="/XObject<</X0 100 0 R>>")
    assert text_of(data) == "abc"


def test_too_many_pages_are_refused() -> None:
    assert "2,001 pages" in refusal(one_page(stream(b""), count=2_001))


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\n" + b"1 0 obj\n" * 100,
        b"%PDF-1.7\n" + b"<<" * 10_000,
        pdf(show("abc", 50, 700))[:300],
        pdf("[" * 50_000 + " (a) Tj"),
    ],
)
def test_damage_is_said_and_pypdf_says_nothing(
    data: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    assert "damaged PDF" in refusal(data)
    assert capfd.readouterr() == ("", "")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_dented_file_is_read_or_refused(data: st.DataObject) -> None:
    raw = bytearray(DENTED)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place] = data.draw(st.integers(0, 255))
    with suppress(BadInput), warnings.catch_warnings():
        pdf_page(bytes(raw), "a.pdf", LIMIT)


DENTED = pdf(lines([FULL] * 3), "/X0 Do", extra=[form("q Q")], resources="/XObject<</X0 100 0 R>>")


def test_without_pypdf_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(MissingExtra, match=r"riwaya\[workspace\]"):
        pdf_page(b"%PDF-1.7", "a.pdf", LIMIT)
