"""The public desk, crawled: no private name, no sensitive place, no text leaves by any page."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from riwaya.ingest.meta import read_meta
from riwaya.knowledge.folding import fold
from riwaya.knowledge.name_words import bare, keys_of, without_clitics
from riwaya.store.tables import claims, reports
from riwaya.web.app import make_app
from riwaya.web.config import Config
from riwaya.workspace.fusing import fuse
from riwaya.workspace.keeping import decide
from riwaya.workspace.report_history import ReportHistory
from riwaya.workspace.workspace import Workspace
from tests.web.test_public_made import decision_on

#: Words that must not be seen anywhere, folded; and Latin ones, in small letters.
HIDDEN = ("قرنفلي", "القرنفلي", "زعبوط", "الزعبوط", "جباليا", "عدوان", "النعيمات", "صيدناوي")
LATIN = ("qaran", "zaabut", "zaʿb", "zabout", "jabalia", "adwan", "naim", "saydan", "home/")
#: A word of the texts that no claim holds.
TEXT = "زمهرير"
REPORTS = {
    "strike-1.txt": "قال المرصد الفلسطيني لحقوق الإنسان إن غارة إسرائيلية استهدفت منزل عائلة القرنفلي في مخيم جباليا أمس، ما أدى إلى مقتل الطفل محمود القرنفلي و12 مدنياً. زمهرير.\n",
    "strike-2.txt": "قال الطبيب سامر الزعبوط إن 15 مدنياً قتلوا في الغارة الإسرائيلية على مخيم جباليا أمس وإن الجرحى نقلوا إلى مستشفى كمال عدوان. وأضاف الزعبوط أن 30 شخصاً أصيبوا. زمهرير.\n",
    "hospital.txt": "أفاد الناشط أبو رائد الصيدناوي بأن قصفاً مدفعياً استهدف مستشفى النعيمات في حي الرمال بمدينة غزة أمس وأدى إلى مقتل الممرضة هند القرنفلي وإصابة 7 مرضى. زمهرير.\n",
    "talks.txt": "التقى وزير الدفاع الروسي سيرغي شويغو أمس مسؤولين في دمشق، وقال المرصد السوري لحقوق الإنسان إن طائرات روسية قصفت بلدة الميادين في ريف دير الزور وقتلت 9 مدنيين. زمهرير.\n",
}
META = (
    "file,outlet,published,url,title\n"
    "strike-1.txt,الضفة نيوز,2023-11-20,https://example.org/2023/mahmoud-al-qaranfuli-killed,مقتل محمود القرنفلي\n"
    "strike-2.txt,صفحة سامر الزعبوط,2023-11-20,https://samer-zabout.example/news/12,\n"
    "hospital.txt,المرفأ,2023-11-20,https://example.org/news/77?author=saydanawi,\n"
    "talks.txt,وكالة المدى,2016-05-20,https://example.org/news/78,\n"
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("public")
    (folder / "home").mkdir()
    for name, text in REPORTS.items():
        (folder / "home" / name).write_text(text, encoding="utf-8")
    (folder / "meta.csv").write_text(META, encoding="utf-8")
    with Workspace.create(folder / "workspace", by="tester") as workspace:
        added = workspace.add([folder / "home"], meta=read_meta(folder / "meta.csv"), jobs=1)
        assert added.problems == ()
        _accept_most(workspace)
        fuse(workspace)
        yield workspace


def _accept_most(workspace: Workspace) -> None:
    """All claims but the last of each report are accepted."""
    with workspace.engine.begin() as connection:
        ids = [f"{r.report_n}" for r in connection.execute(select(claims.c.report_n).distinct())]
        assert len(ids) == len(REPORTS)
        made = []
        for id_ in connection.execute(select(reports.c.id)).scalars():
            standing = list(ReportHistory(connection, id_).standing.values())
            made += [decision_on(id_, one.anchor) for one in standing[:-1]]
        decide(connection, made)


@pytest.fixture(params=[False, True], ids=["reviewed", "unreviewed"])
def public(told: Workspace, request: pytest.FixtureRequest) -> Iterator[TestClient]:
    config = Config(port=8765, public=True, unreviewed=request.param)
    client = TestClient(make_app(Workspace(told.folder.path), config), base_url=config.url)
    with client:
        client.headers["accept-language"] = "en"
        yield client


API = [
    "claims", "claims?sort=newest", "incidents", "incidents.geojson", "reports", "facets?by=actor",
    "facets?by=source", "facets?by=place", "facets?by=event", "facets?by=outlet", "sources",
    "changes", "openapi.json",
]  # fmt: skip
STARTS = ["/", "/incidents", "/search", "/sources", "/incidents/points", "/search.json",
          "/search.csv", "/search/facets", *(f"/api/v1/{path}" for path in API)]  # fmt: skip


def crawled(client: TestClient) -> dict[str, str]:
    """Every page that links lead to, by its address, with its text."""
    found: dict[str, str] = {}
    wanted = list(STARTS)
    while wanted and len(found) < 500:
        path = wanted.pop()
        if path in found or path.startswith(("/static", "//")):
            continue
        answer = client.get(path)
        assert answer.status_code < 500, path
        found[path] = answer.text
        links = re.findall(r'(?:href|src|hx-get|data-url|data-points)="(/[^"#]*)', answer.text)
        links += re.findall(r'"next":"(/[^"]+)"', answer.text)
        if path.startswith("/api/v1/"):
            links += [
                f"/api/v1/incidents/{id_}"
                for id_ in re.findall(r'"id":"(i[0-9a-f]{12})"', answer.text)
            ]
            links += [
                f"/api/v1/claims/{key}"
                for key in re.findall(r'"key":"(r[0-9a-f]+/\w+)"', answer.text)
            ]
            links += [
                f"/api/v1/reports/{id_}"
                for id_ in re.findall(r'"report":"(r[0-9a-f]+)"', answer.text)
            ]
            links += [
                f"/reports/{id_}" for id_ in re.findall(r'"report":"(r[0-9a-f]+)"', answer.text)
            ]
        wanted += [unescape(link) for link in links]
    return found


def test_nothing_private_is_on_any_page(public: TestClient) -> None:
    found = crawled(public)
    assert any(path.startswith("/incidents/i") for path in found)
    assert any(path.startswith("/api/v1/incidents/i") for path in found)
    for path, text in found.items():
        plain = unquote(unescape(text))
        words = {bare(form) for key in keys_of(plain) for form in without_clitics(key)}
        for name in HIDDEN:
            assert bare(fold(name, ta_marbuta=True)) not in words, f"{name} on {path}"
        for name in LATIN:
            assert name not in plain.lower(), f"{name} on {path}"
        assert TEXT not in plain, f"text on {path}"


def test_what_is_public_is_there(public: TestClient) -> None:
    text = public.get("/api/v1/claims").text
    assert "المرصد السوري" in text
    assert "al-mayadin" in text
    assert "sensitive_place" in text


def test_no_point_of_a_camp_or_hospital(public: TestClient) -> None:
    for feature in public.get("/api/v1/incidents.geojson").json()["features"]:
        if feature["properties"]["place_entity"] != "al-mayadin":
            assert (feature["properties"]["radius_km"] or 99) >= 10, feature
    for item in public.get("/api/v1/claims").json()["items"]:
        for place in item["claim"]["places"]:
            if place["entity"] != "al-mayadin" and place["lat"] is not None:
                assert place.get("radius_km", 99) >= 10, place


def test_what_is_held_back_cant_be_asked_about(public: TestClient) -> None:
    for query in (
        "words=القرنفلي", "in_text=زمهرير", "near=31.53,34.49,2km", "source=الزعبوط",
        "within=34,31,35,32", "place=jabalia-camp",
    ):  # fmt: skip
        assert public.get(f"/api/v1/claims?{query}").status_code == 400, query
        assert public.get(f"/api/v1/incidents?{query}").status_code == 400, query
        for page in ("/search", "/search.json", "/search/facets", "/incidents"):
            answer = public.get(f"{page}?{query}", follow_redirects=True)
            assert answer.status_code == 400, (page, query)
    assert public.get("/api/v1/claims?words=مدنيين").status_code == 200
    for listed in ("claims", "reports", "incidents"):
        answer = public.get(f"/api/v1/{listed}?outlet=صفحة سامر الزعبوط")
        assert answer.status_code == 400, listed
    for page in ("/search", "/incidents"):
        form = public.get(page).text
        assert 'name="words"' in form
        assert 'name="near"' not in form
        assert 'name="within"' not in form


def test_asking_for_a_place_doesnt_tell_where_a_hospital_is(public: TestClient) -> None:
    """The hospital is in Rimal, Gaza; the town on the Euphrates is what it is."""
    counted = {
        v["value"]: v["count"] for v in public.get("/api/v1/facets?by=place").json()["values"]
    }
    assert "al-mayadin" in counted
    assert not {"rimal", "gaza-city"} & counted.keys()
    for place, found in (("rimal", False), ("gaza-city", False), ("al-mayadin", True)):
        assert bool(public.get(f"/api/v1/claims?place={place}").json()["items"]) is found, place
        assert bool(public.get(f"/api/v1/incidents?place={place}").json()["items"]) is found
        assert (public.get(f"/api/v1/facets?by=event&place={place}").json()["claims"] > 0) is found
        rows = public.get(f"/search.csv?place={place}").text.splitlines()
        assert (len(rows) > 1) is found
    assert public.get("/api/v1/claims?words=الرمال").status_code == 400


def test_a_cursor_tells_nothing_that_isnt_shown(public: TestClient) -> None:
    """Incidents are sorted by all of their claims, also by those that aren't published."""
    path, ids = "/api/v1/incidents?sort=killed&limit=1", []
    while path:
        answer = public.get(path).json()
        ids += [item["id"] for item in answer["items"]]
        path = answer["next"]
        if path:
            cursor = parse_qs(urlsplit(path).query)["cursor"][0]
            assert json.loads(urlsafe_b64decode(f"{cursor}==")) == ["killed", ids[-1]]
    assert ids == [i["id"] for i in public.get("/api/v1/incidents?sort=killed").json()["items"]]
    assert len(ids) > 1
    other = urlsafe_b64encode(b'["killed","i000000000000"]').decode()
    assert public.get(f"/api/v1/incidents?sort=killed&cursor={other}").status_code == 400


