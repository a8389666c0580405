"""Actors, sources and vocabularies at the desk."""

import pytest

from curation.models import Actor, Issue, Revision, Source

from .conftest import address, said_in, sent_by


def save(client, model, pk, **changes):
    form = address(model, "change", pk)
    return client.post(form, sent_by(client.get(form), **changes), follow=True)


def test_changed_name_reaches_every_document_that_carries_it(data_manager):
    belarus = Actor.objects.get(slug="belarus")

    response = save(data_manager, "stateactor", belarus.pk, name="Republic of Belarus")

    documents = Revision.objects.current().naming_actor(["belarus"]).of_kind("status")
    assert documents.count() >= 3
    assert {each.document["actor"]["name"] for each in documents} == {"Republic of Belarus"}
    assert "The public record follows" in said_in(response)


def test_saving_without_a_change_adds_nothing_to_the_ledger(data_manager):
    before = Revision.objects.count()

    save(data_manager, "stateactor", Actor.objects.get(slug="belarus").pk)

    assert Revision.objects.count() == before


def test_published_slug_and_row_stay(administrator):
    belarus = Actor.objects.get(slug="belarus")
    form = administrator.get(address("stateactor", "change", belarus.pk))

    assert "slug" not in form.context["adminform"].form.fields
    assert administrator.post(address("stateactor", "delete", belarus.pk)).status_code == 403


def test_codes_and_names_of_a_state_follow_from_its_alpha_2_code(data_manager):
    empty = data_manager.get(address("stateactor", "add"))

    data_manager.post(
        address("stateactor", "add"),
        sent_by(empty, name="Norway", slug="norway", kind="state", iso_alpha2="no"),
    )

    norway = Actor.objects.get(slug="norway")
    assert (norway.iso_alpha2, norway.iso_alpha3, norway.iso_numeric) == ("NO", "NOR", "578")
    assert dict(norway.names.values_list("language", "name")) == {"ru": "Норвегия", "zh": "挪威"}


def test_unknown_code_is_an_error_of_its_field(data_manager):
    empty = data_manager.get(address("stateactor", "add"))

    refused = data_manager.post(
        address("stateactor", "add"),
        sent_by(empty, name="Nowhere", slug="nowhere", kind="state", iso_alpha2="QX"),
    )

    assert "is not a country code" in str(refused.context["adminform"].form.errors["iso_alpha2"])


def test_list_of_states_knows_no_organization(data_manager):
    organization = Actor.objects.filter(kind="organization").first()

    response = data_manager.get(address("stateactor", "change", organization.pk))

    assert response.status_code == 302


def test_text_is_held_with_line_feeds_although_browsers_send_crlf(editor):
    text = '\u00a0One “line"\nand another \n'
    empty = editor.get(address("source", "add"))

    editor.post(
        address("source", "add"),
        sent_by(empty, name="[Notes]", slug="notes", kind="other", held_text=text),
    )

    assert Source.objects.get(slug="notes").held_text == text


def test_text_held_is_shown_with_its_checksum_and_has_no_field(administrator):
    source = Source.objects.exclude(held_text="").first()

    response = administrator.get(address("source", "change", source.pk))

    assert "held_text" not in response.context["adminform"].form.fields
    assert source.sha256 in response.content.decode()
    assert f"{len(source.held_text):,}" in response.content.decode()


def test_source_with_a_text_can_be_described_anew(editor):
    source = Source.objects.exclude(held_text="").first()

    save(editor, "source", source.pk, rights="All rights reserved.")

    after = Source.objects.get(pk=source.pk)
    assert (after.rights, after.held_text) == ("All rights reserved.", source.held_text)


def test_slug_in_use_is_refused_in_the_form(data_manager):
    issue = Issue.objects.first()
    empty = data_manager.get(address("issue", "add"))

    refused = data_manager.post(
        address("issue", "add"), sent_by(empty, name="Again", slug=issue.slug)
    )

    assert refused.context["adminform"].form.errors["slug"]


@pytest.mark.parametrize("term", ["sco", "Shanghai Cooperation Organization"])
def test_search_in_a_form_puts_what_is_called_so_first(editor, term):
    asked = {"app_label": "curation", "model_name": "status", "field_name": "organization"}

    found = editor.get("/admin/autocomplete/", asked | {"term": term}).json()["results"]

    assert len(found) > 1
    assert found[0]["text"] == "Shanghai Cooperation Organization"
