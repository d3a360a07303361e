"""Arabic or not: a note for texts that the reader can't read."""

import pytest

from riwaya.ingest.language import NO_LETTERS, OTHER_LANGUAGE, OTHER_SCRIPT, not_arabic

ARABIC = "أعلنت وزارة الدفاع الروسية مقتل 600 من عناصر تنظيم داعش في ضربات صاروخية على دير الزور."
IRAQI = "قال الناطق باسم الحشد في منطقة الـچبايش إن المسلحين هاجموا گرمة بني سعيد وحي الـپاشا أمس."


@pytest.mark.parametrize(
    "text", [ARABIC, IRAQI, ARABIC + " (AFP, Reuters, BBC)", "قتل خمسة", "ك" * 100_000]
)
def test_arabic_is_arabic(text: str) -> None:
    assert not_arabic(text) is None


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("The ministry said 600 were killed in Deir ez-Zor (دير الزور) on Friday.", OTHER_SCRIPT),
        ("Министерство сообщило о гибели 600 человек", OTHER_SCRIPT),
        ("a" * 100_000, OTHER_SCRIPT),
        ("12345 ... 678", NO_LETTERS),
        ("", NO_LETTERS),
        (
            (
                "وزارت دفاع روسیه می‌گوید که بیش از پنجاه نفر در این حمله کشته شدند و چند گروه دیگر "
                "نیز در نزدیکی شهر دیده شده‌اند، اما گفته می‌شود که پیش از این هم چنین بوده است"
            ),
            OTHER_LANGUAGE,
        ),
        (
            "روس کی وزارت دفاع نے کہا ہے کہ اس حملے میں پچاس سے زیادہ لوگ مارے گئے اور کئی زخمی ہوئے ہیں",
            OTHER_LANGUAGE,
        ),
        (
            "وەزارەتی بەرگری ڕووسیا ڕایگەیاند کە زیاتر لە پەنجا کەس لەو هێرشەدا کوژران و چەندین کەسی تر بریندار بوون",
            OTHER_LANGUAGE,
        ),
    ],
)
def test_other_languages_get_a_note(text: str, note: str) -> None:
    assert not_arabic(text) == note
