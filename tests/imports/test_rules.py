"""The tables of codes there and back: what is exported as a type comes back as its event."""

from riwaya.export.events.event_rules import rules_of
from riwaya.imports.rules import acled_types, model_of, other_names, precisions, ucdp_types
from riwaya.knowledge.actors import shipped_actors

TYPES = ("event_type", "sub_event_type")


def test_every_type_that_we_export_is_read_and_comes_back_as_itself() -> None:
    exported = rules_of("acled", TYPES)
    for rule in exported:
        told = acled_types()[rule.codes["event_type"], rule.codes["sub_event_type"]]
        assert told.event is not None
        # The event that is read is one of those that are exported as this very type.
        back = {r.event for r in exported if r.codes == rule.codes}
        assert told.event in back, rule.name


def test_ucdp_s_types_are_those_that_it_has() -> None:
    assert set(ucdp_types()) == {"1", "2", "3"}


def test_precisions_are_all_there() -> None:
    known = {(dataset, of) for dataset, of, _ in precisions()}
    assert known == {(d, of) for d in ("acled", "ucdp") for of in ("place", "time")}
    reaches = [precisions()["ucdp", "place", code].reach or 0 for code in "123456"]
    assert reaches == sorted(reaches)


def test_names_lead_to_actors_that_there_are() -> None:
    assert set(other_names().values()) <= set(shipped_actors().actors)


def test_nobody_takes_the_importer_for_a_model() -> None:
    assert model_of("acled").startswith("import:acled/1 ")
    assert len(model_of("ucdp")) <= 64
