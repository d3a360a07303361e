"""Many texts: readings in order, errors in their place, no process left behind."""

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import riwaya
from riwaya.errors import BadInput, BadModel
from riwaya.pipeline import Reader, Reading
from riwaya.records import Report
from tests.knowledge.test_own_tables import ACTORS, BRIGADE, write

TEXTS = [
    "قتل خمسة مدنيين في قصف على مدينة الرقة.",
    "أعلنت وزارة الدفاع الروسية أن طائراتها دمرت 40 صهريجاً قرب حقل العمر.",
    "خرج مئات المتظاهرين في مدينة الناصرية احتجاجاً على انقطاع الكهرباء.",
    "نفى متحدث باسم التحالف أن تكون مقاتلاته قد أغارت على الحقل.",
]


@pytest.fixture(scope="module")
def alone() -> list[str]:
    return [riwaya.read(text, id=f"text-{n}").to_json() for n, text in enumerate(TEXTS, 1)]


def test_readings_come_in_order_each_as_if_read_alone(alone: list[str]) -> None:
    assert [reading.to_json() for reading in riwaya.read_many(TEXTS)] == alone


def test_one_process_takes_a_text_when_its_reading_is_asked_for() -> None:
    taken = []

    def source() -> Iterator[str]:
        for text in TEXTS:
            taken.append(text)
            yield text

    readings = riwaya.read_many(source())
    assert not taken
    next(readings)
    assert len(taken) == 1


def test_several_processes_read_in_order_never_far_ahead_and_end_with_the_generator(
    alone: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "report.txt"
    file.write_text(TEXTS[0], encoding="utf-8")
    taken = 0

    def source() -> Iterator[str | Path | tuple[str, Report]]:
        nonlocal taken
        given = [*TEXTS, file, "", (TEXTS[1], Report(id="mine", sha256=Report.digest(TEXTS[1])))]
        while True:
            for one in given:
                taken += 1
                yield one

    readings = riwaya.read_many(source(), processes=2, errors="give")
    several = [next(readings) for _ in range(30)]
    assert all(isinstance(one, Reading) for one in several)
    assert [one.to_json() for one in several[:4]] == alone
    assert [one.report.id for one in several[:7]] == [
        "text-1", "text-2", "text-3", "text-4", "report", "text-6", "mine",
    ]  # fmt: skip
    assert several[6].claims == riwaya.read(TEXTS[1]).claims
    # Two jobs of eight for each of two processes, and the job that the last reading was of.
    assert 30 <= taken <= 30 + 5 * 8
    assert multiprocessing.active_children()
    readings.close()
    assert not multiprocessing.active_children()


def test_an_error_ends_the_reading_or_stands_in_its_place(tmp_path: Path) -> None:
    missing = tmp_path / "nothing.txt"
    given = [TEXTS[0], missing, float("nan"), TEXTS[2]]
    with pytest.raises(BadInput, match=r"nothing\.txt: can't be read"):
        list(riwaya.read_many(given))
    first, second, third, fourth = riwaya.read_many(given, errors="give")
    assert isinstance(first, Reading)
    assert isinstance(second, BadInput)
    assert "text 3: a float" in str(third)
    assert isinstance(fourth, Reading)
    assert fourth.report.id == "text-4"


def test_what_cannot_be_is_said_at_once() -> None:
    with pytest.raises(BadInput, match="one at least"):
        riwaya.read_many(TEXTS, processes=0)
    with pytest.raises(BadInput, match="'raise' and 'give'"):
        riwaya.read_many(TEXTS, errors="ignore")


def test_what_goes_wrong_in_the_source_is_raised_as_it_is() -> None:
    def source() -> Iterator[str]:
        yield TEXTS[0]
        raise KeyError("mine")

    readings = riwaya.read_many(source(), errors="give")
    assert isinstance(next(readings), Reading)
    with pytest.raises(KeyError, match="mine"):
        next(readings)


def test_a_reader_of_ones_own_reads(tmp_path: Path) -> None:
    folder = write(tmp_path, actors_tsv=ACTORS + BRIGADE)
    reader = Reader(knowledge=folder)
    (reading,) = riwaya.read_many(["قصف لواء الاختبار الأول مدينة الرقة."], reader=reader)
    assert reading.claims[0].agents[0].entity == "own-brigade"


def test_a_model_that_is_missing_is_always_raised(tmp_path: Path) -> None:
    with pytest.raises(BadModel):
        Reader(tmp_path)


UNGUARDED = """
import riwaya
list(riwaya.read_many(["قتل خمسة مدنيين."] * 3, processes=2))
"""


def test_a_script_without_a_guard_is_told_what_to_do(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(UNGUARDED, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert ran.returncode == 1
    assert "riwaya.errors.RiwayaError: a reading process ended by itself" in ran.stderr
    assert 'if __name__ == "__main__":' in ran.stderr
