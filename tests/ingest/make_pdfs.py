"""Makes the PDFs in tests/ingest/pages with Chromium: python -m tests.ingest.make_pdfs

Invented reports in our own words. Chromium writes each Arabic run from left to right, numbers and
Latin words as runs of their own, as most programs do that lay out text.
"""

from pathlib import Path

from playwright.sync_api import sync_playwright

PAGES = Path(__file__).parent / "pages"
CHROMIUM = "/usr/bin/chromium"

TITLE = "غارات على ريف المدينة"
REPORT = (
    (
        "أعلنت وزارة الدفاع (السبت) مقتل 12 عنصراً في قرية الجفرة شرق المدينة، بنسبة 45% من القوة، "
        "وقالت إن طائرة F-16 قصفت المنطقة في 21/11/2015 عند الساعة 18:30. وأضافت الوزارة في بيان: "
        "«لم يُصب مدنيون»."
    ),
    (
        "وذكرت وكالة Reuters News أن ١٢٣٤ شخصاً نزحوا إلى الأردن، والله أعلم. لا إصابات ولا أضرار "
        "بحسب الجهة المسؤولة."
    ),
)
#: Paragraphs of a report that fills two columns, and one that fills three small pages.
COLUMNS = (
    (
        "قال سكان في بلدة الصفا إن قذائف سقطت مساء أمس على السوق القديمة ما أدى إلى احتراق ثلاثة محال "
        "تجارية وإصابة سبعة أشخاص بينهم طفلان نقلوا جميعا إلى المستشفى الوطني وسط المدينة."
    ),
    (
        "وأوضح مصدر طبي في المستشفى أن حالة اثنين من المصابين حرجة، وأن الأطباء أجروا لهما عمليات "
        "جراحية استمرت حتى ساعات الفجر الأولى من صباح اليوم."
    ),
    (
        "وكانت هيئة الإغاثة المحلية قد أعلنت قبل يومين أن 340 عائلة غادرت الأحياء الشرقية خلال الأسبوع "
        "الماضي بسبب تجدد الاشتباكات، وناشدت الهيئة المنظمات الدولية إرسال خيام وأغطية على وجه السرعة."
    ),
    (
        "من جهته نفى متحدث باسم الفصائل أن يكون مقاتلوها قد أطلقوا النار باتجاه البلدة، واتهم القوات "
        "المقابلة بخرق الهدنة التي بدأت مطلع الشهر الجاري برعاية لجنة من الوجهاء."
    ),
)
LONG = (*COLUMNS, *REPORT)
PAGE_HEADER = "نشرة الرصد اليومية"

STYLE = 'body { font-family: "Noto Naskh Arabic"; text-align: justify; margin: 0 }'
NUMBERED = (
    "@page { size: 105mm 148mm; margin: 18mm 12mm; "
    f'@top-center {{ content: "{PAGE_HEADER}"; font-family: "Noto Naskh Arabic" }} '
    '@bottom-center { content: counter(page) " / " counter(pages); font-size: 8pt } }'
)
SPLIT = "@page { size: A5; margin: 15mm } .columns { column-count: 2; column-gap: 8mm }"


def page(style: str, title: str, body: str) -> str:
    """An Arabic web page."""
    return (
        f'<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title}'
        f"</title><style>{STYLE} {style}</style></head><body>{body}</body></html>"
    )


def paragraphs(texts: tuple[str, ...]) -> str:
    """The texts as HTML paragraphs."""
    return "".join(f"<p>{text}</p>" for text in texts)


def print_pdf(html: str, path: Path) -> None:
    """Let Chromium print a page, nothing of its own at the edges."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = browser.new_page()
        tab.set_content(html)
        tab.pdf(path=path, prefer_css_page_size=True)
        browser.close()


def main() -> None:
    """Make all of them."""
    PAGES.mkdir(exist_ok=True)
    headline = f"<h1>{TITLE}</h1>"
    made = {
        "arabic.pdf": page("@page { size: A5 }", TITLE, headline + paragraphs(REPORT)),
        "columns.pdf": page(
            SPLIT, TITLE, f'{headline}<div class="columns">{paragraphs(COLUMNS)}</div>'
        ),
        "pages.pdf": page(NUMBERED, TITLE, headline + paragraphs(LONG)),
    }
    for name, html in made.items():
        print_pdf(html, PAGES / name)
        print(f"{name}: {(PAGES / name).stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
