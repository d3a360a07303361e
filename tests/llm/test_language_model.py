"""A language model's reading: only what the text bears out, whatever its server does."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.errors import BadEndpoint, BadInput
from riwaya.llm.cache import Cache
from riwaya.llm.language_model import UNUSABLE, LanguageModel
from riwaya.pipeline import Reading
from riwaya.records.report import Report
from tests.llm.made import GOOD, TEXT, killed, said
from tests.llm.stub import (
    Behaviour,
    Server,
    cut_off,
    dripping,
    endless,
    failing,
    saying,
    sending,
    serving,
    slow,
)


@contextmanager
def model_at(server: Server, **more: Any) -> Iterator[LanguageModel]:
    with LanguageModel(server.url, **({"sleep": lambda _: None} | more)) as model:
        yield model


def read_by(*behaviours: Behaviour, text: str = TEXT, **more: Any) -> Reading:
    with serving(*behaviours) as server, model_at(server, **more) as model:
        return model.read(text, Report(id="r", published="2016-03-12", sha256=Report.digest(text)))


def rejected(*claims: dict[str, Any]) -> dict[str, int]:
    found = read_by(saying({"claims": list(claims)})).document.rejected
    assert isinstance(found, dict)
    return found


def test_what_it_finds_becomes_claims_of_the_text() -> None:
    reading = read_by(saying(GOOD))
    strike, deaths = reading.claims
    assert (strike.id, strike.event, strike.trigger.text) == ("c1", "air_strike", "غارة")
    assert strike.places[0].name == "Maarat al-Numan"
    assert strike.attribution[0].entity == "syrian-observatory"
    assert strike.time is not None
    assert strike.time.from_ == "2016-03-11"
    assert deaths.quantities[0].low == 14
    assert deaths.links[0].claim == "c1"
    assert deaths.gloss
    assert reading.document.rejected == {}
    assert json.loads(reading.to_json())["format"] == "riwaya/1"


def test_the_reading_says_whose_it_is_and_that_nobody_measured_it() -> None:
    with serving(saying(GOOD)) as server, model_at(server) as model:
        reading = model.read(TEXT)
        host = server.url.removeprefix("http://").removesuffix("/v1")
    assert str(reading.document.model).startswith(f"llm:small@{host}#")
    assert len(str(reading.document.model).partition("#")[2]) == 12
    assert reading.document.riwaya
    assert "no confidence" in reading.notes[0]
    assert all(not claim.confidence for claim in reading.claims)


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (said(agents=["الطائرات الأمريكية"]), "mentions that aren't in the text word for word"),
        (said(agents=["رو"]), "mentions that aren't in the text word for word"),
        (said(agents=["Russian"]), "mentions that aren't in the text word for word"),
        (said(agents=[7, None, "", " "]), "mentions that aren't in the text word for word"),
        (said(time="غداً"), "mentions that aren't in the text word for word"),
        (said(trigger="قصف"), "claims whose trigger isn't in their sentence"),
        (said(trigger="مقتل"), "claims whose trigger isn't in their sentence"),
        (said(trigger=None), "claims whose trigger isn't in their sentence"),
        (said(sentence=9), "claims of no sentence of the text"),
        (said(sentence="1"), "claims of no sentence of the text"),
        (said(event="genocide"), "codes outside the schema"),
        (said(event=["kill"]), "codes outside the schema"),
        (said(reality="likely"), "codes outside the schema"),
        (said(quantities=[{"words": "14", "measure": "dead"}]), "codes outside the schema"),
        (said(places=["مدينة معرة النعمان"]), "codes outside the schema"),
        (said(links=[{"relation": "caused_by", "claim": 5}]), "links to no claim"),
        (said(links=["c2"]), "codes outside the schema"),
        ({}, "codes outside the schema"),
    ],
)
def test_what_the_text_does_not_bear_out_is_left_out_and_counted(
    claim: dict[str, Any], reason: str
) -> None:
    found = rejected(claim)
    assert set(found) == {reason}


def test_a_claim_made_twice_counts_once() -> None:
    assert rejected(said(), said()) == {"claims made twice": 1}


def test_another_spelling_is_found_with_the_words_of_the_text() -> None:
    reading = read_by(
        saying({"claims": [killed(targets=["مدنيا"], trigger="مَقتل", sentence=2, links=[])]})
    )
    assert reading.claims[0].targets[0].text == "مدنياً"
    assert reading.claims[0].trigger.text == "مقتل"


@pytest.mark.parametrize(
    "content",
    [
        "```json\n" + json.dumps(GOOD) + "\n```",
        "<think>{maybe}</think>Here you are: " + json.dumps(GOOD),
        json.dumps(GOOD["claims"]),
    ],
)
def test_words_around_the_answer_do_no_harm(content: str) -> None:
    assert len(read_by(saying(content)).claims) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        saying("I can't help with that."),
        saying('{"claims": [{"event": "ki'),
        saying({"events": []}),
        saying({"claims": "none"}),
        saying("[" * 50_000),
        sending(b'{"choices": []}'),
        sending(b"[1, 2]"),
        sending(b'{"choices": [{"message": {"content": null}}]}'),
    ],
)
def test_an_answer_in_no_form_is_asked_for_again_then_counted(wrong: Behaviour) -> None:
    assert len(read_by(wrong, saying(GOOD)).claims) == 2
    reading = read_by(wrong)
    assert reading.claims == ()
    assert reading.document.rejected == {UNUSABLE: 1}


def test_too_many_requests_and_trouble_are_waited_for() -> None:
    waits: list[float] = []
    several = (failing(429, retry_after="7"), failing(503), saying(GOOD))
    assert len(read_by(*several, sleep=waits.append).claims) == 2
    assert waits == [7.0, 2.0]


def test_a_wait_is_never_long() -> None:
    waits: list[float] = []
    read_by(failing(429, retry_after="86400"), saying(GOOD), sleep=waits.append)
    assert waits == [30.0]


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        (failing(500), "answers 500: no"),
        (failing(429), "answers 429"),
        (failing(401), "answers 401"),
        (failing(404, "model not found"), "model not found"),
        (failing(307, location="http://192.0.2.1/v1/chat/completions"), "sends to another address"),
        (cut_off, "broke off"),
        (sending(b'{"choices"'), "no JSON"),
        (sending(b"[" * 100_000), "no JSON"),
        (sending(b"\x1f\x8b\x08\x00", content_encoding="gzip"), "compresses"),
        (endless, "more than 4,000,000 bytes"),
    ],
)
def test_a_server_that_misbehaves_is_said_in_words(behaviour: Behaviour, words: str) -> None:
    with pytest.raises(BadEndpoint, match=words):
        read_by(behaviour)


@pytest.mark.parametrize("behaviour", [slow(1.5), dripping(3.0)])
def test_a_slow_server_is_left(behaviour: Behaviour) -> None:
    with pytest.raises(BadEndpoint, match=r"within 0\.5 s"):
        read_by(behaviour, timeout=0.5)


def test_a_server_that_is_not_there_is_said() -> None:
    with serving(saying(GOOD)) as server:
        url = server.url
    with LanguageModel(url, "m") as model, pytest.raises(BadEndpoint, match="can't be reached"):
        model.read(TEXT)


def test_the_schema_is_asked_for_and_less_where_that_is_refused() -> None:
    refusing = failing(400, "response_format is not supported")
    with serving(refusing, refusing, saying(GOOD)) as server, model_at(server) as model:
        assert len(model.read(TEXT).claims) == 2
        model.read(TEXT)
        forms = [one.get("response_format", {}).get("type") for one in server.asked]
    assert forms == ["json_schema", "json_object", None, None]
    assert server.asked[0]["messages"][1]["content"].startswith("CONTEXT\nPASSAGE\n[1] قال")


def test_the_key_goes_into_the_header_and_into_no_message() -> None:
    key = "sk-secret-123"
    with serving(failing(500, f"bad key {key}")) as server, model_at(server, key=key) as model:
        with pytest.raises(BadEndpoint) as caught:
            model.read(TEXT)
        assert server.headers[0]["Authorization"] == f"Bearer {key}"
    assert key not in str(caught.value)
    assert key not in repr(model)


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://192.0.2.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://192.0.2.1:9")
    assert len(read_by(saying(GOOD)).claims) == 2


def test_one_of_several_models_must_be_named() -> None:
    with serving(saying(GOOD), models=("a", "b")) as server:
        with model_at(server) as model, pytest.raises(BadEndpoint, match=r"2 models \(a, b\)"):
            model.read(TEXT)
        with model_at(server, model="b") as model:
            model.read(TEXT)
        assert server.asked[0]["model"] == "b"


def test_what_a_server_calls_itself_steers_no_terminal() -> None:
    with serving(saying(GOOD), models=("a\x1b[2Jb\n",)) as server, model_at(server) as model:
        assert str(model.read(TEXT).document.model).startswith("llm:a 2Jb@")
        assert server.asked[0]["model"] == "a\x1b[2Jb\n"


def test_a_name_that_cannot_be_looked_up_is_said() -> None:
    model = LanguageModel(f"https://{'a' * 70}.invalid/v1", "m")
    with model, pytest.raises(BadEndpoint, match=r"can't be reached|broke off"):
        model.read(TEXT)


def test_a_text_is_asked_about_once(tmp_path: Path) -> None:
    with serving(saying(GOOD)) as server:
        for _ in range(2):
            with model_at(server, cache=Cache(tmp_path)) as model:
                assert len(model.read(TEXT).claims) == 2
        assert len(server.asked) == 1
        with model_at(server, cache=Cache(tmp_path), model="other") as model:
            model.read(TEXT)
        assert len(server.asked) == 2
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}


def test_a_damaged_answer_is_asked_for_again_and_bad_ones_are_not_kept(tmp_path: Path) -> None:
    with serving(saying("nothing"), saying("nothing"), saying(GOOD)) as server:
        with model_at(server, cache=Cache(tmp_path)) as model:
            assert model.read(TEXT).claims == ()
            assert len(model.read(TEXT).claims) == 2
            for path in tmp_path.rglob("*.json"):
                path.write_bytes(b'"\xff')
            assert len(model.read(TEXT).claims) == 2
        assert len(server.asked) == 4


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_cache_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(BadInput, match="--cache"):
        read_by(saying(GOOD), cache=Cache(tmp_path / "in"))


def test_a_cache_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(BadInput, match="--no-cache"):
        read_by(saying(GOOD), cache=Cache(tmp_path / "file"))


def test_a_text_in_another_language_goes_nowhere() -> None:
    with serving(saying(GOOD)) as server, model_at(server) as model:
        reading = model.read("Fourteen people were killed in an air strike on a market.\n" * 3)
        assert server.asked == []
    assert reading.claims == ()
    assert not reading.document.model


def test_a_long_text_goes_in_parts_and_offsets_are_those_of_the_whole() -> None:
    text = (
        "".join(f"اليوم {n} هدأت الجبهة في الريف.\n" for n in range(200)) + "قُتل مدني في حمص أمس."
    )

    def answer(handler: Any) -> None:
        passage = handler.server.asked[-1]["messages"][1]["content"]
        last = passage.rpartition("[")[2].partition("]")[0]
        claims = [killed(sentence=int(last), trigger="قتل", targets=["مدني"], places=[], links=[],
                         attribution=[], quantities=[], time="أمس")]  # fmt: skip
        saying({"claims": claims if "حمص" in passage else []})(handler)

    with serving(answer) as server, model_at(server) as model:
        reading = model.read(text)
        assert len(server.asked) > 2
        assert "CONTEXT\nاليوم" in server.asked[-1]["messages"][1]["content"]
    assert [claim.trigger.text for claim in reading.claims] == ["قُتل"]
    assert reading.claims[0].trigger.start == text.index("قُتل")


class Unreachable:
    """Says whatever it is told, without a server."""

    def __init__(self, content: str) -> None:
        self.content = content

    def post(self, _url: str, _body: Any) -> Any:
        return {"choices": [{"message": {"content": self.content}}]}


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(TEXT.split()),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["words", "kind", "measure", "relation", "claim"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@pytest.fixture(scope="module")
def unreachable() -> LanguageModel:
    model = LanguageModel("http://127.0.0.1:1/v1", "m")
    model.close()
    return model


@settings(max_examples=25)
@given(st.lists(st.dictionaries(st.sampled_from([*said()]), VALUES, max_size=6), max_size=4))
def test_whatever_it_says_the_document_is_of_the_text(
    unreachable: LanguageModel, claims: list[dict[str, Any]]
) -> None:
    content = json.dumps({"claims": [said() | one for one in claims]})
    unreachable._connection = Unreachable(content)  # type: ignore[assignment]
    document = unreachable.read(TEXT).document
    document.verify(TEXT)
    assert len(document.claims) <= len(claims)
