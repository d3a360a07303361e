"""The dossier of an incident at the desk: a page to print, under a policy of its own."""

from fastapi.testclient import TestClient
from playwright.sync_api import Page

from riwaya.web.app import make_app
from riwaya.web.config import Config
from riwaya.workspace.workspace import Workspace
from tests.web.conftest import Served
from tests.web.test_incident import ids


def test_the_incident_page_leads_to_its_dossier(
    desk_client: TestClient, workspace: Workspace
) -> None:
    name = ids(workspace)[0]
    assert f'href="/incidents/{name}/dossier"' in desk_client.get(f"/incidents/{name}").text
    answer = desk_client.get(f"/incidents/{name}/dossier")
    assert answer.status_code == 200
    assert "Annex: the exact words" in answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "frame-ancestors 'none'" in policy
    assert desk_client.get("/incidents/i0/dossier").status_code == 404
    unreviewed = desk_client.get(f"/incidents/{name}/dossier?reviewed=1")
    assert unreviewed.status_code == 404
    assert "Nothing of this incident has been reviewed" in unreviewed.text


def test_the_public_gets_what_is_published(workspace: Workspace) -> None:
    name = ids(workspace)[0]
    for unreviewed, status in ((False, 404), (True, 200)):
        config = Config(port=8765, public=True, unreviewed=unreviewed)
        with TestClient(make_app(workspace, config), base_url=config.url) as client:
            answer = client.get(f"/incidents/{name}/dossier", headers={"accept-language": "en"})
            assert answer.status_code == status
            assert "Annex" not in answer.text
            assert workspace.folder.id not in answer.text
            if status == 200:
                assert "Public edition" in answer.text
                assert f"/incidents/{name}/dossier" in client.get(f"/incidents/{name}").text


def test_a_browser_shows_it_in_its_own_style(served: Served, browser_page: Page) -> None:
    browser_page.goto(f"{served.url}/incidents/{ids(served.workspace)[0]}/dossier")
    browser_page.wait_for_load_state("load")
    style = "getComputedStyle(document.querySelector('h2')).borderBottomStyle"
    assert browser_page.evaluate(style) == "solid"
