"""The desk's own faults are told to whoever started it."""

import logging

import pytest

from riwaya.web import serving


def test_a_fault_stands_on_standard_error(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    log = logging.getLogger("riwaya.desk")
    monkeypatch.setattr(log, "handlers", [])
    serving._log_to_stderr()
    serving._log_to_stderr()
    log.error("something failed")
    assert capsys.readouterr().err.count("something failed") == 1
