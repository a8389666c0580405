"""A document is pasted or uploaded, read, described and saved; nothing is lost on the way."""

import errno
import hashlib
import os

import pytest
from django.core.files.storage import Storage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from curation.admin.duplicates import essential_address
from curation.models import Source
from tests import factories
from tests.documents import pdf

from .conftest import address, said_in, sent_by

PAGE = (
    b"<html lang='en'><head><title>Belarus joins</title><meta name='author' content='Ann Writer'>"
    b"<meta property='article:published_time' content='2024-07-04T10:00:00Z'></head><body><article>"
    b"<p>Belarus became a full member on 4 July 2024, said the secretariat of the organization.</p>"
    b"<p>Its observer spell ended on that day, the same statement says at some length.</p>"
    b"</article></body></html>"
)
URL = "https://example.org/belarus"


def document_page():
    return address("source", "add_document")


def upload(client, data=PAGE, name="belarus.html", where=None, **more):
    file = SimpleUploadedFile(name, data)
    return client.post(where or document_page(), {"file": file} | more, follow=True)


def save(client, form, **changes):
    where = f"{form.request['PATH_INFO']}?{form.request['QUERY_STRING']}"
    return client.post(where, sent_by(form, _save="", **changes), follow=True)


def complaints(response):
    return str(response.context["form"].errors)


def test_form_suggests_what_the_document_says_of_itself_and_shows_its_text(editor):
    form = upload(editor, url=URL)

    initial = form.context["adminform"].form
    values = {name: initial[name].value() for name in initial.fields}
    assert (values["name"], values["slug"]) == ("Belarus joins", "belarus-joins")
    assert (values["author"], values["published"]) == ("Ann Writer", "2024-07-04")
    assert (values["language"], values["url"]) == ("en", URL)
    assert values["metadata_note"] == "As the document says of itself: title, author, published."
    page = form.content.decode()
    assert "Its observer spell ended on that day" in page
    assert "suggested by the document" in page
    assert not Source.objects.filter(slug="belarus-joins").exists()


def test_saved_source_holds_the_text_and_keeps_the_file_with_its_hash(editor):
    response = save(editor, upload(editor), name="[Belarus joins]", slug="belarus")

    source = Source.objects.get(slug="belarus")
    assert source.held_text.startswith("Belarus became a full member on 4 July 2024")
    assert source.sha256 == hashlib.sha256(source.held_text.encode()).hexdigest()
    assert source.original_sha256 == hashlib.sha256(PAGE).hexdigest()
    assert (source.original_name, source.media_type) == ("belarus.html", "text/html")
    assert default_storage.open(source.original.name).read() == PAGE
    assert response.resolver_match.url_name == "curation_source_read_text"
    assert "is catalogued, with its text" in said_in(response)


def test_original_is_handed_out_as_a_file_to_keep(editor):
    save(editor, upload(editor), slug="belarus")
    source = Source.objects.get(slug="belarus")

    response = editor.get(address("source", "original_file", source.pk))

    assert b"".join(response.streaming_content) == PAGE
    assert response["Content-Disposition"] == 'attachment; filename="belarus.html"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_original_is_for_those_who_may_see_sources(editor, client):
    save(editor, upload(editor), slug="belarus")
    source = Source.objects.get(slug="belarus")
    stranger = factories.editor()
    stranger.user_permissions.clear()
    where = address("source", "original_file", source.pk)

    assert client.get(where).status_code == 302
    client.force_login(stranger)
    assert client.get(where).status_code == 403


def test_source_without_original_says_so(editor):
    response = editor.get(address("source", "original_file", factories.source().pk), follow=True)

    assert "No original file" in said_in(response)


def test_corrections_and_upload_survive_an_error_of_the_description(editor):
    form = upload(editor)

    refused = save(editor, form, slug="belarus", published="the day before", rights="Corrected.")
    saved = save(editor, refused, published="2024-07-03")

    assert "published" in refused.context["adminform"].form.errors
    assert "Its observer spell" in refused.content.decode()
    source = Source.objects.get(slug="belarus")
    assert (source.rights, source.published) == ("Corrected.", "2024-07-03")
    assert source.original_name == "belarus.html"
    assert saved.status_code == 200


def test_pasted_text_is_held_as_it_is_and_has_no_original(editor):
    text = '\u00a0One “line"  \n🎉 and 上合 \n'

    form = editor.post(document_page(), {"text": text.replace("\n", "\r\n")}, follow=True)
    save(editor, form, name="[Notes]", slug="notes", kind="other")

    source = Source.objects.get(slug="notes")
    assert source.held_text == text
    assert not source.original


def test_pages_of_a_pdf_are_kept_apart(editor):
    form = upload(editor, pdf(["Page one."], ["Page two."]), "two.pdf")
    save(editor, form, name="[Two]", slug="two", kind="protocol")

    assert Source.objects.get(slug="two").held_text == "Page one.\fPage two."


def test_document_of_a_source_without_text_is_added_to_it(editor):
    source = factories.source("")

    form = upload(editor, where=address("source", "add_text", source.pk))
    save(editor, form)

    source.refresh_from_db()
    assert "Its observer spell" in source.held_text
    assert source.original_name == "belarus.html"


