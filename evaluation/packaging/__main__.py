"""`python -m evaluation.packaging`: wheel and sdist, built, compared, installed and used.

Builds both twice (the same bytes?), makes a wheel of the sdist (the same files?), asks twine, then
for each Python and each choice of extras: a fresh venv, `pip install` of the wheel, and the
commands of a first day. They run in another folder, with a home and a site-packages that can't be
written (root gives up that right with util-linux's setpriv), in the locale C. Prints a table; ends
with 1 where a step fails. Takes some ten minutes and pip's index.

    python -m evaluation.packaging --python python3.11 --python python3.13 --tests
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation.packaging.building import built
from evaluation.packaging.steps import Step, said
from evaluation.packaging.using import tested, used

VERSIONS = ("3.11", "3.12", "3.13")
EXTRAS = ("", "all")


def main() -> None:
    """Do all, print the table."""
    arguments = _arguments()
    steps: list[Step] = []
    folder = Path(tempfile.mkdtemp(prefix="riwaya-packaging-"))
    try:
        for step in _all_steps(folder, arguments):
            steps.append(step)
            print(_row(step), flush=True)
    finally:
        said(["chmod", "-R", "u+w", str(folder)])
        shutil.rmtree(folder, ignore_errors=True)
    failed = sum(not step.passed for step in steps)
    print(f"\n{len(steps)} steps, {failed} failed")
    sys.exit(1 if failed else 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n", maxsplit=1)[0])
    parser.add_argument("--python", action="append", help="an interpreter; else all that are found")
    parser.add_argument("--tests", action="store_true", help="pass a part of the tests there, too")
    return parser.parse_args()


def _row(step: Step) -> str:
    mark = "ok" if step.passed else "FAILED"
    return f"| {step.where} | {step.what} | {mark} | {step.seen} | {step.seconds:.1f} s |"


def _all_steps(folder: Path, arguments: argparse.Namespace) -> Iterator[Step]:
    print("| where | step | | seen | took |\n|---|---|---|---|---|")
    into = folder / "built"
    yield from built(folder, into)
    wheel = next(into.glob("*.whl"))
    for python in arguments.python or _pythons():
        version = said([python, "-c", "import platform; print(platform.python_version())"])
        for extra in EXTRAS:
            where = f"{version} {f'[{extra}]' if extra else 'bare'}"
            place = folder / where.replace(" ", "-")
            yield from used(place, where, python, wheel, extra)
            if arguments.tests and extra:
                yield tested(place, where)


def _pythons() -> Sequence[str]:
    """Interpreters of the versions that Riwaya supports: in PATH, or pyenv's."""
    found = []
    for version in VERSIONS:
        kept = sorted((Path.home() / ".pyenv/versions").glob(f"{version}.*/bin/python"))
        path = str(kept[-1]) if kept else shutil.which(f"python{version}")
        if path:
            found.append(path)
    return found


if __name__ == "__main__":
    main()
