"""What robots and browsers ask for by themselves."""

import re

import pytest

from curation.web.sitemaps import Records

from .pages import PAGES

pytestmark = pytest.mark.django_db


def test_robots_are_told_where_the_sitemap_is_and_to_leave_out_the_desk(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /admin/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def listed(client):
    """Return all addresses of all parts of the sitemap."""
    parts = re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode())
    texts = [client.get(part).content.decode() for part in parts]
    assert all("<lastmod>" in text for text in texts)
    return [address for text in texts for address in re.findall("<loc>(.*?)</loc>", text)]


def test_every_address_of_the_sitemap_is_a_page(client, seeded):
    addresses = listed(client)

    assert "http://testserver/" in addresses
    assert {client.get(address).status_code for address in addresses} == {200}


def test_every_kind_of_page_is_in_the_sitemap(client, seeded):
    addresses = listed(client)

    for case in filter(lambda each: each.is_listed, PAGES):
        assert f"http://testserver{case.address}" in addresses, case.name


def test_a_long_sitemap_goes_on_in_further_parts(client, seeded, monkeypatch):
    whole = listed(client)
    monkeypatch.setattr(Records, "limit", 50)

    assert len(re.findall("<sitemap>", client.get("/sitemap.xml").content.decode())) > 3
    assert listed(client) == whole


def test_the_index_of_the_sitemap_does_not_look_at_each_page(
    client, seeded, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4):
        client.get("/sitemap.xml")


def test_the_icon_is_where_browsers_look_for_it(client):
    assert client.get("/favicon.ico")["Location"].endswith("logo.svg")
