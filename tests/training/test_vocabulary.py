"""The vocabulary is cut by script, never by the texts seen."""

import pytest

from training.vocabulary import KEPT

KEEP = ["▁الجيش", "قتل", "▁12", "7", "▁", "▁«", "،", "▁F", "an", "..", "▁گ"]
LEAVE = ["▁army", "▁кот", "漢", "▁ہے", "▁کشور", "ة1", "▁é"]


@pytest.mark.parametrize("piece", KEEP)
def test_kept(piece: str) -> None:
    assert KEPT.fullmatch(piece)


@pytest.mark.parametrize("piece", LEAVE)
def test_left(piece: str) -> None:
    assert not KEPT.fullmatch(piece)
