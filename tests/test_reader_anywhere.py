"""A reader shared by threads, forked, spawned, pickled: the same readings everywhere."""

import logging
import multiprocessing
import os
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import riwaya
from riwaya.pipeline import Reader
from riwaya.records import Claim
from tests.test_batch import TEXTS

EXAMPLE = Path(__file__).parents[1] / "docs" / "examples" / "oil-field.txt"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_eight_threads_share_a_reader(reader: Reader) -> None:
    texts = [*TEXTS, EXAMPLE.read_text("utf-8")[:1200]]
    alone = [reader.read(text).to_json() for text in texts]
    jobs = [(n + shift) % len(texts) for shift in range(8) for n in (0, 2)]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda n: reader.read(texts[n]).to_json(), jobs))
    assert found == [alone[n] for n in jobs]


def copied(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))  # noqa: S301 (made here)


def test_a_reading_and_a_reader_can_be_pickled(reader: Reader) -> None:
    reading = reader.read(TEXTS[0])
    again = copied(reading)
    assert again.to_json() == reading.to_json()
    assert again.text == reading.text
    assert copied(reading.claims) == reading.claims
    assert len(pickle.dumps(reader)) < 1000
    assert copied(reader).read(TEXTS[0]).to_json() == reading.to_json()


def test_a_spawned_process_reads_alike(reader: Reader) -> None:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        there = pool.submit(reader.read, TEXTS[1]).result()
    assert there.to_json() == reader.read(TEXTS[1]).to_json()


#: A child ends by os._exit, as those of multiprocessing do: the runtime can't be taken down in it.
FORKING = """
import os, sys
from riwaya.pipeline import Reader
text = sys.argv[1]
reader = Reader(threads=2)
before = reader.read(text).to_json()
running = reader._model._sessions
child = os.fork()
if child == 0:
    same = reader.read(text).to_json() == before and reader.read(text).to_json() == before
    anew = reader._model._sessions is not running
    os._exit(0 if same and anew else 1)
status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
after = reader.read(text).to_json() == before and reader._model._sessions is running
sys.exit(status if after else 2)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system doesn't fork")
def test_both_sides_of_a_fork_read_alike() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", FORKING, TEXTS[1]],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, check=False, timeout=120,
    )  # fmt: skip
    assert ran.returncode == 0


def test_what_is_seen_of_a_reading_is_short_and_tells(reader: Reader) -> None:
    reading = reader.read(TEXTS[0])
    assert repr(reading) == "<Reading of 'report': 2 claims>"
    assert repr(reading.claims) == "<2 claims: kill, shelling>"
    assert repr(reading.claims[0]).startswith("<Claim c1 kill: ")
    assert repr(reader) == f"<Reader {reader.digest[:12]}>"
    (incident,) = riwaya.fuse([reading])
    assert repr(incident).startswith(f"<Incident {incident.id}: ")
    assert "2 claims" in repr(incident)


def test_notebooks_show_claims_and_incidents(reader: Reader) -> None:
    reading = reader.read(EXAMPLE.read_text("utf-8"), None)
    html = reading.claims._repr_html_()
    assert html.count("<tr>") == len(reading) + 1
    assert '<bdi lang="ar" dir="rtl">المرصد السوري لحقوق الإنسان</bdi>' in html
    assert "(Syrian Observatory for Human Rights)" in html
    assert reading.claims[9]._repr_html_().count("<tr>") == 2
    incidents = riwaya.fuse([reading])
    one = max(incidents, key=lambda one: len(one.claims))._repr_html_()
    assert all(f"<summary>{part}</summary>" in one for part in ("Who says what", "Tolls"))
    assert incidents._repr_html_().count("<tr>") == len(incidents) + 1
    for shown in (html, one):
        assert "<script" not in shown
        assert "http" not in shown


def test_a_notebook_runs_nothing_that_a_report_says(reader: Reader) -> None:
    said = '<img src=x onerror="alert(1)">'
    claim = reader.read(f"قال {said} إن خمسة مدنيين قتلوا في قصف على الرقة.").claims[0]
    assert isinstance(claim, Claim)
    worse = type(claim)(**{**_fields(claim), "gloss": said, "id": said})
    assert "<img" not in worse._repr_html_()
    assert "&lt;img" in worse._repr_html_()


def _fields(claim: Claim) -> dict[str, object]:
    return {name: getattr(claim, name) for name in claim.__struct_fields__}


def test_the_library_is_silent_until_somebody_listens(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    assert any(isinstance(one, logging.NullHandler) for one in logging.getLogger("riwaya").handlers)
    riwaya.read(TEXTS[0])
    assert capfd.readouterr() == ("", "")
    with caplog.at_level(logging.DEBUG, logger="riwaya"):
        Reader()
    assert "model loaded" in caplog.text
