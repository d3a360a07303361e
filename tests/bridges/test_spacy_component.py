"""Riwaya in a spaCy pipeline: the reader's own claims, wherever the document goes."""

import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
import spacy

import riwaya
from riwaya.errors import BadInput, BadModel
from tests.knowledge.test_own_tables import ACTORS, BRIGADE, write
from tests.llm.made import TEXT

OTHER = "قتل خمسة مدنيين في قصف على مدينة الرقة."


@pytest.fixture(scope="module")
def nlp() -> Any:
    import riwaya.bridges.spacy_component  # noqa: F401, PLC0415 (registers it, installed or not)

    nlp = spacy.blank("ar")
    nlp.add_pipe("riwaya")
    return nlp


def test_a_document_has_the_readers_claims(nlp: Any) -> None:
    doc = nlp(TEXT)
    assert doc._.claims == riwaya.read(TEXT).claims
    assert doc._.riwaya.document == riwaya.read(TEXT).document
    assert doc._.claims


def test_spans_cover_whole_tokens_and_keep_exact_offsets(nlp: Any) -> None:
    doc = nlp("وقصفت الطائرات الروسية مدينة الرقة، ما أدى إلى مقتل خمسة مدنيين.")
    group = doc.spans["riwaya"]
    mentions = [m for claim in doc._.claims for m in claim.mentions()]
    assert len(group) == len(mentions) > 4
    exact = {(m.start, m.end) for m in mentions}
    for span, (start, end) in zip(group, group.attrs["offsets"], strict=True):
        assert (start, end) in exact
        assert span.start_char <= start < end <= span.end_char
        assert span.id_ in {claim.id for claim in doc._.claims}
    kinds = {span.label_.partition(":")[0] for span in group}
    assert {"EVENT", "AGENT", "PLACE"} <= kinds
    places = {span.kb_id_ for span in group if span.label_ == "PLACE"}
    assert riwaya.read(doc.text).claims[0].places[0].entity in places


def test_what_is_known_of_the_report_is_used(nlp: Any) -> None:
    doc = nlp.make_doc(TEXT)
    doc._.riwaya_report = {"published": "2016-03-12", "outlet": "المدى"}
    doc = nlp(doc)
    assert doc._.claims[0].when.from_ == "2016-03-11"
    assert doc._.riwaya.report.outlet == "المدى"


@pytest.mark.parametrize("facts", [{"day": "2016"}, "2016-03-12"])
def test_facts_that_nobody_knows_are_refused(nlp: Any, facts: Any) -> None:
    doc = nlp.make_doc(TEXT)
    doc._.riwaya_report = facts
    with pytest.raises(BadInput, match="published"):
        nlp(doc)


def test_many_documents_are_read_and_a_bad_one_can_be_passed_over(nlp: Any) -> None:
    bad = nlp.make_doc(TEXT)
    bad._.riwaya_report = 1
    failed: list[Any] = []
    before = nlp.default_error_handler
    nlp.set_error_handler(lambda name, _proc, docs, error: failed.append((name, docs, error)))
    try:
        docs = list(nlp.pipe([nlp.make_doc(TEXT), bad, nlp.make_doc(OTHER), nlp.make_doc("")]))
    finally:
        nlp.set_error_handler(before)
    assert [len(doc._.claims) for doc in docs] == [
        len(riwaya.read(text).claims) for text in (TEXT, OTHER, "")
    ]
    assert failed[0][0] == "riwaya"


def test_claims_go_with_the_document(nlp: Any) -> None:
    from spacy.tokens import Doc, DocBin  # noqa: PLC0415

    doc = nlp(TEXT)
    again = Doc(spacy.blank("ar").vocab).from_bytes(doc.to_bytes())
    assert again._.claims == doc._.claims
    assert again.spans["riwaya"].attrs == doc.spans["riwaya"].attrs
    assert [span.label_ for span in again.spans["riwaya"]] == [
        s.label_ for s in doc.spans["riwaya"]
    ]
    kept = DocBin(docs=[doc], store_user_data=True).to_bytes()
    assert next(DocBin().from_bytes(kept).get_docs(nlp.vocab))._.claims == doc._.claims


def test_a_part_of_a_document_has_no_claims_of_the_whole(nlp: Any) -> None:
    doc = nlp(TEXT)
    part = doc[0:4].as_doc(copy_user_data=True)
    assert part._.riwaya is None
    assert part._.claims == ()
    assert spacy.blank("ar")(TEXT)._.claims == ()


def test_a_pipeline_is_saved_and_loaded(nlp: Any, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "p")
    loaded = spacy.load(tmp_path / "p")
    assert loaded(OTHER)._.claims == nlp(OTHER)._.claims
    assert spacy.blank("ar").from_config(nlp.config).from_bytes(nlp.to_bytes()).pipe_names == [
        "riwaya"
    ]
    digest = nlp.get_pipe("riwaya").reader.digest
    kept = tmp_path / "p" / "riwaya" / "riwaya.json"
    kept.write_text(kept.read_text("utf-8").replace(digest, "0" * 64), encoding="utf-8")
    with pytest.warns(UserWarning, match="saved with Riwaya's model 000000000000"):
        spacy.load(tmp_path / "p")


def test_the_config_chooses_tables_and_the_name_of_the_spans(tmp_path: Path) -> None:
    text = "قصف لواء الاختبار الأول مدينة الرقة."
    own = spacy.blank("ar")
    folder = write(tmp_path, actors_tsv=ACTORS + BRIGADE)
    own.add_pipe("riwaya", config={"knowledge": str(folder), "spans_key": "claims"})
    doc = own(text)
    assert "own-brigade" in {span.kb_id_ for span in doc.spans["claims"]}
    with pytest.raises(BadModel):
        spacy.blank("ar").add_pipe("riwaya", config={"model": str(tmp_path)})


def test_spacy_finds_it_by_its_entry_point() -> None:
    from riwaya.bridges.spacy_component import make_riwaya  # noqa: PLC0415

    told = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    named = told["project"]["entry-points"]["spacy_factories"]["riwaya"]
    assert EntryPoint("riwaya", named, "spacy_factories").load() is make_riwaya
