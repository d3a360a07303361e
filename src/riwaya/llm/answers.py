"""What a model said -> the claims of its answer, as plain values; their truth is tested later."""

import re
from typing import Any

import msgspec

#: What some models put around JSON: their thinking, and a fence.
THINKING = re.compile(r"^.*</think>", re.DOTALL)
#: Claims of one answer that are looked at.
MOST = 100


def claims_in(content: str) -> list[dict[str, Any]] | None:
    """The claims of an answer; None where it is no answer in our form."""
    found = _json_in(THINKING.sub("", content))
    claims = found.get("claims") if isinstance(found, dict) else found
    if not isinstance(claims, list):
        return None
    return [claim if isinstance(claim, dict) else {} for claim in claims]


def _json_in(content: str) -> Any:
    """The JSON of an answer, with or without words around it; None where there is none."""
    for opening, closing in (("{", "}"), ("[", "]")):
        start, end = content.find(opening), content.rfind(closing)
        if 0 <= start < end:
            try:
                return msgspec.json.decode(content[start : end + 1].encode("utf-8", "replace"))
            except (msgspec.DecodeError, RecursionError):
                continue
    return None


def content_of(answer: Any) -> str | None:
    """What the model said, of a server's answer; None where it has another form."""
    try:
        content = answer["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError):
        return None
    if isinstance(content, list):  # parts, as some servers have it
        texts = [part.get("text") for part in content if isinstance(part, dict)]
        content = "".join(text for text in texts if isinstance(text, str))
    return content if isinstance(content, str) else None
