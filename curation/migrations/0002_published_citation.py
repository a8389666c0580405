"""The view behind `PublishedCitation`: one row for each citation of a published document."""

from django.db import migrations

CREATE = """
CREATE VIEW curation_published_citation AS
SELECT
    revision.id * 10000 + cited.ordinality AS id,
    revision.id AS revision_id,
    revision.record,
    revision.kind,
    revision.action,
    revision.document ->> 'label' AS label,
    cited.value AS citation,
    cited.value -> 'source' ->> 'slug' AS source,
    cited.value ->> 'support' AS support,
    revision.recorded,
    revision.definite,
    revision.possible
FROM curation_revision AS revision
CROSS JOIN LATERAL jsonb_array_elements(revision.document -> 'citations')
    WITH ORDINALITY AS cited
WHERE revision.kind IN ('status', 'statement', 'position', 'event', 'figure')
"""


class Migration(migrations.Migration):
    dependencies = [("curation", "0001_initial")]

    operations = [
        migrations.RunSQL(CREATE, "DROP VIEW curation_published_citation"),
    ]
