"""A PostgreSQL server of one's own for tests and benchmarks: Debian's programs, a socket, no port.

`RIWAYA_TEST_POSTGRES` may name a server that runs already: `postgresql://user@host`; the user may
create databases there.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

VARIABLE = "RIWAYA_TEST_POSTGRES"
USER = "postgres"
PROGRAMS = Path("/usr/lib/postgresql")
MISSING = (
    "PostgreSQL is not installed: `apt-get install postgresql`, or name a server by "
    f"{VARIABLE}=postgresql://user@host"
)
#: A test's server may lose everything in a power cut.
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c jit=off"


class NoServer(RuntimeError):
    """There is no PostgreSQL here; the message says what to do."""


@dataclass(frozen=True)
class Server:
    """A server that can be given new databases."""

    url: str  # with {name} where the database's name belongs
    numbers: "count[int]"

    def new_database(self, like: str | None = None) -> str:
        """The URL of a new database: empty, or with what the database of another URL holds."""
        name = f"riwaya_{os.getpid()}_{next(self.numbers)}"
        template = _name(like) if like else "template0"
        self._run(f'CREATE DATABASE "{name}" ENCODING \'UTF8\' TEMPLATE "{template}"')
        return self.url.format(name=name)

    def drop(self, url: str) -> None:
        """Take a database away, whoever is still connected."""
        self._run(f'DROP DATABASE IF EXISTS "{_name(url)}" WITH (FORCE)')

    def _run(self, statement: str) -> None:
        import psycopg  # noqa: PLC0415 - an extra

        with psycopg.connect(self.url.format(name="postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


def _name(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


@contextmanager
def postgres_server() -> Iterator[Server]:
    """The server that the environment names, else one that ends with the block.

    Raises NoServer where there is none to start.
    """
    named = os.environ.get(VARIABLE)
    if named:
        base, _, options = named.partition("?")
        scheme, _, rest = base.partition("://")
        host = rest.partition("/")[0]
        yield Server(f"{scheme}://{host}/{{name}}" + (f"?{options}" if options else ""), count())
        return
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="riwaya-pg-", dir="/tmp"))
    try:
        if os.geteuid() == 0:  # the server refuses to run as root
            shutil.chown(folder, USER, USER)
        data = folder / "data"
        _run(programs / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8",
             "--locale", "C.UTF-8", "--no-sync")  # fmt: skip
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} {FAST}"
        log = folder / "log"
        _run(programs / "pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start")
        try:
            yield Server(f"postgresql://{USER}@/{{name}}?host={folder}", count())
        finally:
            with suppress(NoServer):
                _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """The folder of the newest version's programs."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    found = sorted(PROGRAMS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise NoServer(MISSING)
    return found[-1].parent


def _run(program: Path, *arguments: object) -> None:
    command = [str(part) for part in (program, *arguments)]
    if os.geteuid() == 0:
        command = ["runuser", "-u", USER, "--", *command]
    # A server that is started keeps its output open: files, since a pipe would never end.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            command, check=False, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd="/",
            env={**os.environ, "LC_ALL": "C"},
        )  # fmt: skip
        said.seek(0)
        if done.returncode:
            raise NoServer(f"{program.name}: {said.read().decode(errors='replace').strip()}")
