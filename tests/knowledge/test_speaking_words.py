"""Words for those who speak."""

import pytest

from riwaya.knowledge.name_words import keys_of
from riwaya.knowledge.speaking_words import CLASSES, speaking_word, speaking_words


@pytest.mark.parametrize(
    ("word", "kind", "lemma"),
    [
        ("مصدر", "hidden", "مصدر"),
        ("المصادر", "hidden", "مصدر"),
        ("ولشهود", "hidden", "شاهد"),
        ("نفسه", "again", "نفس"),
        ("مراسلنا", "own", "مراسل"),
        ("البلدة", "area", "مكان"),
        ("وأعلنت", "says", "أعلن"),
    ],
)
def test_a_word(word: str, kind: str, lemma: str) -> None:
    found = speaking_word(keys_of(word)[0])
    assert found is not None
    assert (found.kind, found.lemma) == (kind, keys_of(lemma)[0])


@pytest.mark.parametrize("word", ["قتل", "الميادين", "روسيا"])
def test_other_words(word: str) -> None:
    assert speaking_word(keys_of(word)[0]) is None


def test_every_class_has_words() -> None:
    assert {word.kind for word in speaking_words().values()} == CLASSES
