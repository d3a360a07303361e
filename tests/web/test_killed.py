"""The server and the browser are killed while somebody writes: what was saved is there, and so is the rest."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

from riwaya.workspace.workspace import Workspace
from tests.conftest import CHROMIUM, QUIET
from tests.web.conftest import free_port
from tests.web.test_report import killing, way, whole


@contextmanager
def serving(workspace: Path, port: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`riwaya serve`, and the address that it prints; killed at the end, as hard as can be."""
    command = [
        sys.executable,
        "-m",
        "riwaya.cli",
        "serve",
        "-w",
        str(workspace),
        "--port",
        str(port),
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        said = re.search(r"http://\S+", process.stderr.readline())
        assert said is not None
        yield process, said[0]
    finally:
        process.kill()
        process.wait()
        assert process.stderr is not None
        process.stderr.close()


def browser_at(browser: Browser, folder: Path) -> BrowserContext:
    return browser.browser_type.launch_persistent_context(
        str(folder), executable_path=CHROMIUM, args=QUIET, locale="en-GB"
    )


def kill_browser(folder: Path) -> None:
    """Kill the browser that works in a folder, all its processes."""
    for one in Path("/proc").iterdir():
        if one.name.isdigit():
            try:
                line = (one / "cmdline").read_bytes()
            except OSError:
                continue
            if str(folder).encode() in line:
                os.kill(int(one.name), signal.SIGKILL)


def open_form(page: Page, url: str, claim: str) -> None:
    page.goto(url)
    page.locator(f"#{claim} .no").click()
    page.keyboard.press("c")
    page.locator('[name="quantities.0.number"]').wait_for()


def test_nothing_saved_and_nothing_typed_is_lost(
    workspace: Workspace, browser: Browser, tmp_path: Path
) -> None:
    folder, port = tmp_path / "browser", free_port()
    report = whole(workspace)
    claim = killing(report).one.claim.id
    url = f"http://127.0.0.1:{port}{way(report)}"
    workspace.close()
    with serving(workspace.folder.path, port) as (server, address):
        context = browser_at(browser, folder)
        page = context.new_page()
        page.goto(address)
        page.wait_for_url(re.compile(r".*/incidents.*"))
        open_form(page, url, claim)
        page.locator('[name="quantities.0.number"]').fill("50")
        page.keyboard.press("Enter")
        expect(page.locator("#said")).to_contain_text("Saved")

        open_form(page, url, claim)
        page.locator('[name="quantities.0.number"]').fill("77")
        server.send_signal(signal.SIGKILL)
        server.wait()
        page.keyboard.press("Enter")
        expect(page.locator("#problem")).to_contain_text("doesn't answer")
        expect(page.locator('[name="quantities.0.number"]')).to_have_value("77")
        # Chromium writes what pages keep to the disk every five seconds; what is younger goes with it.
        page.wait_for_timeout(7_000)
        kill_browser(folder)

    with serving(workspace.folder.path, port) as (_, address):
        context = browser_at(browser, folder)
        page = context.new_page()
        page.goto(address)
        page.wait_for_url(re.compile(r".*/incidents.*"))
        open_form(page, url, claim)
        expect(page.locator('[name="quantities.0.number"]')).to_have_value("77")
        context.close()
    with Workspace(workspace.folder.path) as again:
        assert killing(whole(again)).one.claim.quantities[0].low == 50
