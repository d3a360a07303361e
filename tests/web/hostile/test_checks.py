"""The checks see what they are to see: each is shown an answer that has the fault."""

from base64 import b64encode
from hashlib import sha256

import httpx
import pytest

from tests.web.hostile.checks import faults, page_faults

GOOD = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'",
    "content-type": "text/html",
}
SENT = "<script>window.ran=1</script>"


def answer(body: str = "<p>x</p>", status: int = 200, **headers: str) -> httpx.Response:
    return httpx.Response(
        status, text=body, headers=GOOD | {k.replace("_", "-"): v for k, v in headers.items()}
    )


def test_a_good_answer_has_no_fault() -> None:
    page = '<p>&lt;script&gt;</p><a href="/x">y</a><script src="/static/a.js"></script><img src="data:,x">'
    assert faults(answer(page, location="/incidents"), SENT, ["/home/w"]) == []


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{SENT}</p>", "<img src=/a onerror=alert(1)>", "<a href='javascript:x'>y</a>", "<a href=' javascript:x'>y</a>",
        "<a href='//evil.example'>y</a>", "<form action='data:x'></form>", "<iframe></iframe>", "<base href='/'>",
        "<img src='https://evil.example/x.png'>", "<link rel=stylesheet href='//evil.example'>", "<style>x</style>",
        "<p style='x'>y</p>", "<div hx-on:click='x'>y</div>", "<script src='/other/a.js'></script>", "<button formaction='javascript:x'>",
        "<svg onload='x'></svg>", "<meta http-equiv=Refresh content='0'>",
        """<meta http-equiv=Content-Security-Policy content="style-src 'sha256-x'"><style>x</style>""",
    ],
)  # fmt: skip
def test_what_could_run_is_seen(body: str) -> None:
    assert page_faults(f"<html><body>{body}</body></html>")


def test_a_style_that_the_pages_own_policy_lets_in_by_its_hash_is_fine() -> None:
    told = b64encode(sha256(b"p { color: red }").digest()).decode()
    policy = f"<meta http-equiv=Content-Security-Policy content=\"style-src 'sha256-{told}'\">"
    assert page_faults(f"<html><head>{policy}<style>p {{ color: red }}</style></head></html>") == []
    assert page_faults(f"<html><head>{policy}<style>p {{ color: blue }}</style></head></html>")


@pytest.mark.parametrize(
    "wrong",
    [
        answer(status=500), answer("Traceback (most recent call last)"), answer("/home/w/riwaya.sqlite"), answer("sqlite3.OperationalError"),
        answer("the answer is 1337"), answer(location="//evil.example"), answer(location="https://evil.example"), answer(hx_redirect="/\\evil"),
        answer(set_cookie="evil=1"), answer(x_content_type_options="x"), answer(content_security_policy="default-src *"), answer("$argon2id$v=19"),
    ],
)  # fmt: skip
def test_what_leaks_or_leads_away_is_seen(wrong: httpx.Response) -> None:
    assert faults(wrong, "{{7*191}}", ["/home/w"])
