"""Addresses: only what all the world reaches, asked for once."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.ingest.addresses import Resolver, checked_addresses, kind_of
from riwaya.ingest.location import location_of
from riwaya.ingest.not_fetched import BadAddress, Unreachable

PUBLIC = "93.184.215.14"
PUBLIC_6 = "2606:2800:21f:cb07::1"
SPECIAL = [
    ("0.0.0.0", "unspecified"),  # noqa: S104
    ("0.1.2.3", "unspecified"),
    ("10.0.0.1", "private"),
    ("100.64.0.1", "carrier-internal"),
    ("127.0.0.1", "loopback"),
    ("127.255.255.254", "loopback"),
    ("169.254.169.254", "link-local"),
    ("172.16.0.1", "private"),
    ("172.31.255.255", "private"),
    ("192.168.1.1", "private"),
    ("192.0.0.8", "protocol"),
    ("198.18.0.1", "benchmark"),
    ("203.0.113.9", "documentation"),
    ("224.0.0.1", "multicast"),
    ("239.255.255.250", "multicast"),
    ("240.0.0.1", "reserved"),
    ("255.255.255.255", "reserved"),
    ("::", "unspecified"),
    ("::1", "loopback"),
    ("::ffff:127.0.0.1", "IPv4-mapped"),
    ("::ffff:93.184.215.14", "IPv4-mapped"),
    ("::127.0.0.1", "IPv4-compatible"),
    ("64:ff9b::7f00:1", "NAT64"),
    ("64:ff9b:1::a00:1", "NAT64"),
    ("2002:7f00:1::", "6to4"),
    ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "Teredo"),
    ("2001:db8::1", "documentation"),
    ("fc00::1", "private"),
    ("fd12:3456::1", "private"),
    ("fe80::1", "link-local"),
    ("fec0::1", "site-local"),
    ("ff02::1", "multicast"),
    ("100::1", "reserved"),
    ("5f00::1", "reserved"),
]


def answering(*addresses: str) -> Resolver:
    return lambda _host, _port: addresses


@pytest.mark.parametrize(("address", "kind"), SPECIAL)
def test_special_addresses_are_named_and_refused(address: str, kind: str) -> None:
    assert kind_of(address) == kind
    with pytest.raises(BadAddress, match=f"{address} is a {kind} address"):
        checked_addresses(location_of("http://a.example/"), resolve=answering(address))


@pytest.mark.parametrize("address", [PUBLIC, PUBLIC_6, "8.8.8.8", "172.32.0.1", "100.128.0.1"])
def test_addresses_of_the_internet_pass(address: str) -> None:
    assert kind_of(address) is None
    assert checked_addresses(location_of("http://a.example/"), resolve=answering(address)) == (
        address,
    )


@given(st.ip_addresses(v=4))
def test_no_special_address_passes_in_the_dress_of_ipv6(inner: IPv4Address) -> None:
    number = int(inner)
    for dressed in (
        (0xFFFF << 32) | number,
        number,
        (0x64FF9B << 96) | number,
        (0x2002 << 112) | (number << 80) | 1,
        (0x20010000 << 96) | (number ^ 0xFFFFFFFF),
    ):
        assert kind_of(str(IPv6Address(dressed))) is not None


@given(st.ip_addresses())
def test_what_passes_is_global_for_python_too(address: IPv4Address | IPv6Address) -> None:
    if kind_of(str(address)) is None:
        assert address.is_global
        assert not address.is_multicast
        assert not address.is_reserved


def test_of_several_addresses_those_that_pass_are_used_once_each_in_order() -> None:
    resolve = answering(PUBLIC_6, "127.0.0.1", "64:ff9b::5db8:d70e", PUBLIC, PUBLIC_6)
    location = location_of("https://a.example/")
    assert checked_addresses(location, resolve=resolve) == (PUBLIC_6, PUBLIC)


def test_the_resolver_is_asked_once_and_never_for_an_address() -> None:
    asked: list[tuple[str, int]] = []

    def resolve(host: str, port: int) -> Sequence[str]:
        asked.append((host, port))
        return [PUBLIC]

    checked_addresses(location_of("https://a.example/"), resolve=resolve)
    checked_addresses(location_of(f"https://{PUBLIC}/"), resolve=resolve)
    checked_addresses(location_of(f"https://[{PUBLIC_6}]/"), resolve=resolve)
    assert asked == [("a.example", 443)]


def test_a_name_that_leads_home_may_lead_elsewhere_later_but_an_address_never() -> None:
    with pytest.raises(BadAddress) as named:
        checked_addresses(location_of("http://a.example/"), resolve=answering("127.0.0.1"))
    with pytest.raises(BadAddress) as literal:
        checked_addresses(location_of("http://127.0.0.1/"))
    assert (named.value.passing, literal.value.passing) == (True, False)


@pytest.mark.parametrize("port", [22, 25, 6379, 9200, 81])
def test_other_services_ports_are_refused(port: int) -> None:
    location = location_of(f"http://a.example:{port}/")
    with pytest.raises(BadAddress, match=f"port {port} is not one of 80, 443"):
        checked_addresses(location, resolve=answering(PUBLIC))
    assert checked_addresses(location, allow_private=True, resolve=answering(PUBLIC)) == (PUBLIC,)


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.1.1", "169.254.1.1", "::1", "::ffff:10.0.0.1", "fd00::1"]
)
def test_a_flag_allows_ones_own_network(address: str) -> None:
    location = location_of("http://a.example/")
    assert checked_addresses(location, allow_private=True, resolve=answering(address)) == (address,)


@pytest.mark.parametrize(
    "address",
    ["0.0.0.0", "::", "224.0.0.1", "255.255.255.255", "::ffff:0.0.0.0", "ff02::1"],  # noqa: S104
)
def test_no_flag_allows_what_is_no_host(address: str) -> None:
    with pytest.raises(BadAddress, match="refused"):
        checked_addresses(
            location_of("http://a.example/"), allow_private=True, resolve=answering(address)
        )


def test_a_host_that_nobody_knows_is_said_to_be_so() -> None:
    def resolve(_host: str, _port: int) -> Sequence[str]:
        raise OSError(-2, "Name or service not known")

    with pytest.raises(Unreachable, match=r"http://a\.example/: no such host.*not known") as error:
        checked_addresses(location_of("http://a.example/"), resolve=resolve)
    assert error.value.passing
    with pytest.raises(Unreachable, match="no address"):
        checked_addresses(location_of("http://a.example/"), resolve=answering())
