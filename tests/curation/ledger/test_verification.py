"""The ledger verifies, and whatever is altered in it shows."""

import pytest
from django.core.management import CommandError, call_command

from curation.ledger import verify
from curation.models import Revision
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def tamper(sql):
    """Alter the ledger as only an owner of the database can: with its triggers off."""

    def alter(statement, *params):
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        sql("SET LOCAL session_replication_role = replica")
        sql(statement, *params)
        sql("SET LOCAL session_replication_role = origin")

    return alter


def test_the_shipped_ledger_verifies(seeded):
    count, flaw = verify()

    assert flaw is None
    assert count == Revision.objects.count() > 150


@pytest.mark.parametrize(
    "alteration",
    [
        "document = jsonb_set(document, '{label}', to_jsonb(document ->> 'label' || '.'))",
        "summary = summary || ' '",
        "approved_by = approved_by || 'x'",
        "number = number + 1",
        "fact_version = fact_version + 1",
        "definite = daterange(lower(definite), upper(definite) + 1)",
        "recorded = tstzrange(lower(recorded) + interval '1 microsecond', NULL)",
        "recorded = tstzrange(lower(recorded), now() + interval '1 year')",
        "previous_digest = reverse(previous_digest)",
        "digest = reverse(digest)",
    ],
)
def test_one_alteration_of_one_revision_is_found_and_named(tamper, alteration):
    altered = Revision.objects.get(record=factories.published_status().pk)
    factories.published_status()

    tamper(f"UPDATE curation_revision SET {alteration} WHERE id = %s", altered.id)

    count, flaw = verify()
    assert flaw.revision == altered.id
    assert count == altered.id - 1


def test_a_missing_revision_is_found(tamper):
    missing = Revision.objects.order_by("-id").first()
    factories.published_status()
    tamper("UPDATE curation_revision SET id = id + 100000 WHERE id = %s", missing.id + 1)

    _, flaw = verify()

    assert "missing" in flaw.message


def test_the_command_succeeds_on_a_sound_ledger(capsys, seeded):
    call_command("verify_ledger")

    assert "verifies" in capsys.readouterr().out


def test_the_command_names_the_first_bad_revision(tamper):
    revision = Revision.objects.get(record=factories.published_status().pk)
    tamper("UPDATE curation_revision SET summary = 'forged' WHERE id = %s", revision.id)

    with pytest.raises(CommandError, match=f"Revision {revision.id} does not verify"):
        call_command("verify_ledger")
