"""Runs `riwaya` and Python for the blocks of the documentation in processes that have all loaded.

`python -m tests.docs.warm SOCKET WORKSPACE` listens; the program `asking.py`, called `riwaya` in the blocks'
PATH, sends its arguments, folder, environment and its three streams. A fork runs the command: a
process of its own, without the second or two that loading takes (the model alone each loads itself). When who asked is gone, it ends.
"""

import gc
import json
import os
import select
import signal
import socket
import sys
import traceback
from importlib import import_module
from pathlib import Path
from runpy import run_path
from typing import Any

from typer.testing import CliRunner

LOADED = (
    "riwaya.cli", "riwaya.pipeline", "riwaya.incidents", "riwaya.workspace.workspace",
    "riwaya.workspace.fusing", "riwaya.workspace.exporting", "riwaya.workspace.incidents",
    "riwaya.workspace.asked", "riwaya.export.forms.registry", "riwaya.resolving.claims",
    "riwaya.web.app", "riwaya.web.serving", "riwaya.reading.onnx_model", "tokenizers", "trafilatura", "openpyxl",
    "alembic.command", "sqlalchemy.dialects.sqlite", "rich.console", "rich.progress",
)  # fmt: skip


def main(path: str, workspace: str) -> None:
    """Load everything, then serve until the standard input is closed."""
    for name in LOADED:
        import_module(name)
    load_tables(workspace)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(16)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("ready", flush=True)
    while True:
        ready, _, _ = select.select([listener, sys.stdin], [], [])
        if sys.stdin in ready:
            return
        connection, _ = listener.accept()
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            listener.close()
            serve(connection)
            os._exit(0)
        connection.close()


def load_tables(workspace: str) -> None:
    """Have every table looked at once: the commands that are forked find them in memory."""
    runner = CliRunner()
    for arguments in (
        ["lookup", "وزير الدفاع الروسي في حلب أمس", "--date", "2016-01-01"],
        ["incidents", "--workspace", workspace],
        ["export", "acled", "--output", f"{workspace}.csv", "--workspace", workspace],
    ):
        done = runner.invoke(import_module("riwaya.cli").app, arguments)
        if done.exit_code != 0:
            raise SystemExit(f"{arguments}: {done.output}")
    gc.freeze()


def serve(connection: socket.socket) -> None:
    """Run what is asked for in a fork of its own; say how it ended; end it when nobody waits."""
    asked, streams = received(connection)
    child = os.fork()
    if child == 0:
        os.setsid()
        connection.close()
        os._exit(run(asked, streams))
    for stream in streams:
        os.close(stream)
    watched = os.pidfd_open(child)
    ready, _, _ = select.select([watched, connection], [], [])
    if watched not in ready:
        os.killpg(child, signal.SIGTERM)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if watched in ready:
        connection.sendall(code.to_bytes(4, "big", signed=True))


def received(connection: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """What is asked for, and the three streams."""
    body, streams, _, _ = socket.recv_fds(connection, 1 << 20, 3)
    while not body.endswith(b"\n"):
        body += connection.recv(1 << 20)
    return json.loads(body), streams


def run(asked: dict[str, Any], streams: list[int]) -> int:
    """Be the program that was asked for; its exit code."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    sys.argv = asked["arguments"]
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 (for the process's life)
        for number, mode in enumerate(("r", "w", "w"))
    )
    try:
        if sys.argv[0] == "python":
            if "spacy" in Path(sys.argv[1]).read_text("utf-8"):  # its entry point, if not installed
                import_module("riwaya.bridges.spacy_component")
            sys.path.insert(0, "")
            run_path(sys.argv[1], run_name="__main__")
        else:
            import_module("riwaya.cli").main()
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:  # noqa: BLE001 (as the interpreter itself would say it)
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return code


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
