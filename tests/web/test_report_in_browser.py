"""The report page as people use it: keys, selected words, drafts, two at one claim."""

import re

import pytest
from playwright.sync_api import Page, expect

from riwaya.workspace.workspace import Workspace
from tests.web.conftest import Served
from tests.web.test_report import claim_way, killing, way, whole

#: Selects the n-th occurrence of words in the report's text, as a mouse would.
SELECT = """([words, nth]) => {
  const runs = [...document.querySelectorAll("#text [data-s]")];
  let seen = 0;
  for (const run of runs) {
    const at = run.firstChild ? run.firstChild.data.indexOf(words) : -1;
    if (at >= 0 && seen++ === nth) {
      getSelection().setBaseAndExtent(run.firstChild, at, run.firstChild, at + words.length);
      return;
    }
  }
  throw new Error(`no ${words}`);
}"""


@pytest.fixture
def page(browser_page: Page, served: Served, workspace: Workspace) -> Page:
    browser_page.goto(served.url + way(whole(workspace)))
    expect(browser_page.locator("article.claim.active")).to_have_count(1)
    return browser_page


def numbers(workspace: Workspace) -> list[int | float | None]:
    return [one.low for one in killing(whole(workspace)).one.claim.quantities]


def go_to(page: Page, workspace: Workspace) -> str:
    """Make the killing the active claim; returns its id."""
    id_ = killing(whole(workspace)).one.claim.id
    page.locator(f"#{id_} .no").click()
    expect(page.locator(f"#{id_}")).to_have_class(re.compile("active"))
    return id_


def test_a_wrong_toll_with_keys_alone(page: Page, workspace: Workspace) -> None:
    go_to(page, workspace)
    page.keyboard.press("c")
    field = page.locator('[name="quantities.0.number"]')
    expect(field).to_be_focused()
    page.keyboard.type("50")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("Saved:")
    assert numbers(workspace)[0] == 50
    expect(page.locator("article.claim.active")).to_have_count(1)
    page.keyboard.press("u")
    expect(page.locator("#said")).to_contain_text("Taken back")
    assert numbers(workspace)[0] == 14


def test_selected_words_become_the_number(page: Page, workspace: Workspace) -> None:
    id_ = go_to(page, workspace)
    page.evaluate(SELECT, ["30", 0])
    expect(page.locator("#menu")).to_be_visible()
    expect(page.locator("#of")).to_have_value(id_)
    page.locator('#menu [data-column="quantities"]').click()
    expect(page.locator('[name="quantities.0.words"]')).to_have_value("30")
    page.locator("form.correct button.main").click()
    expect(page.locator("#said")).to_contain_text("Saved:")
    number = killing(whole(workspace)).one.claim.quantities[0]
    text = whole(workspace).text
    assert text is not None
    assert (number.start, number.low) == (text.index("30"), 30)


def test_selected_words_make_a_new_claim(page: Page, workspace: Workspace) -> None:
    page.evaluate(SELECT, ["استهدفت", 0])
    page.locator('#menu [data-column="new"]').click()
    expect(page.locator('#fresh [name="trigger.0.words"]')).to_have_value("استهدفت")
    page.locator('#fresh [name="event"]').select_option("shelling")
    page.locator("#fresh button.main").click()
    expect(page.locator("#said")).to_contain_text("Added:")
    added = [one for one in whole(workspace).claims if one.one.anchor.startswith("added")]
    assert [one.one.claim.trigger.text for one in added] == ["استهدفت"]
    expect(page.locator(f"#{added[0].one.claim.id}")).to_be_in_viewport()


def test_words_are_selected_without_a_mouse(page: Page) -> None:
    page.locator("#text").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.locator("#menu button[data-column]").first).to_be_focused()
    said = page.locator("#chosen").text_content() or ""
    assert said
    assert said in (page.locator("#text").text_content() or "")
    page.keyboard.press("Escape")
    expect(page.locator("#menu")).to_be_hidden()
    expect(page.locator("#text")).to_be_focused()


def test_words_and_cards_are_linked_both_ways(
    page: Page, served: Served, workspace: Workspace
) -> None:
    ids = [one.one.claim.id for one in whole(workspace).claims]
    page.locator(f"#{ids[-1]}-words").click()
    expect(page.locator(f"#{ids[-1]}")).to_have_class(re.compile("active"))
    assert page.url.endswith(f"#{ids[-1]}")
    page.keyboard.press("k")
    expect(page.locator(f"#{ids[-2]}")).to_have_class(re.compile("active"))
    page.goto(served.url + way(whole(workspace)) + f"#{ids[1]}")
    page.reload()
    expect(page.locator(f"#{ids[1]}")).to_have_class(re.compile("active"))
    expect(page.locator(f"#{ids[1]}-words")).to_have_class(re.compile("lit"))


