"""`riwaya completion`: what a shell must know to complete commands and options."""

import os
from typing import Annotated

import typer

from riwaya.commands.options import ending
from riwaya.errors import BadInput

SHELLS = ("bash", "zsh", "fish")
#: The variable by which a shell asks the program itself.
ASKED = "_RIWAYA_COMPLETE"


def completion(
    shell: Annotated[
        str | None,
        typer.Argument(metavar="[SHELL]", help=f"{', '.join(SHELLS)}; the one of $SHELL unless."),
    ] = None,
) -> None:
    """Print what makes the Tab key complete commands and options: source <(riwaya completion)."""
    # Typer's own options for it change the user's files; what they print is not exported by name.
    from typer.completion import (  # type: ignore[attr-defined]  # noqa: PLC0415
        get_completion_script,
    )

    with ending():
        chosen = shell or os.path.basename(os.environ.get("SHELL", ""))  # noqa: PTH119 (a name)
        if chosen not in SHELLS:
            raise BadInput(f"{chosen or 'no shell'}: name one of {', '.join(SHELLS)}")
        typer.echo(get_completion_script(prog_name="riwaya", complete_var=ASKED, shell=chosen))


def ready_to_complete() -> None:
    """Before the program runs: when a shell asks for completions, it is answered in its form."""
    if ASKED in os.environ:
        from typer.completion import (  # type: ignore[attr-defined]  # noqa: PLC0415
            completion_init,
        )

        completion_init()
