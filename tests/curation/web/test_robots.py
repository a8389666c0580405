"""What robots and browsers ask for by themselves."""

import re

import pytest

from .pages import PAGES

pytestmark = pytest.mark.django_db


def test_robots_are_told_where_the_sitemap_is_and_to_leave_out_the_desk(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /admin/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_every_address_of_the_sitemap_is_a_page(client, seeded):
    text = client.get("/sitemap.xml").content.decode()

    addresses = re.findall("<loc>(.*?)</loc>", text)
    assert "http://testserver/" in addresses
    assert "<lastmod>" in text
    assert {client.get(address).status_code for address in addresses} == {200}


def test_every_kind_of_page_is_in_the_sitemap(client, seeded):
    text = client.get("/sitemap.xml").content.decode()

    for case in filter(lambda each: each.is_listed, PAGES):
        assert f"<loc>http://testserver{case.address}</loc>" in text, case.name


def test_the_icon_is_where_browsers_look_for_it(client):
    assert client.get("/favicon.ico")["Location"].endswith("logo.svg")
