"""Where gold is, and what a reader predicts for it."""

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import msgspec

from riwaya.pipeline import Reader
from riwaya.records.report import Report
from training.compact import compile_folder

ROOT = Path(__file__).parent.parent
#: Gold outside the repository; present where the project is developed.
SHARED = ROOT.parent / "shared" / "gold"
#: Our own twenty reports, in the compact form.
OWN = Path(__file__).parent / "gold"


@cache
def own_gold() -> Path:
    """Our own gold compiled into the JSON form, in a folder for this process."""
    folder = Path(tempfile.mkdtemp(prefix="riwaya-gold-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for report in compile_folder(OWN):
        (folder / f"{report.name}.txt").write_bytes(report.text.encode())
        (folder / f"{report.name}.json").write_bytes(msgspec.json.encode(report.document))
    return folder


def gold_folders() -> dict[str, Path]:
    """Gold sets that are present, by name."""
    sets = {"own": own_gold(), "dev": SHARED / "dev"}
    return {name: folder for name, folder in sets.items() if folder.is_dir()}


def facts_of(path: Path, text: str) -> Report:
    """What is known of a gold text from outside: when and by whom it was published."""
    known = msgspec.json.decode(path.with_suffix(".json").read_bytes())["report"]
    return Report(
        id=path.stem,
        outlet=known.get("outlet"),
        published=known.get("published"),
        sha256=Report.digest(text),
    )


@contextmanager
def predictions(reader: Reader, gold: Path) -> Iterator[Path]:
    """A folder with NAME.json of the reader's making for each NAME.txt of a gold folder."""
    with tempfile.TemporaryDirectory() as scratch:
        for path in sorted(gold.glob("*.txt")):
            text = path.read_bytes().decode("utf-8")
            report = facts_of(path, text)
            reading = reader.read(text, report)
            Path(scratch, f"{path.stem}.json").write_text(reading.to_json(), "utf-8")
        yield Path(scratch)
