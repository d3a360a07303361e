"""The body in layouts of many sites: what is in, what is out."""

from collections.abc import Iterator

import pytest

from riwaya.ingest.html import html_page

TITLE = "قصف على ريف المدينة يوقع قتلى وجرحى"
P = [
    "قتل سبعة مدنيين وجرح خمسة عشر في قصف مدفعي على أحياء المدينة الشرقية ظهر الجمعة.",
    "وقال فريق الإسعاف إن القذائف سقطت على حيين سكنيين أثناء خروج المصلين من المساجد.",
    "وحمل المجلس المحلي اللواء الرابع مسؤولية القصف، ونفت قيادة اللواء ذلك في بيان مقتضب.",
    "وتظاهر المئات مساء في ساحة البلدية مطالبين بفك الحصار وإدخال المساعدات الطبية العاجلة.",
]
NAV = "<ul class=m>" + "".join(f"<li><a href=/{n}>قسم من الأقسام</a>" for n in range(8)) + "</ul>"
TEASERS = "".join(
    f"<div class=card><a href=/n/{n}><h3>خبر آخر لا شأن له رقم {n}</h3></a>"
    "<p>زائد: ارتفعت أسعار الخضار في أسواق العاصمة خلال الأسبوع الماضي بنسبة كبيرة.</p></div>"
    for n in range(5)
)


def ps(*paragraphs: str) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def layouts() -> Iterator[tuple[str, str, list[str]]]:
    yield "teasers", f"<div><h1>{TITLE}</h1><div>{ps(*P)}</div></div><div>{TEASERS}</div>", P
    yield (
        "flash",
        f"<div><h1>{TITLE}</h1><div>{ps(P[0])}</div></div><div>{TEASERS * 3}</div>",
        P[:1],
    )
    wrapped = "".join(f"<div class=x><p>{paragraph}</p></div>" for paragraph in P)
    yield "a box a paragraph", f"<main><h1>{TITLE}</h1>{wrapped}</main>{TEASERS}", P
    yield "breaks", f"<div><h1>{TITLE}</h1>{'<br><br>'.join(P)}</div>{TEASERS}", P
    yield "bare", f"<h1>{TITLE}</h1>{ps(*P)}", P
    headed = "".join(f"<h4>{paragraph}</h4>" for paragraph in P)
    yield "all headings", f"<div><h1>{TITLE}</h1><div>{headed}</div></div>{TEASERS}", P
    split = f"<div class=a>{ps(*P[:3])}</div><div class=ad></div><div class=b>{ps(P[3])}</div>"
    yield "in two parts", f"<div><h1>{TITLE}</h1></div>{split}", P
    also = "<p>اقرأ أيضا: <a href=/x>خبر آخر زائد لا شأن له هنا</a></p>"
    yield "a link between", f"<article><h1>{TITLE}</h1>{ps(*P[:2])}{also}{ps(*P[2:])}</article>", P
    items = ["وقف إطلاق النار", "فتح المعبر"]
    listed = "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
    yield "a list", f"<article><h1>{TITLE}</h1>{ps(*P[:2])}{listed}{ps(*P[2:])}</article>", [
        *P[:2], *items, *P[2:],
    ]  # fmt: skip
    quoted = f"<blockquote>{P[2]} <a href=/s>حساب الوكالة</a></blockquote>"
    yield "a quotation", f"<article><h1>{TITLE}</h1>{ps(*P[:2])}{quoted}{ps(P[3])}</article>", [
        *P[:2], f"{P[2]} حساب الوكالة", P[3],
    ]  # fmt: skip
    entries = [(f"1{n}:3{n}", f"عنوان التحديث رقم {n}", P[n]) for n in range(4)]
    live = "".join(
        f"<article class=e><time datetime=2020-01-01T{time}Z>{time}</time>"
        f"<h3><a href=/live?e={n}>{head}</a></h3><p>{text}</p></article>"
        for n, (time, head, text) in enumerate(entries)
    )
    yield (
        "live",
        f"<main><h1>{TITLE}</h1>{live}</main>{TEASERS}",
        [line for entry in entries for line in entry],
    )
    info = "<div class=meta>كتبه فلان</div><div>السبت 21 تشرين الثاني 2015</div>"
    yield "a line of date", f"<div><h1>{TITLE}</h1>{info}{ps(*P)}</div>", P
    summary = "سبعة قتلى في حصيلة أولية للقصف على المدينة"
    yield "a summary", f"<header><h1>{TITLE}</h1><p>{summary}</p></header><div>{ps(*P)}</div>", [
        summary, *P,
    ]  # fmt: skip
    yield "twice", f"<h1>{TITLE}</h1><div class=d>{ps(*P)}</div><div class=p>{ps(*P)}</div>", P


@pytest.mark.parametrize(
    ("name", "body", "expected"), [*layouts()], ids=lambda value: str(value)[:18]
)
def test_the_body_of_a_layout(name: str, body: str, expected: list[str]) -> None:
    head = '<link rel=canonical href="https://a.example/live">'
    html = f"<html><head><title>{TITLE}</title>{head}</head><body>{NAV}{body}</body></html>"
    assert html_page(html.encode(), name).text.split("\n\n") == [TITLE, *expected]


def test_without_trafilatura_the_densest_part_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riwaya.ingest.page_body.LARGEST", 0)
    body = f"<div><h1>{TITLE}</h1><div>{ps(*P)}</div></div><div>{TEASERS}</div>"
    html = f"<html><head><title>{TITLE}</title></head><body>{NAV}{body}</body></html>"
    assert html_page(html.encode(), "a").text.split("\n\n") == [TITLE, *P]
