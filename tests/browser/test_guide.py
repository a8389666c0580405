"""An editor's working day from passage to public record: docs/editing.md shows it step by step.

With GUIDE_PICTURES naming a folder, each step leaves its picture there (`make screenshots`).
"""

import os
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from playwright.sync_api import APIResponse, Page, expect

from .hands import api, choose, select_by_mouse

pytestmark = pytest.mark.browser

GUIDE = settings.BASE_DIR / "docs" / "editing.md"
SHOWN = re.compile(r"!\[[^\]]+\]\(images/([a-z-]+)\.png\)")
TAKEN = re.compile(r'picture\(\w+, "([a-z-]+)"\)')

ARTICLE = "Only Tajikistan opposes"
PASSAGE = "Director of the Second Asia Department of the Russian Foreign Ministry"
LABEL = "Russian Foreign Ministry: Organ (Russia)"
NOTE = "The ministry, as the article names it on the occasion of the interview."
OWN = "Visit that the reviewer noticed"


def test_a_working_day_goes_from_a_passage_to_the_public_record(login, page):
    login("editor")
    open_the_article(page)
    start = point_at_the_passage(page)
    opens_with_the_passage(page, start)
    fill_in_the_rest(page)
    record = submit(page)
    offers_no_approval_to_the_submitter(page, record, LABEL)
    assert ask_for_approval_regardless(page, "status", record).status == 403

    login("reviewer")
    own = submit_an_event(page)
    look_over_the_desk(page)
    withdraw_and_delete(page, own)

    review(page)
    is_not_public(page, record)
    approve(page)
    public_record_shows_the_passage(page, record)
    history_tells_who_did_what(page, record)


@pytest.mark.parametrize("username", ["reviewer", "administrator"])
def test_who_may_approve_is_refused_for_what_they_submitted_themselves(login, page, username):
    login(username)
    own = submit_an_event(page)

    offers_no_approval_to_the_submitter(page, own, OWN)
    answer = ask_for_approval_regardless(page, "event", own)

    assert "yourself. Someone else has to approve it." in answer.text()
    is_not_public(page, own)
    withdraw_and_delete(page, own)


def test_second_of_two_editors_sees_what_the_first_saved(login, colleague):
    page = login("editor")
    begin_an_event(page, "Meeting that two editors describe")
    page.click("button[name=_continue]")
    page.wait_for_url("**/change/")
    colleague.goto(page.url)
    colleague.fill("#id_public_note", "The ministers met in Astana.")
    colleague.fill("#id_reason_for_change", "Read in the minutes")
    colleague.click("button[name=_continue]")
    expect(colleague.locator("body")).to_contain_text("was changed successfully")

    page.fill("#id_public_note", "Ministers of eight states met.")
    page.fill("#id_place", "Astana")
    page.click("button[name=_continue]")

    expect(page.locator("tr.is-conflict")).to_contain_text("The ministers met in Astana.")
    expect(page.locator("tr.is-conflict")).to_contain_text("Ministers of eight states met.")
    picture(page, "conflict")
    colleague.goto(re.sub("change/.*", "delete/", colleague.url))
    colleague.click("button[type=submit]:has-text('sure')")
    colleague.wait_for_url("**/event/")


def test_data_manager_sees_what_is_wrong_before_anything_is_imported(login, tmp_path):
    file = tmp_path / "events.csv"
    file.write_text(
        "type,name,when,citation_1_source,citation_1_quote\n"
        "establishment,Contact Group set up,2005,asia-plus-2024-06-13,"
        "The SCO set up the SCO- Afghanistan Contact Group in 2005\n"
        "estblishment,Contact Group founded,2005,asia-plus-2024-06-13,"
        "The SCO set up the SCO-Afghanistan Contact Group in 2005\n"
    )
    page = login("data-manager")
    page.goto("/admin/curation/event/")
    page.locator("a", has_text="Import…").first.click()
    page.set_input_files("input[type=file]", file)
    page.click("button:has-text('Preview')")

    expect(page.locator("tr.registry-import-created")).to_contain_text("Contact Group set up")
    refused = page.locator("tr.registry-import-refused")
    expect(refused).to_contain_text("Did you mean “establishment”?")
    expect(refused).to_contain_text("The SCO set up the SCO- Afghanistan Contact Group")
    picture(page, "import")


def test_findings_say_why_they_matter_and_lead_to_the_facts(login):
    page = login("editor")
    page.goto("/admin/curation/fact/findings/")

    undecided = page.locator("section", has_text="A dispute that nobody has decided").last
    expect(undecided).to_contain_text("Weigh the evidence")
    picture(page, "findings")
    undecided.locator("a", has_text="Open the first").first.click()
    expect(page.locator("button[name=_save]")).to_be_visible()


def test_guide_shows_the_pictures_that_these_tests_take_and_no_others():
    shown = SHOWN.findall(GUIDE.read_text(encoding="utf-8"))

    assert sorted(shown) == sorted(TAKEN.findall(Path(__file__).read_text(encoding="utf-8")))
    assert {f"{name}.png" for name in shown} == {
        each.name for each in (GUIDE.parent / "images").iterdir()
    }


def picture(page: Page, name: str) -> None:
    """Keep a picture of the page, if a folder for pictures is named."""
    if folder := os.environ.get("GUIDE_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", animations="disabled")


