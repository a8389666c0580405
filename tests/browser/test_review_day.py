"""A day of review in a real browser: what changed is seen, decided by another, and public."""

import re

import pytest
from playwright.sync_api import Page, expect

from .hands import api

pytestmark = pytest.mark.browser

NOTE = "Founded on the day of review"


@pytest.fixture
def event(page: Page) -> str:
    """The id of a published event."""
    return api(page, "/api/v1/events/")["results"][0]["id"]


def public(page: Page, record: str) -> dict:
    """Read the record as readers do."""
    return api(page, f"/api/v1/records/{record}/")


def test_a_change_is_seen_against_the_record_decided_by_another_and_public(login, page, event):
    before = public(page, event)
    number = before["revision"]["number"]

    login("editor")
    page.goto(f"/admin/curation/event/{event}/change/")
    page.fill("#id_place", "Strelsau")
    page.fill("#id_public_note", NOTE)
    page.click("button[name=_continue]")
    standing = page.locator(".registry-standing")
    expect(standing).to_contain_text(f"Published revision {number}; the working copy differs")
    expect(standing).to_contain_text("The claim changed; its evidence did not")
    assert public(page, event) == before

    standing.locator("a", has_text="see what differs").click()
    expect(page.locator("ins", has_text="Strelsau")).to_be_visible()
    page.click("button:has-text('I have re-read the evidence')")
    expect(page.locator(".registry-standing")).to_contain_text("Evidence re-read by editor")

    page.click("button[name=_submit_for_review]")
    expect(page.locator("body")).to_contain_text("someone else has to approve it")
    page.goto("/admin/curation/waitingfact/")
    expect(page.locator("#result_list")).to_contain_text(re.compile("yours", re.I))
    page.locator("#result_list a").filter(has_text=before["label"][:40]).first.click()
    expect(page.locator("body")).to_contain_text(re.compile("someone else has to approve it", re.I))
    assert page.locator("button", has_text="Approve and publish").count() == 0

    login("reviewer")
    page.goto("/admin/curation/waitingfact/")
    page.locator("#result_list a").filter(has_text=before["label"][:40]).first.click()
    expect(page.locator("#what-differs")).to_contain_text(f"revision {number}")
    expect(page.locator("ins", has_text="Strelsau")).to_be_visible()
    expect(page.locator("mark").first).to_contain_text(before["citations"][0]["quote"])
    page.click("button:has-text('Approve and publish')")
    expect(page.locator("body")).to_contain_text("it is public now")

    after = public(page, event)
    assert (after["place"], after["note"]) == ("Strelsau", NOTE)
    assert after["revision"]["number"] == number + 1
    assert after["revision"]["approved_by"] == "reviewer"


def test_many_are_approved_from_the_queue_and_each_is_told_of(login, page):
    login("editor")
    facts = api(page, "/api/v1/events/")["results"][-3:]
    for fact in facts:
        page.goto(f"/admin/curation/event/{fact['id']}/change/")
        page.fill("#id_public_note", "Looked at among others.")
        page.click("button[name=_submit_for_review]")
        expect(page.locator("body")).to_contain_text("someone else has to approve it")

    login("reviewer")
    page.goto("/admin/curation/waitingfact/?kind__exact=event")
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option("approve_selected")
    page.locator("#changelist-form button[name=index]").click()
    expect(page.locator("body")).to_contain_text("3 of the selected facts can be published")
    assert page.locator("mark").count() >= 3
    for unread in page.locator(".registry-open-findings").all():
        unread.locator("summary").click()
        unread.locator("input[name=facts]").check()
    page.click("button:has-text('Approve and publish what is ticked')")

    expect(page.locator(".registry-summary")).to_contain_text("Done: 3 published")
    for fact in facts:
        assert public(page, fact["id"])["note"] == "Looked at among others."
