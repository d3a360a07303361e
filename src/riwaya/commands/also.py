"""`--also llm`: a language model that the user has reads the same text, beside the reader."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import UNSET
from msgspec.structs import replace

from riwaya.errors import BadEndpoint, BadInput

if TYPE_CHECKING:
    from riwaya.llm.language_model import LanguageModel
    from riwaya.records.report import Document, Report

#: Reports in a row without an answer after which the model isn't asked any more.
PATIENCE = 3
#: Seconds: a model on a processor of one's own may take minutes.
SECONDS = 120.0

AlsoOption = Annotated[
    str | None, typer.Option(metavar="llm", help="A second reading, by a language model you have.")
]
EndpointOption = Annotated[
    str | None,
    typer.Option(metavar="URL", help="--also llm: its OpenAI-compatible server (…/v1)."),
]
ModelOption = Annotated[
    str | None, typer.Option("--llm-model", metavar="NAME", help="Its name, if there are several.")
]
KeyOption = Annotated[
    str | None,
    typer.Option("--api-key-env", metavar="VAR", help="The environment variable with its key."),
]
TimeoutOption = Annotated[
    float, typer.Option("--timeout", min=1, max=3600, help="Seconds that it has for one answer.")
]
CacheOption = Annotated[
    Path | None,
    typer.Option("--cache", metavar="DIR", help="Where its answers are kept, to ask once only."),
]
NoCacheOption = Annotated[bool, typer.Option("--no-cache", help="Keep none of its answers.")]
InsecureOption = Annotated[
    bool, typer.Option("--insecure", help="Allow plain http to another machine.")
]


@dataclass(slots=True)
class Asking:
    """The language model of one run, and how many reports in a row it gave no answer for."""

    model: "LanguageModel"
    missed: int = 0

    @property
    def notice(self) -> str | None:
        """What must be said before a text leaves the machine; None where none does."""
        endpoint = self.model.endpoint
        if endpoint.is_local:
            return None
        return (
            f"--also llm: the text of every report is sent to {endpoint.host}; it leaves this "
            "machine, and who runs that server can read it"
        )

    def beside(self, document: "Document", text: str, report: "Report") -> "Document":
        """The document with the model's reading as `also`; raises BadEndpoint where it has none."""
        if self.missed >= PATIENCE:
            raise BadEndpoint(f"not asked, after {PATIENCE} reports in a row without an answer")
        try:
            second = self.model.read(text, report).document
        except BadEndpoint:
            self.missed += 1
            raise
        self.missed = 0
        if second.model is UNSET:  # another language: neither has read it
            return document
        return replace(document, also=(second,))


def asking_of(
    also: str | None,
    *,
    endpoint: str | None,
    model: str | None,
    key_env: str | None,
    timeout: float,
    cache: Path | None,
    no_cache: bool,
    insecure: bool,
    knowledge: Path | None = None,
) -> Asking | None:
    """The model that is asked, too; None where none is wanted. Raises BadInput, MissingExtra."""
    if also is None:
        if endpoint or model or key_env or cache or no_cache or insecure:
            raise BadInput("--endpoint, --llm-model, … go with --also llm, which is off by default")
        return None
    if also != "llm":
        raise BadInput(f"--also {also}: unknown; known: llm")
    if endpoint is None:
        raise BadInput("--also llm needs --endpoint URL, such as http://127.0.0.1:8080/v1")
    if cache and no_cache:
        raise BadInput("--cache and --no-cache exclude each other")
    from riwaya.llm.cache import Cache, own_folder  # noqa: PLC0415 (of an extra)
    from riwaya.llm.language_model import LanguageModel  # noqa: PLC0415

    return Asking(
        LanguageModel(
            endpoint,
            model,
            key=key_in(key_env) if key_env else None,
            timeout=timeout,
            insecure=insecure,
            cache=None if no_cache else Cache(cache or own_folder()),
            knowledge=knowledge,
        )
    )


def key_in(variable: str) -> str:
    """The key in an environment variable; BadInput, which never shows it, where it can't be one."""
    key = os.environ.get(variable, "").strip()
    if not key:
        raise BadInput(f"--api-key-env {variable}: no such environment variable, or it is empty")
    if not (key.isascii() and key.isprintable()):
        raise BadInput(f"--api-key-env {variable}: what it holds is no key")
    return key