def open_the_article(page: Page) -> None:
    page.goto(f"/admin/curation/source/?{urlencode({'q': ARTICLE})}")
    page.locator("#result_list a", has_text="Read and cite").click()
    expect(page.locator("#held-text")).to_contain_text(PASSAGE)


def point_at_the_passage(page: Page) -> int:
    """Select the passage, choose what it is cited for, and return where it begins."""
    start = page.locator("#held-text").text_content().index(PASSAGE)
    select_by_mouse(page, PASSAGE)
    expect(page.locator("#cite-quote")).to_have_text(PASSAGE)
    picture(page, "reading")
    page.click("button:has-text('New status')")
    return start


def opens_with_the_passage(page: Page, start: int) -> None:
    expect(page.locator("#id_citations-0-source option:checked")).to_contain_text(ARTICLE)
    expect(page.locator("#id_citations-0-quote")).to_have_value(PASSAGE)
    expect(page.locator("#id_citations-0-start")).to_have_value(str(start))
    expect(page.locator("#id_citations-0-locator")).to_have_value("paragraph 1")


def fill_in_the_rest(page: Page) -> None:
    choose(page, "actor", "Russian Foreign Ministry")
    choose(page, "status", "Organ")
    choose(page, "organization", "Russia")
    page.fill("#id_when", "/..")
    page.fill("#id_attested", "2024-06-11/2024-06-13")
    page.fill("#id_public_note", NOTE)
    page.locator("#id_citations-0-quote").evaluate(
        "quote => quote.scrollIntoView({block: 'center'})"
    )
    picture(page, "form")


def submit(page: Page) -> str:
    """Save and submit, and return the fact's id."""
    page.click("button[name=_submit_for_review]")
    expect(page.locator("body")).to_contain_text("someone else has to approve it")
    page.goto("/admin/curation/waitingfact/")
    page.locator("#result_list tr", has_text=re.compile("yours", re.I)).locator("a").first.click()
    return re.search(r"[0-9a-f-]{36}", page.url)[0]


def offers_no_approval_to_the_submitter(page: Page, record: str, label: str) -> None:
    page.goto(f"/admin/curation/waitingfact/{record}/change/")
    expect(page.locator("h1", has_text=label)).to_be_visible()
    expect(page.locator("#decide")).to_contain_text("Someone else has to approve it")
    assert page.locator("button", has_text="Approve and publish").count() == 0


def ask_for_approval_regardless(page: Page, kind: str, record: str) -> APIResponse:
    """Send what the button that is not offered would send."""
    cookies = page.context.cookies()
    token = next(each["value"] for each in cookies if each["name"].startswith("sco_registry_csrf"))
    page.goto(f"/admin/curation/{kind}/{record}/review/")
    shown = page.locator("#decide input[name=loaded_version]")
    version = shown.first.get_attribute("value") if shown.count() else "1"
    return page.request.post(
        f"/admin/curation/{kind}/{record}/approve/",
        form={"csrfmiddlewaretoken": token, "loaded_version": version},
    )


def is_not_public(page: Page, record: str) -> None:
    assert page.request.get(f"/api/v1/records/{record}/").status == 404


def submit_an_event(page: Page) -> str:
    begin_an_event(page, OWN)
    choose(page, "citations-0-source", ARTICLE)
    page.fill("#id_citations-0-quote", PASSAGE)
    return submit(page)


def begin_an_event(page: Page, name: str) -> None:
    page.goto("/admin/curation/event/add/")
    page.fill("#id_name", name)
    page.select_option("#id_type", "visit")
    page.fill("#id_when", "2024-06-11")


def look_over_the_desk(page: Page) -> None:
    page.goto("/admin/")
    waiting = page.locator("a", has_text="Waiting for review, by others")
    expect(waiting).to_contain_text(re.compile(r"[1-9]"))
    picture(page, "desk")
    waiting.click()
    expect(page.locator("#result_list")).to_contain_text(LABEL)
    page.goto("/admin/curation/waitingfact/")
    picture(page, "queue")


def withdraw_and_delete(page: Page, own: str) -> None:
    page.goto(f"/admin/curation/event/{own}/withdraw/")
    page.click("button:has-text('Withdraw')")
    page.goto(f"/admin/curation/event/{own}/delete/")
    page.click("button[type=submit]:has-text('sure')")
    page.wait_for_url("**/event/")


def review(page: Page) -> None:
    page.goto("/admin/curation/waitingfact/")
    page.locator("#result_list a").filter(has_text=LABEL).first.click()
    expect(page.locator(".registry-review")).to_contain_text(NOTE)
    expect(page.locator("mark").first).to_have_text(PASSAGE)
    picture(page, "review")


def approve(page: Page) -> None:
    page.click("button:has-text('Approve and publish')")
    expect(page.locator("body")).to_contain_text("it is public now")


def public_record_shows_the_passage(page: Page, record: str) -> None:
    document = api(page, f"/api/v1/statuses/{record}/")
    assert document["actor"]["slug"] == "russian-foreign-ministry"
    assert document["note"] == NOTE
    assert document["citations"][0]["quote"] == PASSAGE
    assert document["revision"]["submitted_by"] == "editor"
    assert document["revision"]["approved_by"] == "reviewer"


def history_tells_who_did_what(page: Page, record: str) -> None:
    page.goto(f"/admin/curation/status/{record}/history/")
    expect(page.locator("section").first).to_contain_text("reviewer, at the desk")
    expect(page.locator("section").last).to_contain_text("editor, at the desk")
    picture(page, "history")
