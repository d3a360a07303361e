"""`riwaya --version`: which Riwaya this is, and with `--json` which model and Python."""

import typer


def tell_version(*, as_json: bool) -> None:
    """Print the version; as JSON with the model's hash (null where it is missing) and Python."""
    from riwaya.version import __version__  # noqa: PLC0415 (beside the rest)

    if not as_json:
        typer.echo(f"riwaya {__version__}")
        return
    import platform  # noqa: PLC0415

    from riwaya.commands.options import print_json  # noqa: PLC0415
    from riwaya.reading.model_files import SHIPPED, digest_of  # noqa: PLC0415 (quick)

    try:
        model: str | None = digest_of(SHIPPED)
    except OSError:  # `riwaya doctor` says what is wrong with it
        model = None
    print_json({"riwaya": __version__, "model": model, "python": platform.python_version()})
