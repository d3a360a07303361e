"""A report of ours with its claims, and small claims to build by hand."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from riwaya.records.claim import Claim
from riwaya.records.mention import Mention
from riwaya.records.report import Document, Report

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def text() -> str:
    """An original report, written for this project; every incident in it is invented."""
    return (HERE / "report.txt").read_text("utf-8")


@pytest.fixture(scope="session")
def document() -> Document:
    """Its claims, annotated by hand; the confidences are made up."""
    return msgspec.json.decode((HERE / "document.json").read_bytes(), type=Document)


def claim_in(raw: str, trigger: str, **fields: Any) -> Claim:
    """An affirmed claim whose trigger is the first such word of the text."""
    start = raw.index(trigger)
    values: dict[str, Any] = {
        "id": "c1",
        "event": "kill",
        "trigger": Mention.of(raw, start, start + len(trigger)),
        "polarity": "affirmed",
        "reality": "actual",
        "stance": "states",
        "quoted": False,
    }
    return Claim(**{**values, **fields})


def words(raw: str, part: str, record: type[Any], **fields: Any) -> Any:
    """The mention of the first such words of the text."""
    start = raw.index(part)
    return record.of(raw, start, start + len(part), **fields)


def document_of(raw: str, *claims: Claim, **fields: Any) -> Document:
    """A document of some claims."""
    return Document(report=Report(id="r", sha256=Report.digest(raw)), claims=claims, **fields)
