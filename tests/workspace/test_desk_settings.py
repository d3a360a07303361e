"""Settings: a tile address that could harm is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadInput
from riwaya.store.settings import put_setting, state_of
from riwaya.workspace.desk_settings import (
    NAME,
    DeskSettings,
    checked,
    desk_settings,
    put_desk_settings,
)
from riwaya.workspace.workspace import Workspace

GOOD = {
    "https://tiles.example/{z}/{x}/{y}.png": "https://tiles.example",
    "https://{s}.tiles.example:8443/a/{z}/{x}/{y}{r}.png?key=abc-1": "https://*.tiles.example:8443",
    "http://127.0.0.1:8080/{z}/{x}/{y}": "http://127.0.0.1:8080",
    "http://localhost/{z}/{x}/{y}": "http://localhost",
}
BAD = [
    "tiles.example/{z}/{x}/{y}", "//tiles.example/{z}/{x}/{y}", "javascript:alert(1)//{z}/{x}/{y}",
    "data:image/png,{z}/{x}/{y}", "http://tiles.example/{z}/{x}/{y}", "https://tiles.example/{z}/{x}",
    "https://*/{z}/{x}/{y}", "https://a b/{z}/{x}/{y}", "https://a;script-src/{z}/{x}/{y}",
    "https://a/{z}/{x}/{y}; script-src *", "https://a/{z}/{x}/{y}' onerror='x", "https://user:pw@a/{z}/{x}/{y}",
    "https://a/{z}/{x}/{y}/{q}", "https://a\n/{z}/{x}/{y}", "https:///{z}/{x}/{y}", "https://مثال/{z}/{x}/{y}",
    "https://a/{z}/{x}/{y}" + "a" * 500, "https://a/{z}/{x}/{y}}", "HTTPS://a/{z}/{x}/{y}\x00",
]  # fmt: skip


@pytest.mark.parametrize(("url", "host"), GOOD.items())
def test_good_addresses_name_their_host(url: str, host: str) -> None:
    assert checked(DeskSettings(tiles=url)).tile_host == host


@pytest.mark.parametrize("url", BAD)
def test_bad_addresses_are_refused(url: str) -> None:
    with pytest.raises(BadInput):
        checked(DeskSettings(tiles=url))


@given(st.text(max_size=30), st.text(max_size=30))
def test_whatever_is_let_through_ends_no_directive(host: str, rest: str) -> None:
    settings = DeskSettings(tiles=f"https://{host}/{{z}}/{{x}}/{{y}}{rest}")
    try:
        checked(settings)
    except BadInput:
        return
    assert not set(settings.tile_host) & set(" ;,'\"\n\r\t\\")
    assert settings.tile_host.startswith("https://")


def test_settings_are_kept_and_change_the_state(empty: Workspace) -> None:
    with empty.engine.begin() as connection:
        assert desk_settings(connection) == DeskSettings()
        before = state_of(connection)
        put_desk_settings(connection, DeskSettings(readers=2, notice="نحن هنا"))
        assert desk_settings(connection) == DeskSettings(readers=2, notice="نحن هنا")
        assert state_of(connection) != before
        for wrong in (
            DeskSettings(readers=3),
            DeskSettings(notice="a\nb"),
            DeskSettings(credit="x" * 201),
        ):
            with pytest.raises(BadInput):
                put_desk_settings(connection, wrong)


@pytest.mark.parametrize("kept", ["", "{", '{"tiles": 3}', '{"tiles": "javascript:x"}'])
def test_damaged_settings_count_as_unset(empty: Workspace, kept: str) -> None:
    with empty.engine.begin() as connection:
        put_setting(connection, NAME, kept)
        assert desk_settings(connection) == DeskSettings()
