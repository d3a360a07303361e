"""The JSON API through the real app: filters, pages, marks, decisions, judgements, problems."""

from collections.abc import Iterator

import msgspec
import pytest
from fastapi.testclient import TestClient

from riwaya.records.claim import Claim
from riwaya.records.incident import Incident
from riwaya.web.api.problem import KIND
from riwaya.web.app import make_app
from riwaya.web.config import Config
from riwaya.workspace.api_tokens import make_token
from riwaya.workspace.workspace import Workspace
from tests.web.conftest import csrf_of

V1 = "/api/v1"


@pytest.fixture
def key(workspace: Workspace) -> str:
    return make_token(workspace.engine, "tester", "admin", name="k", scope="review", days=7).secret


@pytest.fixture
def api(workspace: Workspace, key: str) -> Iterator[TestClient]:
    """A program with a key, no cookie."""
    config = Config(port=8765)
    with TestClient(make_app(workspace, config), base_url=config.url) as client:
        client.headers["authorization"] = f"Bearer {key}"
        yield client


def followed(api: TestClient, address: str) -> list[dict]:
    """The items of all pages."""
    items: list[dict] = []
    following: str | None = address
    while following:
        page = api.get(following)
        assert page.status_code == 200, page.text
        items += page.json()["items"]
        following = page.json()["next"]
    return items


@pytest.mark.parametrize("sort", ["confidence", "newest", "oldest"])
def test_pages_have_each_claim_once_in_order(api: TestClient, sort: str) -> None:
    small = followed(api, f"{V1}/claims?sort={sort}&limit=3")
    large = followed(api, f"{V1}/claims?sort={sort}&limit=500")
    assert len(small) > 10
    assert small == large
    assert len({item["key"] for item in small}) == len(small)
    for item in small:
        msgspec.convert(item["claim"], Claim)


@pytest.mark.parametrize("sort", ["reports", "newest", "oldest", "killed"])
def test_pages_have_each_incident_once_in_order(api: TestClient, sort: str) -> None:
    small = followed(api, f"{V1}/incidents?sort={sort}&limit=1")
    assert small == followed(api, f"{V1}/incidents?sort={sort}&limit=500")
    assert len({item["id"] for item in small}) == len(small) > 3
    if sort == "killed":
        counts = [item["killed_high"] for item in small]
        assert counts == sorted(counts, key=lambda c: (c is None, -(c or 0)))


def test_a_cursor_of_another_order_is_refused(api: TestClient) -> None:
    cursor = api.get(f"{V1}/claims?limit=1").json()["next"].partition("cursor=")[2]
    answer = api.get(f"{V1}/claims?limit=1&sort=newest&cursor={cursor}")
    assert answer.status_code == 400
    assert api.get(f"{V1}/claims?cursor={cursor[:-4]}xxxx").status_code == 400


def test_filters_are_those_of_search(api: TestClient) -> None:
    events = {i["claim"]["event"] for i in followed(api, f"{V1}/claims?event=kill&event=injure")}
    assert events == {"kill", "injure"}
    assert followed(api, f"{V1}/claims?since=2016-07-01&until=2016-07-01")
    assert not followed(api, f"{V1}/claims?since=2030-01-01")
    russian = followed(api, f"{V1}/claims?source=russian-ministry-of-defence")
    assert russian
    assert all("russian" in str(i["claim"]["attribution"]) for i in russian)


def test_incidents_in_full_and_as_geojson(api: TestClient) -> None:
    items = followed(api, f"{V1}/incidents")
    whole = msgspec.json.decode(api.get(f"{V1}/incidents/{items[0]['id']}").content, type=Incident)
    assert whole.id == items[0]["id"]
    features = api.get(f"{V1}/incidents.geojson")
    assert features.headers["content-type"] == "application/geo+json"
    for feature, item in zip(features.json()["features"], items, strict=True):
        assert feature["geometry"]["coordinates"] == [item["lon"], item["lat"]]
    assert api.get(f"{V1}/incidents/none").status_code == 404


