"""Serving the desk: until it is stopped, on one address."""

import logging
import socket
from collections.abc import Callable

import uvicorn

from riwaya.errors import BadInput
from riwaya.store.engine import map_into_memory
from riwaya.web.app import make_app
from riwaya.web.config import Config
from riwaya.web.makers import Makers
from riwaya.workspace.people import people_of
from riwaya.workspace.workspace import Workspace

#: Requests that are answered at once; more wait.
BACKLOG = 128
#: Seconds that open requests get when the desk is stopped.
GRACE = 5


def serve(workspace: Workspace, config: Config, told: Callable[[str], None]) -> None:
    """Serve until stopped; `told` is given the address once the desk answers there.

    Raises BadInput where the address can't be had, or nobody could sign in.
    """
    _log_to_stderr()
    map_into_memory(workspace.engine)
    if config.accounts:
        _somebody(workspace)
    makers = Makers(workspace, config)
    if workspace.engine.dialect.name == "sqlite":  # elsewhere no page is kept
        workspace.engine.dispose()  # a connection belongs to one process
        makers.fork()
    try:
        listening = _listen(config)
    except BadInput:
        makers.close()
        raise
    app = make_app(workspace, config, makers)
    settings = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, date_header=True,
        proxy_headers=False, timeout_graceful_shutdown=GRACE, lifespan="on",
        ws="none",
    )  # fmt: skip
    told(_address(app.state.office.sessions.token, config))
    uvicorn.Server(settings).run(sockets=[listening])


def _log_to_stderr() -> None:
    """What went wrong in a request is for whoever started the desk, not for who asked."""
    log = logging.getLogger("riwaya.desk")
    if not log.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        log.addHandler(handler)


def _somebody(workspace: Workspace) -> None:
    """There must be an admin where people must sign in."""
    if not any(one.active and one.role == "admin" for one in people_of(workspace.engine)):
        raise BadInput(
            "nobody could sign in yet: add the first person with "
            "`riwaya people add NAME --role admin`"
        )


def _address(token: str, config: Config) -> str:
    if config.public or config.accounts:
        return config.url
    return f"{config.url}/enter?token={token}"


def _listen(config: Config) -> socket.socket:
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    # asyncio sends at once (TCP_NODELAY) only by sockets that say that they are TCP: without it
    # each answer waits 40 ms for the other side's acknowledgement.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((config.host, config.port))
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        raise BadInput(
            f"{config.host}:{config.port}: {error.strerror}; another --port may be free"
        ) from error
    return listening
