"""The examples in docstrings say what happens."""

import doctest
from importlib import import_module
from typing import Any

import pytest

#: Where people who program begin.
PLAIN = ("riwaya.pipeline", "riwaya.batch", "riwaya.incidents")


def run(name: str, given: dict[str, Any]) -> int:
    module = import_module(name)
    finder, runner = doctest.DocTestFinder(), doctest.DocTestRunner()
    for test in finder.find(module, name, globs={**vars(module), **given}):
        runner.run(test)
    result = runner.summarize()
    assert not result.failed
    return result.attempted


@pytest.mark.parametrize("name", PLAIN)
def test_examples_of_reading(name: str) -> None:
    assert run(name, {}) > 2
