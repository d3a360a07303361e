"""`riwaya serve`: the desk in the browser."""

from typing import Annotated

import typer

from riwaya.commands.options import ByOption, WorkspaceOption, ending, opened, tell
from riwaya.errors import MissingExtra


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8765,
    name: Annotated[
        list[str] | None, typer.Option(help="A further host name that browsers may use for it.")
    ] = None,
    behind_https: Annotated[
        bool, typer.Option("--behind-https", help="A proxy in front speaks https.")
    ] = False,
    public: Annotated[
        bool, typer.Option("--public", help="Read-only, for everybody: the publishing profile.")
    ] = False,
    unreviewed: Annotated[
        bool, typer.Option("--unreviewed", help="Publish claims that nobody has reviewed, too.")
    ] = False,
    workspace: WorkspaceOption = None,
    by: ByOption = None,
) -> None:
    """Open the desk: review, incidents, maps. On this machine only, unless --host says more."""
    with ending():
        try:
            from riwaya.web.config import Config  # noqa: PLC0415 (slow to load)
            from riwaya.web.serving import serve as serving  # noqa: PLC0415
        except (ImportError, MissingExtra) as error:  # the workspace's libraries, or the desk's own
            raise MissingExtra("the desk needs more: pip install 'riwaya[web]'") from error
    with opened(workspace, by=by) as inside:
        config = Config(
            host=host, port=port, names=tuple(name or ()), behind_https=behind_https,
            public=public, unreviewed=unreviewed, by=by,
        )  # fmt: skip
        if config.accounts and not config.behind_https and not config.loopback:
            tell("passwords travel unencrypted: put a proxy with https in front (--behind-https)")
        serving(inside, config, lambda url: tell(f"the desk is open at {url} (Ctrl-C closes it)"))