def test_facets_count_what_fits(api: TestClient) -> None:
    found = api.get(f"{V1}/facets?by=event&event=kill").json()
    assert found["values"] == [{"value": "kill", "name": None, "count": found["claims"]}]


def test_reports_and_their_text(api: TestClient) -> None:
    items = followed(api, f"{V1}/reports?limit=4")
    assert len({i["id"] for i in items}) == len(items) > 5
    whole = api.get(f"{V1}/reports/{items[0]['id']}").json()
    assert len(whole["text"]) > 20
    assert "text" not in api.get(f"{V1}/reports/{items[0]['id']}?text=0").json()
    outlet = items[0]["outlet"]
    assert {i["outlet"] for i in followed(api, f"{V1}/reports?outlet={outlet}")} == {outlet}


def test_what_is_unchanged_is_not_sent_again(api: TestClient) -> None:
    first = api.get(f"{V1}/claims")
    mark = first.headers["etag"]
    again = api.get(f"{V1}/claims", headers={"if-none-match": mark})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", mark)
    assert api.get(f"{V1}/claims?limit=2", headers={"if-none-match": mark}).status_code == 200
    one = first.json()["items"][0]
    assert accept(api, one).status_code == 201
    assert api.get(f"{V1}/claims", headers={"if-none-match": mark}).status_code == 200


def accept(api: TestClient, item: dict, seen: str | None = None, **more: str) -> object:
    seen = seen or api.get(f"{V1}/claims/{item['key']}").json()["seen"]
    sent = {"report": item["report"], "anchor": item["anchor"], "verdict": "accept", "seen": seen}
    return api.post(f"{V1}/decisions", json=sent | more)


def test_decide_conflict_undo(api: TestClient) -> None:
    item = followed(api, f"{V1}/claims")[0]
    seen = api.get(f"{V1}/claims/{item['key']}").json()["seen"]
    done = accept(api, item, seen)
    assert done.status_code == 201
    assert done.json()["review"] == "accepted"
    assert accept(api, item, seen, verdict="reject").status_code == 409
    made = followed(api, f"{V1}/decisions")
    assert [(m["verdict"], m["standing"], m["author"]) for m in made] == [
        ("accept", True, "tester")
    ]
    undone = api.post(f"{V1}/decisions/{made[0]['id']}/undo", json={})
    assert (undone.status_code, undone.json()["review"]) == (200, "open")
    assert [m["standing"] for m in followed(api, f"{V1}/decisions")] == [True, False]
    assert api.post(f"{V1}/decisions/{'0' * 64}/undo", json={}).status_code == 404


def test_if_match_is_another_way_to_say_what_was_seen(api: TestClient) -> None:
    item = followed(api, f"{V1}/claims")[0]
    mark = api.get(f"{V1}/claims/{item['key']}").headers["etag"]
    sent = {"report": item["report"], "anchor": item["anchor"], "verdict": "reject"}
    assert api.post(f"{V1}/decisions", json=sent).status_code == 400
    assert api.post(f"{V1}/decisions", json=sent, headers={"if-match": mark}).status_code == 201
    again = sent | {"verdict": "accept"}
    assert api.post(f"{V1}/decisions", json=again, headers={"if-match": mark}).status_code == 412


def test_correct_a_claim(api: TestClient) -> None:
    item = next(i for i in followed(api, f"{V1}/claims") if i["claim"]["stance"] == "states")
    seen = api.get(f"{V1}/claims/{item['key']}").json()["seen"]
    sent = {"report": item["report"], "anchor": item["anchor"], "verdict": "correct", "seen": seen,
            "wanted": {"terms": {"stance": "claims"}}}  # fmt: skip
    done = api.post(f"{V1}/decisions", json=sent)
    assert done.status_code == 201, done.text
    assert done.json()["claim"]["stance"] == "claims"
    stands = api.get(f"{V1}/claims/{item['key']}").json()
    assert (stands["review"], stands["claim"]["stance"]) == ("corrected", "claims")
    assert stands["seen"] == done.json()["seen"]


