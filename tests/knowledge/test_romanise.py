"""Arabic in Latin letters, and the English of common names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.knowledge.naming import in_english, is_adjective
from riwaya.knowledge.romanise import romanise

ARABIC = st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=60)


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("الجفرة", "al-Jafra"),
        ("الشدادي", "al-Shadadi"),  # sun letters keep their article
        ("مُحَمَّد", "Muhammad"),
        ("النُّصرة", "al-Nusra"),
        ("كفرنبل", "Kafranbal"),
        ("منبج", "Manbaj"),
        ("درعا", "Darʿa"),
        ("شيخون", "Shikhun"),
        ("وادي", "Wadi"),
        ("يوسف", "Yusaf"),
        ("إيران", "Iran"),
        ("آمال", "Amal"),
        ("عين", "ʿIn"),
        ("والقصير", "wa-al-Qasir"),
        ("للجيش", "lil-Jish"),
        ("حـــلب", "Halab"),
        ("ريف 12 كم", "Rif 12 Kam"),
    ],
)
def test_words_read_as_newspapers_write_them(arabic: str, latin: str) -> None:
    assert romanise(arabic) == latin


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("وزير الدفاع الروسي، سيرغو شويغو", "Russian Defence Minister, Sergei Shoigu"),
        ("عناصر داعش", "members of ISIS"),
        ("ريف ديرالزور الشرقي", "eastern countryside of Deir ez-Zor"),
        ("مواقع الجيش", "positions of the army"),
        ("القوات الجوية الروسية", "Russian air force"),
        ("رجل مسلح", "armed man"),
        ("مسلح", "gunman"),
        ("مصدر في وزارة الداخلية", "source in Interior Ministry"),
        ("قائد القيادة المركزية الأميركية", "US commander of Central Command"),
        ("صباح الجمعة", "Friday morning"),
        ("حركة المقاومة الإسلامية (حماس)", "Hamas"),
        ("على الحدود", "on border"),
        ("علي", "Ali"),
        ("منزلا", "house"),
        ("والاهالي", "residents"),
        ("السورية.نت", "Alsouria.net"),
        ("عبد الله المحيسني", "Abdullah al-Mahisni"),
        ("", ""),
    ],
)
def test_names_and_common_words_are_said_in_english(arabic: str, english: str) -> None:
    assert in_english(arabic) == english


def test_an_adjective_alone_is_known() -> None:
    assert is_adjective("الروسيّة")
    assert not is_adjective("روسيا")
    assert not is_adjective("القوات الروسية")


@given(ARABIC)
def test_any_arabic_becomes_latin_without_a_crash(text: str) -> None:
    latin = romanise(text)
    assert not any("ء" <= letter <= "ي" for letter in latin)
    in_english(text)


def test_a_word_of_a_hundred_thousand_letters_is_cut() -> None:
    assert len(romanise("ك" * 100_000)) < 200
    assert len(in_english("ك" * 100_000)) < 200
