"""What a model was trained on, as a hash."""

import hashlib
from collections.abc import Iterable

import msgspec

from training.compact import Compiled


def digest_of(reports: Iterable[Compiled]) -> str:
    """SHA-256 over names, texts and claims."""
    whole = hashlib.sha256()
    for report in reports:
        whole.update(report.name.encode() + b"\0" + report.text.encode() + b"\0")
        whole.update(msgspec.json.encode(report.document.claims))
    return whole.hexdigest()