def test_only_reviewed_claims(told: Workspace) -> None:
    config = Config(port=8765, public=True)
    with TestClient(make_app(Workspace(told.folder.path), config), base_url=config.url) as client:
        items = client.get("/api/v1/claims?limit=500").json()["items"]
        assert items
        assert {item["review"] for item in items} == {"accepted"}
        assert client.get("/api/v1/claims?review=open&limit=500").json()["items"] != []
        asked = client.get("/api/v1/claims?review=open&limit=500").json()["items"]
        assert {item["review"] for item in asked} == {"accepted"}
        for item in client.get("/api/v1/incidents").json()["items"]:
            whole = client.get(f"/api/v1/incidents/{item['id']}").json()
            assert whole["reviewed"] == whole["of"] == item["claims"]


def test_no_hash_tells_whether_a_text_is_there(public: TestClient) -> None:
    items = public.get("/api/v1/reports").json()["items"]
    assert items
    assert {item["sha256"] for item in items} == {None}


def test_nothing_can_be_written(public: TestClient) -> None:
    sent = {"report": "r", "verdict": "accept", "anchor": "1-2", "seen": "x"}
    assert public.post("/api/v1/decisions", json=sent).status_code == 403
    assert public.get("/api/v1/decisions").status_code == 403
    assert public.get("/api/v1/judgements").status_code == 403
