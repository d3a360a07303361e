"""Host -> the addresses that may be connected to: asked once, checked, and handed on as numbers.

A page may name any host, and a host may resolve to any address: the router at home, a database in
the same cloud, this machine. Only addresses that the whole Internet reaches pass. A name may answer
differently a moment later, so that the connection goes to the very address checked here.

Of an answer with several addresses those that pass are used and the others dropped. It is as safe
as refusing them all, since nobody connects to what was dropped; and networks that make up a NAT64
address for every site would otherwise reach none.
"""

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv6Address, ip_address, ip_network

from riwaya.ingest.location import Location
from riwaya.ingest.not_fetched import BadAddress, Unreachable, shown

#: Host and port -> addresses as strings; raises OSError when there are none.
Resolver = Callable[[str, int], Sequence[str]]

#: IANA's special-purpose address registries (RFC 6890 and its updates), the narrower network first.
SPECIAL = tuple(
    (ip_network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "carrier-internal"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "protocol"),
        ("192.0.2.0/24", "documentation"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "benchmark"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("::ffff:0:0/96", "IPv4-mapped"),
        ("::/96", "IPv4-compatible"),
        ("64:ff9b::/96", "NAT64"),
        ("64:ff9b:1::/48", "NAT64"),
        ("2001::/32", "Teredo"),
        ("2001::/23", "protocol"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("3fff::/20", "documentation"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    )
)
#: The part of IPv6 that is given out for the Internet (RFC 4291, 2.4).
GLOBAL_UNICAST = ip_network("2000::/3")
#: No flag allows these: there is no one host behind them.
NEVER = frozenset(["unspecified", "multicast", "reserved"])
#: Where web sites are; on other ports listen services that a request could be mistaken by.
WEB_PORTS = frozenset([80, 443, 8080, 8443])


def system_addresses(host: str, port: int) -> list[str]:
    """What the machine's own resolver answers, in its order."""
    answer = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[4][0]) for address in answer]


def checked_addresses(
    location: Location, *, allow_private: bool = False, resolve: Resolver = system_addresses
) -> tuple[str, ...]:
    """The addresses to connect to, best first, each once; `resolve` is asked one time.

    Raises BadAddress when none passes, Unreachable when the host has none. `allow_private` lets
    addresses of one's own network through, and any port.
    """
    where = shown(location.url)
    if not allow_private and location.port not in WEB_PORTS:
        ports = ", ".join(map(str, sorted(WEB_PORTS)))
        raise BadAddress(f"{where}: refused: port {location.port} is not one of {ports}")
    refused: list[str] = []
    passed: dict[str, None] = {}
    for address in _resolved(location, resolve):
        kind = kind_of(address)
        if kind is None or (allow_private and _own(address, kind)):
            passed[address] = None
        else:
            refused.append(f"{address} is a {kind} address")
    if not passed:
        raise BadAddress(
            f"{where}: refused: {refused[0]}; --allow-private fetches from your own network",
            # A name may be right tomorrow: hotels' networks answer for all names with their own.
            passing=not _is_literal(location.host),
        )
    return tuple(passed)


def kind_of(address: str) -> str | None:
    """What sort of special address it is ("loopback"); None for one that all the world reaches."""
    ip = ip_address(address)
    for network, kind in SPECIAL:
        if ip.version == network.version and ip in network:
            return kind
    if isinstance(ip, IPv6Address) and ip not in GLOBAL_UNICAST:
        return "reserved"
    # Python's own registry may know of networks newer than the table.
    return None if ip.is_global else "special-purpose"


def _own(address: str, kind: str) -> bool:
    """Whether it may be a host of one's own network."""
    ip = ip_address(address)
    inner = ip.ipv4_mapped if isinstance(ip, IPv6Address) else None
    return kind not in NEVER and (inner is None or kind_of(str(inner)) not in NEVER)


def _resolved(location: Location, resolve: Resolver) -> Sequence[str]:
    if _is_literal(location.host):
        return [location.host]
    try:
        answer = resolve(location.host, location.port)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Unreachable(
            f"{shown(location.url)}: no such host, or no network ({reason})"
        ) from None
    if not answer:
        raise Unreachable(f"{shown(location.url)}: the host has no address")
    return answer


def _is_literal(host: str) -> bool:
    """An address in numbers, which `location_of` leaves in one spelling only."""
    return ":" in host or host.replace(".", "").isdigit()
