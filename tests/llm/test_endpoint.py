"""Where texts may be sent: nowhere by mistake, and over nothing that others can read."""

import pytest

from riwaya.errors import BadInput
from riwaya.llm.endpoint import Endpoint


@pytest.mark.parametrize(
    ("url", "chat", "host", "local"),
    [
        ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1/chat/completions", "127.0.0.1:8080", True),
        ("http://localhost/v1/", "http://localhost/v1/chat/completions", "localhost", True),
        ("http://[::1]:1/v1", "http://[::1]:1/v1/chat/completions", "[::1]:1", True),
        ("https://api.example.org/v1", "https://api.example.org/v1/chat/completions", "api.example.org", False),
        ("https://x.example/a?version=2", "https://x.example/a/chat/completions?version=2", "x.example", False),
        ("https://x.example/v1/chat/completions", "https://x.example/v1/chat/completions", "x.example", False),
    ],
)  # fmt: skip
def test_an_address_is_understood(url: str, chat: str, host: str, local: bool) -> None:
    endpoint = Endpoint.of(url)
    assert (endpoint.chat, endpoint.host, endpoint.is_local) == (chat, host, local)


@pytest.mark.parametrize(
    "url",
    [
        "", "example.org", "ftp://example.org/v1", "file:///etc/passwd", "http://", "http://[::1",
        "http://x:99999/v1", "https://me:secret@example.org/v1", "http://example.org/v1",
        "http://127.0.0.1.example.org/v1", "http://192.168.0.2:8080/v1", "http://2130706433.org/v1",
        "https://ev\x1b[31mil.example/v1", "https://two words.example/v1",
    ],
)  # fmt: skip
def test_what_is_no_safe_address_is_refused_without_secrets(url: str) -> None:
    with pytest.raises(BadInput) as caught:
        Endpoint.of(url)
    assert "secret" not in str(caught.value)


def test_plain_http_elsewhere_only_when_asked_for() -> None:
    assert not Endpoint.of("http://192.168.0.2:8080/v1", insecure=True).is_local
