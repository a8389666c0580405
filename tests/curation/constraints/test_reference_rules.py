"""The rules of reference data and sources hold against raw SQL, each under its name."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("table", "make", "rule", "assignment"),
    [
        ("actor", factories.actor, "actor_slug_is_kebab_case", "slug = 'No Slug'"),
        ("actor", factories.actor, "actor_kind_is_in_its_vocabulary", "kind = 'planet'"),
        ("actor", factories.actor, "actor_has_all_iso_codes_or_none", "iso_alpha2 = 'XX'"),
        ("actor", factories.actor, "actor_wikidata_is_an_item_id", "wikidata = '148'"),
        ("actor", factories.actor, "actor_is_not_its_own_parent", "parent_id = id"),
        (
            "actor",
            factories.actor,
            "iso_code_belongs_to_one_actor",
            "iso_alpha2 = 'CN', iso_alpha3 = 'CHN', iso_numeric = '156'",
        ),
        ("statustype", factories.status_type, "status_type_slug_is_kebab_case", "slug = 'A'"),
        (
            "statustype",
            factories.status_type,
            "status_type_dimension_is_in_its_vocabulary",
            "dimension = 'fourth'",
        ),
        (
            "statustype",
            factories.status_type,
            "status_type_cow_code_is_in_the_codebook",
            "cow_code = 7",
        ),
        ("issue", factories.issue, "issue_slug_is_kebab_case", "slug = 'a--b'"),
        ("indicator", factories.indicator, "indicator_slug_is_kebab_case", "slug = '-a'"),
        ("source", factories.source, "source_slug_is_kebab_case", "slug = 'ä'"),
        ("source", factories.source, "source_kind_is_in_its_vocabulary", "kind = 'gossip'"),
        ("source", factories.source, "held_text_matches_its_sha256", "sha256 = repeat('0', 64)"),
        (
            "source",
            factories.source,
            "held_text_is_never_altered",
            "held_text = held_text || ' ', sha256 = ''",
        ),
        ("actor", factories.actor, "actor_article_is_in_its_vocabulary", "article = 'a'"),
        ("source", factories.source, "source_says_how_it_is_known", "seen = ''"),
        (
            "source",
            factories.second_hand_source,
            "second_hand_source_names_what_it_is_known_through",
            "known_through = ''",
        ),
        (
            "source",
            factories.second_hand_source,
            "second_hand_source_names_what_it_is_known_through",
            "seen = 'first-hand'",
        ),
        (
            "source",
            factories.source,
            "source_with_a_held_text_is_first_hand",
            "seen = 'second-hand', known_through = 'A note'",
        ),
    ],
)
def test_reference_data_that_breaks_a_rule_is_refused(refused, sql, table, make, rule, assignment):
    row = make()

    with refused(rule):
        sql(f"UPDATE curation_{table} SET {assignment} WHERE id = %s", row.pk)


def test_an_actor_bears_a_name_once_per_language(refused):
    actor = factories.actor()
    actor.names.create(name="Название", language="ru", kind="short")

    with refused("actor_bears_a_name_once_per_language"):
        actor.names.create(name="Название", language="ru", kind="official")


def test_a_name_is_of_a_known_kind(refused):
    with refused("actor_name_kind_is_in_its_vocabulary"):
        factories.actor().names.create(name="X", language="en", kind="pet")


def test_an_actor_has_a_role_in_an_event_once(refused):
    event, actor = factories.event(), factories.actor()
    event.participants.create(actor=actor, role="host")

    with refused("actor_has_a_role_in_an_event_once"):
        event.participants.create(actor=actor, role="host")


def test_a_text_is_held_once(refused, sql):
    source, other = factories.source(), factories.source(text="")

    with refused("text_is_held_once"):
        sql(
            "UPDATE curation_source SET held_text = %s, sha256 = %s WHERE id = %s",
            source.held_text,
            source.sha256,
            other.pk,
        )


@pytest.mark.parametrize("table", ["fact", "actor", "source", "statustype"])
def test_a_published_record_is_never_deleted(refused, sql, table):
    fact = factories.published_status()
    record = {
        "fact": fact.pk,
        "actor": fact.actor_id,
        "source": fact.citations.get().source_id,
        "statustype": fact.status_id,
    }[table]

    with refused("published_record_is_never_deleted"):
        sql(f"DELETE FROM curation_{table} WHERE id = %s", record)


def test_a_published_slug_is_never_changed(refused, sql):
    fact = factories.published_status()

    with refused("published_slug_is_never_changed"):
        sql("UPDATE curation_actor SET slug = 'other' WHERE id = %s", fact.actor_id)


def test_a_slug_may_change_before_publication(sql):
    actor = factories.actor()

    sql("UPDATE curation_actor SET slug = 'corrected' WHERE id = %s", actor.pk)

    actor.refresh_from_db()
    assert actor.slug == "corrected"
