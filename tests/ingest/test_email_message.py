"""E-mail: the text and its date found in every nesting and encoding; nothing crashes."""

import base64
import quopri
import textwrap
from contextlib import suppress
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.errors import BadInput
from riwaya.ingest.email_message import email_page
from riwaya.ingest.html import Page

LIMIT = 1_000_000
TEXT = "أعلنت وزارة الدفاع مقتل 12 عنصرا في قرية الجفرة شرق المدينة. ولم يصب مدنيون بحسب البيان."
HTML = f"<html><body><p>{TEXT}</p><p>وقال سكان إن القصف استمر ساعة كاملة.</p></body></html>"
SUBJECT = "غارات على ريف المدينة"


def message(text: str = TEXT, subject: str = SUBJECT) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "مكتب الرصد <desk@example.org>"
    made["Subject"] = subject
    made["Date"] = "Sat, 21 Nov 2015 18:30:00 +0300"
    made["Message-ID"] = "<1@example.org>"
    made.set_content(text)
    return made


def read(data: bytes | EmailMessage) -> Page:
    raw = data if isinstance(data, bytes) else data.as_bytes()
    return email_page(raw, "a.eml", LIMIT)


def raw(body: bytes, *headers: str, subject: bytes = b"news") -> bytes:
    head = "".join(f"{header}\r\n" for header in headers).encode()
    return b"Subject: " + subject + b"\r\n" + head + b"\r\n" + body


def test_text_subject_date_and_sender() -> None:
    page = read(message())
    assert page.text == TEXT
    assert page.facts.title == SUBJECT
    assert page.facts.published == "2015-11-21T18:30:00+03:00"
    assert page.facts.outlet is None
    assert page.notes == ("Sent by مكتب الرصد <desk@example.org>.",)


def test_plain_text_is_preferred_to_html_in_any_order() -> None:
    made = message()
    made.add_alternative(HTML, subtype="html")
    assert read(made).text == TEXT
    other = message("")
    other.clear_content()
    other.make_alternative()
    for text, kind in ((HTML, "html"), (TEXT, "plain")):
        part = EmailMessage()
        part.set_content(text, subtype=kind)
        other.attach(part)
    assert read(other).text == TEXT


def test_html_alone_is_read() -> None:
    made = message()
    made.set_content(HTML, subtype="html")
    assert TEXT in read(made).text
    assert "<p>" not in read(made).text


def test_blank_plain_text_gives_way_to_html() -> None:
    made = message(" \n")
    made.add_alternative(HTML, subtype="html")
    assert TEXT in read(made).text


def test_attachments_are_named_and_left_out() -> None:
    made = message()
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="خريطة.png")
    made.add_attachment("لا يقرأ", filename="list.txt")
    page = read(made)
    assert page.text == TEXT
    assert page.notes[-1] == "Attachments left out: خريطة.png, list.txt."


def test_a_forwarded_message_is_kept_with_its_subject() -> None:
    made = message("للاطلاع", subject="Fwd: RE: نشرة")
    made.add_attachment(message("نص الرسالة الأولى", subject="العنوان الأول"))
    page = read(made)
    assert page.text == "للاطلاع\n\nالعنوان الأول\n\nنص الرسالة الأولى"
    assert page.facts.title == "نشرة"
    assert any(
        note.startswith("A forwarded message is part of the text: from") for note in page.notes
    )


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256", "iso-8859-6"])
@pytest.mark.parametrize(
    "declared", ["", "; charset=us-ascii", "; charset=utf-8", "; charset=nope"]
)
@pytest.mark.parametrize("transfer", ["8bit", "base64", "quoted-printable"])
def test_a_missing_or_wrong_charset_is_found_out(
    charset: str, declared: str, transfer: str
) -> None:
    body = TEXT.encode(charset)
    packed = {
        "8bit": body,
        "base64": base64.encodebytes(body),
        "quoted-printable": quopri.encodestring(body),
    }[transfer]
    data = raw(
        packed, f"Content-Type: text/plain{declared}", f"Content-Transfer-Encoding: {transfer}"
    )
    assert read(data).text == TEXT


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1256", "iso-8859-1"])
def test_a_subject_is_read_whatever_charset_it_claims(charset: str, declared: str) -> None:
    packed = base64.b64encode(SUBJECT.encode(charset)).decode()
    assert read(raw(b"text", subject=f"=?{declared}?B?{packed}?=".encode())).facts.title == SUBJECT
    assert read(raw(b"text", subject=SUBJECT.encode(charset))).facts.title == SUBJECT


