"""What turns one claim into another, as the JSON merge patch that a decision keeps."""

from typing import Any

import msgspec

from riwaya.records.claim import Claim


def patch_between(before: Claim, after: Claim) -> dict[str, Any]:
    """The merge patch (RFC 7396) with which `store.decided.patched` makes one of the other."""
    return _difference(_plain(before), _plain(after))


def _plain(claim: Claim) -> Any:
    """A claim as its JSON has it."""
    return msgspec.json.decode(msgspec.json.encode(claim))


def _difference(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    patch: dict[str, Any] = {key: None for key in before if key not in after}
    for key, value in after.items():
        was = before.get(key)
        if isinstance(value, dict) and isinstance(was, dict):
            if inner := _difference(was, value):
                patch[key] = inner
        elif key not in before or was != value or type(was) is not type(value):
            patch[key] = value
    return patch
