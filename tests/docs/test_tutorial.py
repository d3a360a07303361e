"""The tutorial: its reports are those of docs/examples, and its steps at the desk can be taken."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from riwaya.ingest.meta import read_meta
from riwaya.workspace.fusing import fuse
from riwaya.workspace.workspace import Workspace
from tests.docs.blocks import ROOT
from tests.web.conftest import Served

EXAMPLES = ROOT / "docs" / "examples"
TEXT = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
#: More claims than the queue shows before the one that is corrected.
MOST = 21


def test_the_reports_are_those_of_the_examples() -> None:
    written = dict(re.findall(r"^cat > (\S+) <<'END'\n(.*?)^END$", TEXT, re.DOTALL | re.MULTILINE))
    shown = {f"reports/{path.name}": path for path in (EXAMPLES / "tutorial").iterdir()}
    shown["table.csv"] = EXAMPLES / "tutorial.csv"
    assert written == {name: path.read_text("utf-8") for name, path in shown.items()}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Served]:
    with Workspace.create(tmp_path / "case", by="reader") as workspace:
        meta = read_meta(EXAMPLES / "tutorial.csv")
        assert not workspace.add([EXAMPLES / "tutorial"], meta=meta, jobs=1).problems
        fuse(workspace)
        with Served(workspace) as served:
            yield served


def test_the_steps_at_the_desk(desk: Served, browser: Any) -> None:
    """Accept until the paramedic's claim comes, correct it, see it in the audit and the incident."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    try:
        page.goto(desk.enter)
        page.get_by_role("link", name="Queue").first.click()
        page.wait_for_load_state("load")
        for _ in range(2 * MOST):  # a press may be seen before its page
            claim = page.locator("main").inner_text()
            if "Paramedic in: shelling near bakery" in claim:
                break
            page.keyboard.press("a")
            page.wait_for_function(
                "seen => document.querySelector('main').innerText !== seen", arg=claim
            )
        assert "shelling near bakery" in claim
        page.keyboard.press("c")
        page.locator("select[name=event]").select_option(label="air strike")
        page.get_by_role("button", name="Save").click()
        page.wait_for_url(re.compile(r"/reports/[^/]+#c\d+$"))
        page.get_by_role("link", name="Audit").first.click()
        page.wait_for_load_state("load")
        assert "corrected" in page.locator("main").inner_text()
        page.get_by_role("link", name="Incidents").first.click()
        page.get_by_role("link", name=re.compile("Air strikes in Saraqib")).first.click()
        page.wait_for_load_state("load")
        reviewed = re.search(r"(\d+) of 21 claims reviewed", page.locator("main").inner_text())
        assert reviewed
        assert int(reviewed[1]) >= 1
    finally:
        context.close()
