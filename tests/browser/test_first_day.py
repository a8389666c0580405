"""A new team's first day, in a real browser against a registry that really runs."""

import re

import pytest
from playwright.sync_api import expect

from .hands import api, choose

pytestmark = pytest.mark.browser

QUOTE = "The SCO set up the SCO- Afghanistan Contact Group in 2005"


def test_the_service_says_what_it_did(site):
    assert sorted(site.passwords) == [
        "administrator",
        "data-manager",
        "editor",
        "researcher",
        "reviewer",
    ]
    assert "published 104 facts" in site.first_output
    assert "These passwords are shown this once" in site.first_output


def test_the_front_door_leads_to_the_record(page, site):
    page.goto("/")

    expect(page.locator("h1")).to_contain_text("10 full members")
    page.click('a[href="/api/v1/"] >> nth=0')
    assert api(page, "/api/v1/statuses/?status=full-member&valid_at=2024-06-12")["results"]


def test_the_documentation_works_offline(page):
    page.goto("/api/v1/docs/")

    expect(page.locator(".swagger-ui .info .title")).to_contain_text("SCO Registry")
    expect(page.locator(".opblock").first).to_be_visible()


def test_every_list_of_the_desk_opens(login):
    page = login("administrator")
    links = page.locator(
        "#nav-sidebar a[href^='/admin/curation/'], aside a[href^='/admin/curation/']"
    )
    addresses = {link.get_attribute("href") for link in links.all()} or {
        link.get_attribute("href") for link in page.locator("a[href^='/admin/curation/']").all()
    }
    assert len(addresses) > 12

    for address in sorted(addresses):
        assert page.goto(address).status == 200


def test_a_fact_goes_from_passage_to_public_record(login, page):
    login("editor")
    page.goto("/admin/curation/event/add/")
    page.fill("#id_name", "Founding noticed on the first day")
    page.select_option("#id_type", "other")
    page.fill("#id_when", "2005")
    if not page.locator("#id_citations-0-quote").is_visible():
        page.locator("#citations-group a", has_text=re.compile("Add another", re.I)).click()
    choose(page, "citations-0-source", "Only Tajikistan opposes")
    page.fill("#id_citations-0-quote", QUOTE.replace("SCO- Afghanistan", "SCO-Afghanistan"))
    page.click("button[name=_continue]")
    expect(page.locator("body")).to_contain_text("The nearest passage is")

    page.fill("#id_citations-0-quote", QUOTE)
    page.click("button[name=_submit_for_review]")
    expect(page.locator("body")).to_contain_text("someone else has to approve it")
    page.goto("/admin/curation/event/?q=Founding+noticed")
    page.click("text=Founding noticed on the first day")
    address = page.url
    assert page.locator("a", has_text="Approve and publish").count() == 0
    assert page.goto(re.sub("change/.*", "approve/", address)).status in (403, 404)

    login("reviewer")
    page.goto(address)
    page.locator("a", has_text="Review").filter(visible=True).last.click()
    expect(page.locator("blockquote").first).to_contain_text(QUOTE)
    page.click("button:has-text('Approve and publish')")
    expect(page.locator("body")).to_contain_text("it is public now")

    record = re.search(r"[0-9a-f-]{36}", address)[0]
    document = api(page, f"/api/v1/records/{record}/")
    assert document["name"] == "Founding noticed on the first day"
    assert document["citations"][0]["quote"] == QUOTE
    assert document["revision"]["approved_by"] == "reviewer"


def test_a_contributor_cannot_touch_the_ledger(login, page):
    login("editor")
    page.goto("/admin/curation/revision/")

    assert page.locator("a[href$='/revision/add/']").count() == 0
    page.locator("#result_list a, table a").first.click()
    assert page.locator("input[name=_save], button[name=_save]").count() == 0
