"""Bytes -> text: encodings found out, offsets and line ends untouched, nothing crashes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadInput
from riwaya.ingest.text import BROKEN_NOTE, arabic_score, decode

REPORT = (
    "أعلنت وزارة الدفاع مقتل 12 عنصرا في قرية الجفرة شرق المدينة\r\n"
    "وقالت إن الطائرات قصفت المنطقة أمس. وأضافت: لم يصب مدنيون.\n"
)
WORDS = st.lists(
    st.sampled_from(REPORT.replace("\r\n", " ").replace("\n", " ").split()), min_size=8, max_size=60
).map(" ".join)


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32",
        "windows-1256", "iso-8859-6",
    ],
)  # fmt: skip
def test_arabic_is_read_in_every_encoding_of_newsrooms(encoding: str) -> None:
    decoded = decode(REPORT.encode(encoding), "a.txt")
    assert decoded.text == REPORT
    assert decoded.notes == ()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Le président a déclaré cet été que les élèves étaient allés à l'école", "cp1252"),
        ("Президент сказал что войска вошли в город сегодня утром", "cp1251"),
        ("Ο πρόεδρος δήλωσε ότι τα στρατεύματα μπήκαν στην πόλη σήμερα", "iso-8859-7"),
    ],
)
def test_other_alphabets_are_not_taken_for_arabic(text: str, encoding: str) -> None:
    assert arabic_score(decode(text.encode(encoding), "a.txt").text) <= 0


def test_a_page_of_windows_1256_with_latin_words_is_arabic() -> None:
    text = f"{REPORT} (AFP) Reuters {REPORT}"
    assert decode(text.encode("windows-1256"), "a.txt").text == text


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02" * 100,
        b"\x7fELF\x02\x01\x01" + b"\x00" * 200,
        b"\x00" * 1000,
        b"\x00\x01" * 500,
    ],
)
def test_binary_is_refused_with_the_name_and_what_to_do(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"^a\.bin: not a text .*UTF-8"):
        decode(data, "a.bin")


def test_a_nul_between_words_stays_where_it_is() -> None:
    text = REPORT[:20] + "\x00" + REPORT[20:]
    assert decode(text.encode(), "a.txt").text == text


def test_lone_surrogates_become_the_replacement_character_with_a_note() -> None:
    data = "قُتل 5 ".encode() + b"\xed\xa0\x80" + " جنود".encode()
    decoded = decode(data, "a.txt")
    assert decoded.text == "قُتل 5 \ufffd جنود"
    assert decoded.notes == (BROKEN_NOTE,)


def test_surrogates_that_form_a_pair_are_one_character() -> None:
    pair = "\ud83d\ude00".encode("utf-8", "surrogatepass")
    assert decode("نص ".encode() + pair, "a.txt").text == "نص \U0001f600"


def test_a_cut_or_dented_utf8_file_is_still_utf8() -> None:
    data = (REPORT * 4).encode()
    decoded = decode(data[:101] + b"\xff" + data[101:-1], "a.txt")
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") <= 4
    assert decoded.notes == (BROKEN_NOTE,)


def test_a_declared_encoding_is_believed_only_when_the_bytes_do_not_say_more() -> None:
    assert decode(REPORT.encode(), "a.html", "windows-1256").text == REPORT
    assert decode(REPORT.encode("windows-1256"), "a.html", "utf-8").text == REPORT
    assert decode("naïve café".encode("cp1252"), "a.html", "windows-1252").text == "naïve café"
    assert decode("naïve café, déjà vu".encode("cp1252"), "a.html", "no-such-thing").text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_is_given_back_as_it_was(text: str) -> None:
    if text.startswith("\ufeff"):
        return
    try:
        decoded = decode(text.encode(), "a.txt")
    except BadInput:
        return
    if decoded.encoding == "utf-8":
        assert decoded.text == text


@given(WORDS, st.sampled_from(["windows-1256", "iso-8859-6", "utf-16-le", "utf-8"]))
def test_arabic_words_in_any_order_are_given_back(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt").text == text


@given(st.binary(max_size=400))
def test_any_bytes_give_a_text_without_surrogates_or_a_refusal(data: bytes) -> None:
    try:
        text = decode(data, "x").text
    except BadInput:
        return
    text.encode("utf-8")