def test_one_key_a_verdict(page: Page, workspace: Workspace) -> None:
    ids = [one.one.claim.id for one in whole(workspace).claims]
    page.locator(f"#{ids[0]} .no").click()
    page.keyboard.press("a")
    expect(page.locator(f"#{ids[0]} .badge")).to_have_text("accepted")
    expect(page.locator(f"#{ids[1]}")).to_have_class(re.compile("active"))
    page.keyboard.press("r")
    expect(page.locator(f"#{ids[1]} .badge")).to_have_text("rejected")
    expect(page.locator(f"#{ids[1]}-words")).to_have_class(re.compile("off"))
    expect(page.locator(".claimshead .reviewed")).to_have_text(f"2 of {len(ids)} claims reviewed")
    assert [one.one.review for one in whole(workspace).claims][:2] == ["accepted", "rejected"]
    page.keyboard.press("u")
    expect(page.locator(f"#{ids[1]} .badge")).to_have_text("not reviewed")


def test_what_was_typed_comes_back(page: Page, served: Served, workspace: Workspace) -> None:
    """The server is gone, then the page: the form keeps what was typed until it is saved."""
    go_to(page, workspace)
    page.keyboard.press("c")
    page.locator('[name="quantities.0.number"]').fill("50")
    page.locator('[name="note"]').fill("seen twice")
    page.route("**/correct", lambda route: route.abort())
    page.locator("form.correct button.main").click()
    expect(page.locator("#problem")).to_contain_text("doesn't answer")
    expect(page.locator('[name="quantities.0.number"]')).to_have_value("50")
    page.unroute("**/correct")
    page.goto("about:blank")
    page.goto(served.url + way(whole(workspace)))
    expect(page.locator('[name="quantities.0.number"]')).to_have_value("50")
    expect(page.locator(".draft")).to_be_visible()
    page.locator("form.correct button.main").click()
    expect(page.locator("#said")).to_contain_text("Saved:")
    assert killing(whole(workspace)).one.decisions[0].note == "seen twice"
    page.reload()
    expect(page.locator("article.claim.active")).to_have_count(1)
    expect(page.locator("form.correct")).to_have_count(0)


def test_a_draft_that_is_given_up_is_forgotten(page: Page, workspace: Workspace) -> None:
    go_to(page, workspace)
    page.keyboard.press("c")
    page.locator('[name="quantities.0.number"]').fill("50")
    page.locator("[data-cancel]").click()
    page.reload()
    expect(page.locator("article.claim.active")).to_have_count(1)
    expect(page.locator("form.correct")).to_have_count(0)
    assert numbers(workspace)[0] == 14


def test_two_at_one_claim_choose(page: Page, served: Served, workspace: Workspace) -> None:
    go_to(page, workspace)
    page.keyboard.press("c")
    page.locator('[name="quantities.0.number"]').fill("15")
    other = page.context.new_page()
    report = whole(workspace)
    other.goto(served.url + claim_way(report, killing(report)))
    other.locator('[name="quantities.0.number"]').fill("50")
    other.locator("form.correct button.main").click()
    expect(other.locator("#said")).to_contain_text("Saved:")
    page.locator("form.correct button.main").click()
    expect(page.locator(".conflict")).to_contain_text("killed 50")
    assert numbers(workspace)[0] == 50
    page.locator(".conflict button.main").click()
    expect(page.locator("#said")).to_contain_text("Saved:")
    assert numbers(workspace)[0] == 15


def test_reasons_and_history_open_in_the_card(page: Page, workspace: Workspace) -> None:
    id_ = go_to(page, workspace)
    page.keyboard.press("a")
    expect(page.locator(f"#{id_} .badge")).to_have_text("accepted")
    page.locator(f"#{id_} [data-details]").click()
    expect(page.locator(f"#{id_} .made")).to_contain_text("tester")
    expect(page.locator(f"#{id_} .why").first).to_be_visible()


def test_letters_beyond_the_first_plane_count_once(
    browser_page: Page,
    served: Served,
    workspace: Workspace,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Browsers count UTF-16 units; offsets are code points, blanks and line ends included."""
    text = "😀😀 \r\n\r\n  أعلن الجيش 😀 مقتل 15 مسلحا في حلب أمس.  \r\n"
    source = tmp_path_factory.mktemp("odd") / "odd.txt"
    source.write_bytes(text.encode())
    workspace.add([source], outlet="الغريب", published="2016-03-12", jobs=1)
    with workspace.engine.connect() as connection:
        row = connection.exec_driver_sql("SELECT id, text FROM reports ORDER BY n DESC").first()
    assert row is not None
    browser_page.goto(f"{served.url}/reports/{row.id}")
    for words in ("مسلحا", "الجيش", "حلب"):
        browser_page.evaluate(SELECT, [words, 0])
        expect(browser_page.locator("#chosen")).to_have_text(words)
        browser_page.locator('#menu [data-column="new"]').click()
        at = f"{row.text.index(words)}-{row.text.index(words) + len(words)}"
        expect(browser_page.locator('#fresh [name="trigger.0.at"]')).to_have_value(at)
        browser_page.locator("#fresh [data-cancel]").click()
