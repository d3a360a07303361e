"""Workspaces to test with: an empty one, and one with three short reports read by the real reader."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from riwaya.workspace.workspace import Workspace

REPORTS = {
    "strike.txt": (
        "دير الزور - قال المرصد السوري لحقوق الإنسان إن طائرات روسية شنت غارات على بلدة الميادين "
        "في ريف دير الزور الشرقي يوم الجمعة، ما أدى إلى مقتل 12 مدنياً بينهم 4 أطفال.\n"
    ),
    "denial.txt": (
        "موسكو - نفت وزارة الدفاع الروسية أن تكون طائراتها قد قصفت بلدة الميادين. "
        "وقال المتحدث باسمها إن الغارات دمرت مستودع ذخيرة لتنظيم داعش.\n"
    ),
    "clash.txt": (
        "بغداد - اندلعت اشتباكات بين الجيش العراقي ومسلحي تنظيم داعش قرب الرمادي، "
        "وأسفرت عن إصابة 7 جنود وفق مصدر أمني.\n"
    ),
}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with three reports as plain text."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workspace]:
    """A new workspace."""
    with Workspace.create(tmp_path / "workspace", by="tester@here") as workspace:
        yield workspace


@pytest.fixture
def filled(empty: Workspace, reports: Path) -> Workspace:
    """A workspace with the three reports, taken in and read."""
    added = empty.add([reports], published="2015-11-21", jobs=1)
    assert added.problems == ()
    return empty