def test_an_encoded_word_that_was_cut_inside_a_letter_is_put_together() -> None:
    half = len(SUBJECT.encode()) // 2 // 2 * 2 + 1
    words = [SUBJECT.encode()[:half], SUBJECT.encode()[half:]]
    subject = "\r\n ".join(f"=?utf-8?B?{base64.b64encode(word).decode()}?=" for word in words)
    assert read(raw(b"text", subject=subject.encode())).facts.title == SUBJECT


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Sat, 21 Nov 2015 18:30:00 +0300 (AST)", "2015-11-21T18:30:00+03:00"),
        ("21 Nov 2015 18:30:00 GMT", "2015-11-21T18:30:00+00:00"),
        ("Sat, 21 Nov 2015 18:30:00 -0000", "2015-11-21T18:30:00+00:00"),
        ("Thu, 1 Jan 1970 00:00:00 +0000", None),
        ("yesterday", None),
        ("Sat, 41 Nov 2015 18:30:00 +0300", None),
    ],
)
def test_a_date_that_is_none_is_noted(date: str, published: str | None) -> None:
    page = read(raw(b"text", f"Date: {date}"))
    assert page.facts.published == published
    assert any("no date" in note for note in page.notes) == (published is None)


def test_broken_lines_and_quotation_marks_of_mail_programs_are_undone() -> None:
    long = " ".join([TEXT] * 4)
    quoted = textwrap.indent(textwrap.fill(long, 72), "> ")
    assert read(raw(f"كتب المراسل:\r\n\r\n{quoted}".encode())).text == f"كتب المراسل:\n\n{long}"
    flowed = raw("أعلنت وزارة \r\nالدفاع".encode(), "Content-Type: text/plain; format=flowed")
    assert read(flowed).text == "أعلنت وزارة الدفاع"


def nested(depth: int) -> bytes:
    body = b"Content-Type: text/plain\r\n\r\ntext\r\n"
    for level in range(depth):
        edge = f"b{level}"
        body = (
            f"Content-Type: multipart/mixed; boundary={edge}\r\n\r\n--{edge}\r\n".encode()
            + body
            + f"\r\n--{edge}--\r\n".encode()
        )
    return b"Subject: x\r\n" + body


def test_nesting_has_a_limit() -> None:
    assert read(nested(10)).text == "text"
    for depth in (30, 400):
        with pytest.raises(BadInput, match=r"^a\.eml: .*(too many parts|nested too deeply)"):
            read(nested(depth))
    with pytest.raises(BadInput, match="too many parts and lines"):
        read(nested(40) + b"\n" * 900_000)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"just a text\n\nwithout headers", "no e-mail"),
        (b"", "no e-mail"),
        (raw(b""), "no text"),
        (raw(b"x" * (LIMIT + 1)), "--max-size"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 100, r"\.msg"),
        (raw(b"x", "Content-Type: application/pkcs7-mime"), "encrypted"),
        (raw(b"%PDF", "Content-Type: application/pdf; name=a.pdf"), r"left out: a\.pdf"),
        (raw(bytes(range(32)) * 9, "Content-Type: text/plain; name=b.txt"), r"left out: b\.txt"),
    ],
)
def test_what_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(BadInput, match=rf"^a\.eml: .*{says}"):
        read(data)


WHOLE = message()
WHOLE.add_alternative(HTML, subtype="html")
WHOLE.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="map.png")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_dented_message_is_read_or_refused(data: st.DataObject) -> None:
    raw_ = bytearray(WHOLE.as_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        raw_[data.draw(st.integers(0, len(raw_) - 1))] = data.draw(st.integers(0, 255))
    with suppress(BadInput):
        read(bytes(raw_))


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(["From", "Date", "Subject", "Content-Type", "Content-Disposition",
                     "Content-Transfer-Encoding", "Message-ID"]),
    st.text(st.sampled_from('a=?utf-8BQ;:/"<>@,()[]\\ \t\'*%\udcd9\udca3'), max_size=60),
)  # fmt: skip
def test_no_header_crashes(header: str, value: str) -> None:
    with suppress(BadInput):
        email_page(
            f"Subject: x\n{header}: {value}\n\ntext".encode("utf-8", "surrogateescape"),
            "a.eml",
            LIMIT,
        )
