"""The server that is asked: its address, and whether a text that goes there leaves the machine."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit, urlunsplit

from riwaya.errors import BadInput

CHAT, MODELS = "/chat/completions", "/models"
WRONG = "--endpoint: give an http or https address, such as http://127.0.0.1:8080/v1"
#: Letters of a host's name, or of an address of either kind.
NAME = re.compile(r"[\w.:-]+")
LOCAL = frozenset(("localhost", "ip6-localhost"))


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible server by its base address (…/v1).

    `host` (with its port) is all that is told of it: a query could hold a key.
    """

    address: SplitResult
    host: str
    is_local: bool

    @classmethod
    def of(cls, url: str, *, insecure: bool = False) -> "Endpoint":
        """The endpoint of an http(s) address; BadInput where it can't be one, or isn't safe."""
        try:
            parts = urlsplit(url.strip())
            name, port = parts.hostname, parts.port
        except ValueError:
            raise BadInput(WRONG) from None
        if parts.scheme not in {"http", "https"} or not name or not NAME.fullmatch(name):
            raise BadInput(WRONG)
        if parts.username is not None or parts.password is not None:
            raise BadInput("--endpoint: no name or password in the address; use --api-key-env VAR")
        local = _is_local(name)
        if parts.scheme == "http" and not local and not insecure:
            raise BadInput(
                f"--endpoint: {name} is another machine, and over plain http anybody between could "
                "read the reports; use https, or --insecure if the network is your own"
            )
        shown = f"[{name}]" if ":" in name else name
        path = parts.path.rstrip("/").removesuffix(CHAT)
        base = SplitResult(parts.scheme, parts.netloc, path, parts.query, "")
        return cls(base, f"{shown}:{port}" if port else shown, local)

    @property
    def chat(self) -> str:
        """Where chats are completed."""
        return self._under(CHAT)

    @property
    def models(self) -> str:
        """Where its models are listed."""
        return self._under(MODELS)

    def _under(self, path: str) -> str:
        return urlunsplit(self.address._replace(path=self.address.path + path))


def _is_local(name: str) -> bool:
    """Whether a name is this machine's own, whoever answers for names."""
    if name.lower() in LOCAL:
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
