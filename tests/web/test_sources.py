"""The list of sources, and the record of one."""

from urllib.parse import quote

from fastapi.testclient import TestClient

from riwaya.web.app import make_app
from riwaya.web.config import Config
from riwaya.web.pages.sources import href
from riwaya.workspace.workspace import Workspace

SOHR = "syrian-observatory"


def test_the_list_leads_to_records(desk_client: TestClient) -> None:
    page = desk_client.get("/sources")
    assert page.status_code == 200
    assert f'href="/sources/{SOHR}"' in page.text
    record = desk_client.get(f"/sources/{SOHR}")
    assert record.status_code == 200
    assert "claims in" in record.text
    assert f'hx-get="/sources/standing/{SOHR}"' in record.text


def test_the_list_is_filtered_by_words_in_any_spelling(desk_client: TestClient) -> None:
    for words in ("Observatory", "المرصد", "مَرصد"):
        page = desk_client.get("/sources", params={"q": words})
        assert SOHR in page.text
        assert "russian-ministry-of-defence" not in page.text
    assert "No source fits" in desk_client.get("/sources", params={"q": "zzz"}).text


def test_the_standing_says_its_counts(desk_client: TestClient) -> None:
    part = desk_client.get(f"/sources/standing/{SOHR}", headers={"hx-request": "true"})
    assert part.status_code == 200
    assert "<html" not in part.text
    assert "looked at" in part.text
    assert "1 of 1" in part.text or "1 of 2" in part.text
    whole = desk_client.get(f"/sources/standing/{SOHR}")
    assert "<html" in whole.text


def test_words_without_identity_have_a_record_whatever_they_hold(desk_client: TestClient) -> None:
    key = "said:a/b ?#<script>%2e"
    assert desk_client.get(href(key)).status_code == 404
    assert "<script>" not in desk_client.get(href(key)).text
    assert quote("/", safe=":/") in href("said:a/b")


def test_an_unknown_source_is_not_there(desk_client: TestClient) -> None:
    assert desk_client.get("/sources/nobody").status_code == 404
    assert desk_client.get("/sources/standing/nobody").status_code == 404
    assert desk_client.get("/sources?page=0").status_code == 400
    assert desk_client.get("/sources?page=999").status_code == 200


def test_the_public_list_has_nothing_that_nobody_reviewed(workspace: Workspace) -> None:
    config = Config(public=True)
    with TestClient(make_app(workspace, config), base_url=config.url) as client:
        assert SOHR not in client.get("/sources").text
        assert client.get(f"/sources/{SOHR}").status_code == 404


def test_the_public_list_has_identities_alone(workspace: Workspace) -> None:
    config = Config(public=True, unreviewed=True)
    with TestClient(make_app(workspace, config), base_url=config.url) as client:
        page = client.get("/sources").text
        assert SOHR in page
        assert "said:" not in page
        assert "الحلواني" not in page  # a physician whom one report names
