import csv
from pathlib import Path

from evaluation.corpus import FEWEST, MOST, Corpus, write
from riwaya.ingest.meta import read_meta


def test_the_same_seed_gives_the_same_reports_and_another_gives_others() -> None:
    first, again, other = (list(Corpus(seed).reports(20)) for seed in (3, 3, 4))
    assert first == again
    assert not {one.text for one in first} & {one.text for one in other}


def test_reports_differ_and_have_some_200_words() -> None:
    texts = [one.text for one in Corpus().reports(300)]
    assert len(set(texts)) == 300
    words = [len(text.split()) for text in texts]
    assert min(words) >= FEWEST
    assert FEWEST < sum(words) / len(words) < MOST + 20


def test_names_and_numbers_are_drawn_anew() -> None:
    """Few sentences of a large corpus are those of another, though all come of the same ones."""
    first, second = (
        {line for one in Corpus(seed).reports(200) for line in one.text.split("\n") if line}
        for seed in (1, 2)
    )
    assert len(first & second) < len(first) / 4


def test_files_stand_in_folders_by_month_with_a_table_of_what_is_known(tmp_path: Path) -> None:
    paths = write(tmp_path / "corpus", 10, seed=2)
    table = read_meta(tmp_path / "corpus" / "meta.csv")
    for path in paths:
        facts = table.of(path)
        assert facts.published is not None
        assert facts.outlet
        assert path.parent.name == facts.published[:7]
    with (tmp_path / "corpus" / "meta.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 10