def test_text_is_not_added_where_one_is_held(editor):
    source = factories.source()

    response = editor.get(address("source", "add_text", source.pk), follow=True)

    assert "added as a snapshot" in said_in(response)


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (pdf([]), "scan.pdf", "text recognition"),
        (b"%PDF-1.4 broken", "x.pdf", "damaged"),
        (b"<html><body></body></html>", "x.html", "no text in this page"),
        (b"   ", "x.txt", "is empty"),
        (b"PK\x03\x04", "x.docx", "Word"),
    ],
)
def test_unreadable_document_is_refused_with_what_to_do(editor, data, name, said):
    response = upload(editor, data, name)

    assert said in complaints(response)
    assert response.resolver_match.url_name == "curation_source_add_document"


def test_document_beyond_the_limit_is_refused_by_its_size(editor, settings):
    settings.UPLOAD_LIMIT = 1024**2

    response = upload(editor, b"x" * (1024**2 + 200_000), "long.txt")

    assert "The file has 1.2 MB; at most 1 MB are taken" in complaints(response)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Paste the text of the document, or choose its file"),
        ({"text": " \n"}, "Paste the text of the document, or choose its file"),
        ({"text": "a", "file": SimpleUploadedFile("a.txt", b"a")}, "choose one"),
        ({"text": "a\x00b"}, "Null characters"),
        ({"text": "a", "charset": "klingon"}, "not one of the available choices"),
    ],
)
def test_incomplete_upload_keeps_what_was_typed(editor, sent, said):
    response = editor.post(document_page(), sent)

    assert said in complaints(response)


def test_document_that_does_not_wait_any_more_is_said_and_nothing_is_saved(editor, desk):
    form = upload(editor)
    stranger = desk("reviewer")
    token = form.request["QUERY_STRING"]

    opened = stranger.get(address("source", "add") + f"?{token}", follow=True)
    sent = stranger.post(
        address("source", "add") + f"?{token}", sent_by(form, _save="", slug="stolen")
    )

    assert "not here any more" in said_in(opened)
    assert "not here any more" in said_in(sent)
    assert not Source.objects.filter(slug="stolen").exists()


def test_identical_text_is_refused_with_a_link_to_its_holder(editor):
    save(editor, upload(editor), slug="belarus")
    holder = Source.objects.get(slug="belarus")

    refused = save(editor, upload(editor, name="copy.html"), slug="copy")

    assert "Exactly this text is held already" in said_in(refused)
    assert address("source", "change", holder.pk) in said_in(refused)


def test_catalogued_address_is_refused_and_offered_as_a_snapshot_with_the_upload(editor):
    known = factories.source(url=URL)
    form = upload(editor, url=URL)

    refused = save(editor, form, slug="belarus")
    said = said_in(refused)
    offer = f"{address('source', 'add')}?document="

    assert "This address is catalogued already" in said
    assert f"snapshot_of={known.pk}" in said
    assert offer in said


def test_nearly_the_same_address_needs_a_word_that_it_is_another_document(editor):
    factories.source(url=URL)
    form = upload(editor, url="http://www.example.org/belarus/?utm_source=feed#top")

    warned = save(editor, form, slug="belarus")
    saved = save(editor, warned, another_document="1")

    assert "differs little" in said_in(warned)
    assert "another_document" in said_in(warned)
    assert "is catalogued, with its text" in said_in(saved)


def test_address_of_a_source_that_is_described_anew_is_no_duplicate(editor):
    source = factories.source(url=URL)
    form = editor.get(address("source", "change", source.pk))

    save(editor, form, rights="Stated.")

    source.refresh_from_db()
    assert source.rights == "Stated."


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/a?b=1&c=2",
        "https://www.example.org:443/a/?c=2&b=1",
        "https://EXAMPLE.org/a?b=1&c=2&utm_campaign=x&fbclid=y#part",
    ],
)
def test_decoration_of_an_address_does_not_tell_it_apart(other):
    assert essential_address(other) == essential_address("https://example.org/a?b=1&c=2")


@pytest.mark.parametrize(
    "other", ["https://example.org/b", "https://example.org/a?b=2", "https://example.org:8080/a"]
)
def test_path_query_and_port_tell_addresses_apart(other):
    assert essential_address(other) != essential_address("https://example.org/a")


@pytest.mark.parametrize("at", ["waiting", "kept"])
def test_a_disk_that_is_full_is_told_with_advice_and_nothing_is_saved(editor, monkeypatch, at):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/srv/media/x")

    form = upload(editor) if at == "kept" else None
    editor.raise_request_exception = False
    before = Source.objects.count()
    monkeypatch.setattr(Storage, "save", full)

    answer = save(editor, form, name="[Belarus joins]", slug="belarus") if form else upload(editor)

    assert answer.status_code == 503
    page = answer.content.decode()
    assert "The disk of the server is full" in page
    assert "What you sent has not been saved" in page
    assert Source.objects.count() == before