def test_judge_and_take_back(api: TestClient) -> None:
    one, other = (i["id"] for i in followed(api, f"{V1}/incidents")[:2])
    made = api.post(f"{V1}/judgements", json={"verdict": "same", "one": one, "other": other})
    assert made.status_code == 201
    assert api.post(f"{V1}/judgements/{made.json()['id']}/undo").status_code == 200
    assert api.post(f"{V1}/judgements/{made.json()['id']}/undo").status_code == 409
    assert [j["verdict"] for j in followed(api, f"{V1}/judgements?limit=1")] == ["same", "withdraw"]
    stale = {"verdict": "unsure", "one": f"{one}@000000000000", "other": other}
    assert api.post(f"{V1}/judgements", json=stale).status_code == 409


def test_lookup(api: TestClient) -> None:
    assert api.get(f"{V1}/lookup/actor?name=داعش").json()["entity"] == "islamic-state"
    assert api.get(f"{V1}/lookup/place?name=الميادين").json()["entity"] == "al-mayadin"
    assert api.get(f"{V1}/lookup/actor?name=%20").status_code == 400


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b'{"report":"r","verdict":"accept","author":"me"}', "application/json", 400),
        (b'{"report":"r"', "application/json", 400),
        (b'{"report":5,"verdict":"accept"}', "application/json", 400),
        (
            b'{"report":"\\u0000","verdict":"accept","anchor":"1-2","seen":"x"}',
            "application/json",
            400,
        ),
        (
            b'{"report":"nobody","verdict":"accept","anchor":"1-2","seen":"x"}',
            "application/json",
            404,
        ),
        (b"report=r", "application/x-www-form-urlencoded", 415),
        (b'{"note":"' + b"x" * 300_000 + b'"}', "application/json", 413),
        (b"[" * 100_000, "application/json", 400),
    ],
)
def test_bad_bodies_are_refused_in_words(
    api: TestClient, body: bytes, kind: str, status: int
) -> None:
    answer = api.post(f"{V1}/decisions", content=body, headers={"content-type": kind})
    assert (answer.status_code, answer.headers["content-type"]) == (status, KIND)
    assert answer.json()["detail"]
    assert "Traceback" not in answer.text


def test_who_may_do_what(workspace: Workspace, api: TestClient) -> None:
    item = followed(api, f"{V1}/claims")[0]
    made = make_token(workspace.engine, "tester", "admin", name="r", scope="read", days=7)
    reading = {"authorization": f"Bearer {made.secret}"}
    sent = {"report": item["report"], "anchor": item["anchor"], "verdict": "accept", "seen": "x"}
    assert api.post(f"{V1}/decisions", json=sent, headers=reading).status_code == 403
    nobody = api.get(f"{V1}/claims", headers={"authorization": "Bearer riwaya_none"})
    assert (nobody.status_code, nobody.headers["www-authenticate"]) == (401, "Bearer")
    assert api.get(f"{V1}/claims", headers={"host": "evil.example"}).status_code == 403
    foreign = api.post(f"{V1}/decisions", json=sent, headers={"origin": "https://evil.example"})
    assert foreign.status_code == 403


def test_a_cookie_needs_the_header_to_write(desk_client: TestClient) -> None:
    item = followed(desk_client, f"{V1}/claims")[0]
    assert accept(desk_client, item).status_code == 403
    desk_client.headers.update(csrf_of(desk_client))
    assert accept(desk_client, item).status_code == 201


def test_the_description_names_what_is_sent(api: TestClient) -> None:
    document = api.get(f"{V1}/openapi.json").json()
    assert all(path.startswith(V1) for path in document["paths"])
    schemas = document["components"]["schemas"]
    assert {"Claim", "Incident", "Problem", "ClaimPage", "NewDecision"} <= set(schemas)
    text = msgspec.json.encode(document).decode()
    for name in {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}:
        assert name in schemas
    allowed = api.request("DELETE", f"{V1}/decisions")
    assert (allowed.status_code, allowed.headers["allow"]) == (405, "GET, POST")
