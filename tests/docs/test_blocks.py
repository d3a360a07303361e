"""Every command and every block of code in the documentation runs, and prints what is shown of it.

How a page says what can't run here, and in which folder it runs: `blocks.py`.
"""

from collections.abc import Callable

import pytest

from tests.docs.blocks import Page, fits, pages
from tests.docs.conftest import Ran

PAGES = pages()
#: Blocks that can't run here, all pages together: what needs root, a network, hours, or a person.
MOST_NOT_RUN = 18


@pytest.mark.parametrize("page", [page for page in PAGES if page.run], ids=lambda page: page.name)
def test_every_block_runs(page: Page, run: Callable[[Page], Ran]) -> None:
    ran = run(page)
    if ran.failed is not None:
        block = page.run[ran.failed]
        pytest.fail(f"{page.name}:{block.line} fails:\n{block.text}\n{ran.printed[ran.failed]}")
    wrong = [
        f"{page.name}:{block.line} prints:\n{printed}"
        for block, printed in zip(page.run, ran.printed, strict=True)
        if block.prints is not None and not fits(block.prints, printed)
    ]
    assert not wrong, "\n\n".join(wrong)


def test_few_blocks_are_left_out() -> None:
    left_out = [(page, block) for page in PAGES for block in page.blocks if block.not_run]
    told = "\n".join(f"{page.name}:{block.line}: {block.not_run}" for page, block in left_out)
    print(told)  # shown by pytest -rP
    assert len(left_out) <= MOST_NOT_RUN, told


def test_commands_stand_in_blocks_that_run() -> None:
    """A block of another language, or of none, with a command in it would be passed over."""
    hidden = [
        f"{page.name}:{block.line}"
        for page in PAGES
        for block in page.others
        if any(line.strip().startswith(("riwaya ", "$ riwaya")) for line in block.text.splitlines())
        and "[OPTIONS]" not in block.text
    ]
    assert hidden == []


@pytest.mark.parametrize(
    ("shown", "printed", "whether"),
    [
        ("a\nb", "a\nb\n", True),
        ("a\n…\nz", "a\nb\nc\nz\n", True),
        ("a\n…", "a\n", True),
        ("id i… here", "id i123 here\n", True),
        ("a", "a\nb\n", False),
        ("a.c", "abc\n", False),
    ],
)
def test_what_is_shown_is_compared(shown: str, printed: str, whether: bool) -> None:
    assert fits(shown, printed) is whether
