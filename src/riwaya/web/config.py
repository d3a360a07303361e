"""How a desk is served: where, to whom, and what it shows."""

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Literal

from riwaya.errors import BadInput

Scheme = Literal["http", "https"]


@dataclass(frozen=True, slots=True)
class Config:
    """What `riwaya serve` was told.

    `names` are further host names that browsers may use for it, `behind_https` says that a proxy
    in front speaks https. `unreviewed` shows the public claims that nobody has reviewed.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    behind_https: bool = False
    public: bool = False
    unreviewed: bool = False
    #: Who works at a desk without accounts, for the record.
    by: str | None = None

    def __post_init__(self) -> None:
        try:
            ip_address(self.host)
        except ValueError:
            if self.host != "localhost":
                raise BadInput(
                    f"--host {self.host}: give the address to listen on, such as 127.0.0.1 or "
                    "0.0.0.0; names that browsers use go into --name"
                ) from None

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return self.host == "localhost" or ip_address(self.host).is_loopback

    @property
    def accounts(self) -> bool:
        """Whether people must sign in: wherever others than this machine's user could come."""
        return not self.public and (not self.loopback or self.behind_https or bool(self.names))

    @property
    def hosts(self) -> frozenset[str]:
        """What the Host header may say."""
        own = {self.host if ":" not in self.host else f"[{self.host}]"}
        if self.loopback:
            own |= {"localhost", "127.0.0.1", "[::1]"}
        own |= {f"[{name}]" if ":" in name else name.lower() for name in self.names}
        return frozenset(own | {f"{name}:{self.port}" for name in own})

    @property
    def origins(self) -> frozenset[str]:
        """What the Origin header may say."""
        schemes: tuple[Scheme, ...] = ("https",) if self.behind_https else ("http",)
        return frozenset(f"{scheme}://{host}" for scheme in schemes for host in self.hosts)

    @property
    def url(self) -> str:
        """The address to open in a browser of this machine."""
        host = self.host if ":" not in self.host else f"[{self.host}]"
        shown = "127.0.0.1" if host in {"0.0.0.0", "[::]"} else host  # noqa: S104
        return f"http://{shown}:{self.port}"
