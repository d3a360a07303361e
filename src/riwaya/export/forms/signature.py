"""Who publishes an export, and under which address its records get their names (IRIs)."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from riwaya.errors import BadInput

#: Names of records where nobody says an address of their own; nothing is there to be fetched.
NAMES = "https://w3id.org/riwaya/id/"


@dataclass(frozen=True, slots=True)
class Signature:
    """`publisher` is a name, `base` the address that ends the names of records, with its slash."""

    publisher: str | None = None
    base: str | None = None

    @property
    def names(self) -> str:
        """What the names of records begin with."""
        return self.base or NAMES


def signature_of(publisher: str | None, base: str | None) -> Signature:
    """A signature; raises BadInput for an address that can't be the beginning of others."""
    if base is None:
        return Signature(publisher or None)
    parts = urlsplit(base)
    whole = parts.scheme in {"http", "https"} and parts.hostname
    if (
        not whole
        or parts.query
        or parts.fragment
        or any(c.isspace() or c in '<>"{}|\\^`' for c in base)
    ):
        raise BadInput(
            f"--base-url {base}: give the address of a page or folder of yours, such as"
            " https://example.org/checked/"
        )
    return Signature(publisher or None, base if base.endswith("/") else f"{base}/")
