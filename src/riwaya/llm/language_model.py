"""A language model read with: text -> windows -> answers -> claims that stand in the text.

Its reading stands beside the reader's, never in it; `model` tells whose it is:
"llm:NAME@HOST#DIGEST", the digest being the first letters of the prompt's SHA-256.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import msgspec
from msgspec.structs import replace

from riwaya.errors import BadEndpoint
from riwaya.export.gloss import with_glosses
from riwaya.ingest.language import UNDETERMINED, not_arabic
from riwaya.llm.answers import claims_in, content_of
from riwaya.llm.cache import Cache
from riwaya.llm.connection import Connection, Refused, shown
from riwaya.llm.endpoint import Endpoint
from riwaya.llm.grounding import Grounded
from riwaya.llm.prompt import SHOWN, answer_schema, instructions, message_of, prompt_digest
from riwaya.llm.quotes import listed
from riwaya.llm.windows import windows_of
from riwaya.pipeline import Reading, known_with, with_outlet
from riwaya.reading.passage import passage_of
from riwaya.records.report import Document, Report
from riwaya.resolving.claims import resolve_claims
from riwaya.version import __version__

#: Why a part of a text has no claims; see `llm.grounding` for what of an answer is left out.
UNUSABLE = "answers that aren't in the form asked for"
#: Times that a window is asked about when its answer has another form.
ASKED = 2
UNCALIBRATED = (
    "A language model's reading: its quotes were found in the text, what it makes of them was not "
    "checked, and nobody measured how often it is right (its claims have no confidence)."
)


class LanguageModel:
    """A model behind an OpenAI-compatible server, asked for claims in our schema.

    `model` may be left out where the server has just one. `key` goes into the header Authorization
    and nowhere else; `timeout` (seconds) is that of one answer; `cache` None asks every time.
    Raises BadInput for an address that can't be used, MissingExtra without the extra `llm`.
    """

    def __init__(
        self,
        endpoint: str,
        model: str | None = None,
        *,
        key: str | None = None,
        timeout: float = 120.0,
        insecure: bool = False,
        cache: Cache | None = None,
        knowledge: Path | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.endpoint = Endpoint.of(endpoint, insecure=insecure)
        self._connection = Connection(self.endpoint, key=key, timeout=timeout, sleep=sleep)
        self._model = model
        self._cache = cache
        self._known = known_with(knowledge)
        #: The ways of asking for JSON that are left to try: servers know all, some or none.
        self._forms = [*_forms()]

    @property
    def name(self) -> str:
        """What stands as `model` in its readings; may ask the server for the model's name."""
        return f"llm:{shown(self._named())}@{self.endpoint.host}#{prompt_digest()[:SHOWN]}"

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, text: str, report: Report | None = None) -> Reading:
        """The claims that the model finds and the text bears out; raises BadEndpoint.

        The document's `rejected` counts by reason what was left out. A text in another language
        isn't sent anywhere.
        """
        report = with_outlet(report or Report(id="report", sha256=Report.digest(text)))
        if (note := not_arabic(text)) is not None:
            report = replace(report, language=UNDETERMINED)
            return Reading(text, Document(report=report, notes=(note,), riwaya=__version__))
        passage = passage_of(text)
        grounded = Grounded(passage)
        for window in windows_of(passage):
            claims = self._claims(message_of(window, text))
            if claims is None:
                grounded.rejected[UNUSABLE] += 1
            else:
                grounded.take(window, claims)
        resolved = resolve_claims(text, grounded.claims(), report, self._known)
        document = Document(
            report=report,
            claims=tuple(resolved),
            notes=(UNCALIBRATED,),
            model=self.name,
            riwaya=__version__,
            rejected=dict(sorted((+grounded.rejected).items())),
        )
        document.verify(text)
        return Reading(text, with_glosses(document))

    def _claims(self, message: str) -> list[dict[str, Any]] | None:
        """The claims of one message, remembered or asked for; None: no usable answer."""
        asked = msgspec.json.encode([prompt_digest(), self._named(), self.endpoint.host, message])
        kept = self._cache.get(asked) if self._cache else None
        found = claims_in(kept) if kept is not None else None
        for _ in range(ASKED):
            if found is not None:
                return found
            content = self._answer(message)
            found = claims_in(content) if content is not None else None
            if found is not None and content is not None and self._cache:
                self._cache.put(asked, content)
        return found

    def _answer(self, message: str) -> str | None:
        """What the model says, asked in the strictest form that the server takes."""
        body = {
            "model": self._named(),
            "messages": [
                {"role": "system", "content": instructions()},
                {"role": "user", "content": message},
            ],
        }
        while True:
            try:
                return content_of(self._connection.post(self.endpoint.chat, body | self._forms[0]))
            except Refused:
                if len(self._forms) == 1:
                    raise
                del self._forms[0]

    def _named(self) -> str:
        """The model's name; the server's only one where none was given."""
        if self._model is None:
            told = self._connection.get(self.endpoint.models)
            several = told.get("data") if isinstance(told, dict) else None
            found = (one.get("id") for one in listed(several) if isinstance(one, dict))
            names = [name for name in found if isinstance(name, str) and name]
            if len(names) != 1:
                known = f" ({shown(', '.join(names[:10]))})" if names else ""
                raise BadEndpoint(
                    f"{self.endpoint.host} has {len(names) or 'no'} models{known}; name one with "
                    "--llm-model"
                )
            self._model = names[0]
        return self._model


def _forms() -> tuple[dict[str, Any], ...]:
    """Ways to ask for JSON, the strictest first; the last one asks by words alone."""
    schema = {"name": "claims", "strict": True, "schema": answer_schema()}
    return (
        {"temperature": 0, "response_format": {"type": "json_schema", "json_schema": schema}},
        {"temperature": 0, "response_format": {"type": "json_object"}},
        {"temperature": 0},
        {},
    )
