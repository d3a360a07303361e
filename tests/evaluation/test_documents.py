"""Documents that quote output or figures are as fresh as the model."""

from evaluation.documents import ROOT, model_card, readme


def test_the_readme_shows_what_the_command_prints() -> None:
    assert readme() == (ROOT / "README.md").read_text("utf-8"), "run `make documents`"


def test_the_model_card_is_of_this_model() -> None:
    assert model_card() == (ROOT / "docs" / "model-card.md").read_text("utf-8"), (
        "run `make documents`"
    )
