"""``manage.py import_records``: the same door for a terminal."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from curation.models import ImportBatch, Status

from ... import factories
from ...factories import QUOTE
from ...sheets import csv_of


@pytest.fixture
def row(seeded):
    return {
        "actor": "belarus",
        "status": "observer",
        "organization": "sco",
        "when": "1999",
        "citation_1_source": factories.source().slug,
        "citation_1_quote": QUOTE,
    }


@pytest.fixture
def run(db, tmp_path):
    user = factories.data_manager()

    def command(rows, *options, by=user.username):
        file = tmp_path / "statuses.csv"
        file.write_bytes(csv_of(rows))
        out, err = StringIO(), StringIO()
        call_command("import_records", "status", file, "--by", by, *options, stdout=out, stderr=err)
        return out.getvalue() + err.getvalue()

    return command


def test_without_confirm_it_only_previews(run, row):
    said = run([row])

    assert "1 to create, 0 to change, 0 as they are, 0 with errors." in said
    assert ImportBatch.objects.get().state == "previewed"


def test_confirmed_and_submitted_in_one_go_with_progress(run, row):
    said = run([row], "--confirm", "--submit")

    assert "Importing: 1 of 1" in said
    assert "1 submitted" in said
    assert Status.objects.get(when="1999", actor__slug="belarus").state == "submitted"


def test_second_run_changes_nothing(run, row):
    run([row], "--confirm")

    assert "nothing changed" in run([row], "--confirm")


def test_errors_are_told_with_line_and_column_and_nothing_is_imported(run, row):
    with pytest.raises(CommandError, match="Nothing was imported"):
        run([row, row | {"actor": "nobody"}], "--confirm")

    assert not Status.objects.filter(when="1999", actor__slug="belarus").exists()


@pytest.mark.parametrize(
    ("options", "by", "reason"),
    [
        (["--submit"], None, "add --confirm"),
        ([], "nobody-here", "There is no user"),
        ([], "contributor", "may not import"),
    ],
)
def test_what_cannot_be_done_is_explained(run, row, options, by, reason):
    if by == "contributor":
        by = factories.editor().username

    with pytest.raises(CommandError, match=reason):
        run([row], *options, **({"by": by} if by else {}))
