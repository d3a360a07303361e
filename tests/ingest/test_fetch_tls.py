"""https: the certificate must be for the name that was asked for, whatever the address."""

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from riwaya.ingest.fetch import Fetcher
from riwaya.ingest.not_fetched import BadAddress, Unreachable

from .web_server import Site, site

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(
    OPENSSL is None, reason="NO TLS TESTS: the command openssl is missing; apt-get install openssl"
)


def openssl(folder: Path, *arguments: str) -> None:
    subprocess.run([str(OPENSSL), *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ca.pem of our own and site.pem (key and certificate) for news.example."""
    folder = tmp_path_factory.mktemp("authority")
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    extensions = [
        "-addext",
        "basicConstraints=critical,CA:TRUE",
        "-addext",
        "keyUsage=critical,keyCertSign,cRLSign",
    ]
    openssl(
        folder,
        "req",
        "-x509",
        *key,
        *extensions,
        "-subj",
        "/CN=Test",
        "-keyout",
        "ca.key",
        "-out",
        "ca.pem",
    )
    openssl(
        folder,
        "req",
        *key[:-2],
        "-subj",
        "/CN=wrong.example",
        "-keyout",
        "site.key",
        "-out",
        "site.csr",
    )
    (folder / "names").write_text("subjectAltName=DNS:news.example,IP:127.0.0.1\n")
    openssl(folder, "x509", "-req", "-in", "site.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-days", "2", "-extfile", "names", "-out", "site.crt")  # fmt: skip
    (folder / "site.pem").write_text(
        (folder / "site.key").read_text() + (folder / "site.crt").read_text()
    )
    return folder


@pytest.fixture
def web(authority: Path) -> Iterator[Site]:
    with site(authority / "site.pem") as running:
        running.has("/", "<html>")
        yield running


def fetcher(authority: Path | None, **options: bool) -> Fetcher:
    tls = ssl.create_default_context(cafile=str(authority / "ca.pem")) if authority else None
    return Fetcher(
        allow_private=True, tls=tls, resolve=lambda _host, _port: ["127.0.0.1"], **options
    )


def test_the_certificate_is_checked_for_the_name_not_the_number(web: Site, authority: Path) -> None:
    got = fetcher(authority).fetch(web.url(host="news.example"))
    assert (got.status, got.data) == (200, b"<html>")
    assert web.headers[0]["host"] == f"news.example:{web.port}"


def test_an_address_may_have_a_certificate_too(web: Site, authority: Path) -> None:
    assert fetcher(authority).fetch(web.url()).status == 200


@pytest.mark.parametrize("host", ["other.example", "wrong.example", "a.news.example"])
def test_another_names_certificate_is_refused(web: Site, authority: Path, host: str) -> None:
    with pytest.raises(
        Unreachable, match=rf"https://{host}:.*certificate can't be trusted.*{host}"
    ):
        fetcher(authority).fetch(web.url(host=host))
    assert web.asked == []


def test_an_unknown_authority_is_refused(web: Site) -> None:
    with pytest.raises(Unreachable, match="certificate can't be trusted"):
        fetcher(None).fetch(web.url(host="news.example"))
    assert web.asked == []


def test_plain_http_on_the_secure_port_and_the_reverse_are_errors(
    web: Site, authority: Path
) -> None:
    with site() as plain, pytest.raises(Unreachable, match="no secure connection"):
        fetcher(authority).fetch(f"https://news.example:{plain.port}/")
    with pytest.raises(Unreachable, match="no whole answer"):
        fetcher(authority).fetch(f"http://news.example:{web.port}/")


def test_a_redirect_from_https_to_http_is_refused(web: Site, authority: Path) -> None:
    with site() as plain:
        web.has("/down", b"", 302, Location=f"http://news.example:{plain.port}/")
        plain.has("/up", b"", 301, Location=web.url(host="news.example"))
        with pytest.raises(BadAddress, match="from https to http://news"):
            fetcher(authority).fetch(web.url("/down", host="news.example"))
        assert plain.asked == []
        up = fetcher(authority).fetch(f"http://news.example:{plain.port}/up")
        assert up.final_url == web.url(host="news.example")
