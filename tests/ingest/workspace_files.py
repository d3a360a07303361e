"""The files of a small workspace, made as `riwaya add` makes them."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from riwaya.ingest.acts import TakenIn
from riwaya.ingest.archive import Archive
from riwaya.ingest.custody import CustodyLog

WORKSPACE = "5f0c3c1e-8a34-4a55-9d0e-0d6f3f6f2d11"
REPORTS = (
    "قال شهود إن قذيفتين سقطتا على سوق البلدة مساء الثلاثاء.",
    "نفت الوزارة وقوع إصابات في صفوف عناصرها.",
    "أعلن المكتب الإعلامي أن ثلاثة جسور خرجت من الخدمة.",
)


class Files(NamedTuple):
    folder: Path
    archive: Archive
    log: CustodyLog


def ticking() -> Callable[[], datetime]:
    """A clock that is a second later each time it is asked."""
    moment = datetime(2024, 3, 1, 8, 0, tzinfo=UTC)

    def now() -> datetime:
        nonlocal moment
        moment += timedelta(seconds=1)
        return moment

    return now


def new_files(folder: Path, reports: Iterable[str] = REPORTS) -> Files:
    folder.mkdir(exist_ok=True)
    archive = Archive(folder / "archive")
    archive.create()
    log = CustodyLog(folder / "custody.jsonl", by="amal@desk", clock=ticking())
    log.begin(WORKSPACE)
    files = Files(folder, archive, log)
    for number, text in enumerate(reports, 1):
        take(files, text.encode(), f"report-{number}.txt")
    return files


def take(files: Files, data: bytes, source: str = "report.txt") -> str:
    sha = files.archive.put(data)
    files.archive.sync()
    files.log.append([taken(sha, len(data), source)])
    return sha


def taken(sha: str, size: int, source: str = "report.txt") -> TakenIn:
    return TakenIn(
        sha256=sha,
        size=size,
        source=source,
        locator=f"/home/amal/{source}",
        kind="text",
        facts={"outlet": "المرفأ", "published": "2024-02-28"},
    )
