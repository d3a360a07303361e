"""A claim a line, in the specification's form."""

import json
from collections.abc import Callable
from pathlib import Path

import msgspec

from riwaya.records.claim import Claim

Export = Callable[..., Path]


def test_each_line_is_a_claim_of_the_specification_with_what_read_it(exported: Export) -> None:
    lines = exported("jsonl", "c.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == 26
    for line in lines:
        told = json.loads(line)
        claim = msgspec.json.decode(line, type=Claim)
        assert claim.id == told["id"]
        assert told["review_status"] in {"open", "accepted"}
        assert len(told["model"]) == 64
        assert told["riwaya"]
        assert told["offsets"] is True


def test_published_lines_say_that_their_offsets_mean_nothing(exported: Export) -> None:
    path = exported("jsonl", "p.jsonl", "--public", "--unreviewed")
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert lines
    assert all(line["offsets"] is False for line in lines)
    assert all(mention["start"] == 0 for line in lines for mention in line["agents"])
    assert "الحلواني" not in path.read_text("utf-8")
