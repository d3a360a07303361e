"""Serving: answers go out at once, and the desk's own faults are told to whoever started it."""

import asyncio
import logging
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from riwaya.web import serving
from riwaya.web.config import Config

from .conftest import free_port


def test_a_fault_stands_on_standard_error(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    log = logging.getLogger("riwaya.desk")
    monkeypatch.setattr(log, "handlers", [])
    serving._log_to_stderr()
    serving._log_to_stderr()
    log.error("something failed")
    assert capsys.readouterr().err.count("something failed") == 1


def test_answers_are_sent_at_once() -> None:
    """What a connection that asyncio serves through our socket is set to."""
    listening = serving._listen(Config(port=free_port()))

    async def met() -> int:
        told: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        def came(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            side = writer.get_extra_info("socket")
            told.set_result(side.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        async with await asyncio.start_server(came, sock=listening):
            _, writer = await asyncio.open_connection(*listening.getsockname())
            found = await asyncio.wait_for(told, 5)
            writer.close()
            return found

    with ThreadPoolExecutor(1) as pool:  # a browser's loop may be running in this thread
        assert pool.submit(lambda: asyncio.run(met())).result() == 1
