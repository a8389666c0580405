"""What quick reading needs: words to search for, indexes by place and order, leaner citations."""

import curation.constraints.triggers
import curation.models.document_paths
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.fields.json
import django.db.models.functions.comparison
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations, models

CONFIGURATION = """
CREATE TEXT SEARCH CONFIGURATION public.curation_words (COPY = pg_catalog.russian);
ALTER TEXT SEARCH CONFIGURATION public.curation_words
    ALTER MAPPING FOR word, hword, hword_part WITH public.unaccent, russian_stem;
"""

CITATIONS = """
CREATE VIEW curation_published_citation AS
SELECT
    revision.id * 10000 + cited.ordinality AS id,
    revision.id AS revision_id,
    revision.record,
    revision.kind,
    revision.action,
    revision.document ->> 'label' AS label,
    cited.ordinality AS ordinal,
    cited.value AS citation,
    cited.value -> 'source' ->> 'slug' AS source,
    cited.value ->> 'support' AS support,
    revision.sources,
    revision.words,
    revision.recorded,
    revision.definite,
    revision.possible
FROM curation_revision AS revision
CROSS JOIN LATERAL jsonb_array_elements(revision.document -> 'citations')
    WITH ORDINALITY AS cited
WHERE revision.kind IN ('status', 'statement', 'position', 'event', 'figure')
"""

FORMER_CITATIONS = """
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

DROP_CITATIONS = "DROP VIEW curation_published_citation"


class Migration(migrations.Migration):

    dependencies = [
        ('curation', '0009_roles_of_the_desk'),
    ]

    operations = [
        UnaccentExtension(),
        migrations.RunSQL(
            CONFIGURATION, "DROP TEXT SEARCH CONFIGURATION public.curation_words"
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='revision',
            name='revision_is_never_altered',
        ),
        migrations.RemoveIndex(
            model_name='revision',
            name='revision_by_facts_disputed',
        ),
        migrations.AddField(
            model_name='revision',
            name='disputes',
            field=models.GeneratedField(db_persist=True, expression=curation.models.document_paths.SlugsIn(models.F('document'), paths=('$.disputes[*].id',)), output_field=models.JSONField()),
        ),
        migrations.AddField(
            model_name='revision',
            name='words',
            field=models.GeneratedField(db_persist=True, expression=curation.models.document_paths.WordsIn(models.F('document'), paths=('$.label', '$.name', '$.title', '$.text', '$.description', '$.note', '$.hedge', '$.rationale', '$.place', '$.author', '$.publisher', '$.as_written', '$.actor_as_written', '$.speaker_as_described', '$.speaker_role', '$.holder_as_described', '$.citations[*].quote', '$.names[*].name', '$.*.name', '$.participants[*].actor.name')), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddField(
            model_name='revision',
            name='written',
            field=models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Cast('document', models.TextField()), output_field=models.TextField()),
        ),
        migrations.AddIndex(
            model_name='revision',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('disputes__0__isnull', False)), fields=['disputes'], name='revision_by_disputes'),
        ),
        migrations.AddIndex(
            model_name='revision',
            index=django.contrib.postgres.indexes.GinIndex(fields=['words'], name='revision_by_words'),
        ),
        migrations.AddIndex(
            model_name='revision',
            index=models.Index(django.contrib.postgres.fields.ranges.RangeStartsWith('recorded'), name='revision_by_moment'),
        ),
        migrations.AddIndex(
            model_name='revision',
            index=models.Index(models.F('kind'), django.db.models.functions.text.Left(django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('label', 'document'), django.db.models.fields.json.KeyTextTransform('name', 'document'), django.db.models.fields.json.KeyTextTransform('title', 'document')), 200), models.F('id'), name='revision_by_label'),
        ),
        migrations.AddIndex(
            model_name='revision',
            index=models.Index(models.F('kind'), curation.models.document_paths.BeginsOn(models.F('possible')), models.F('id'), name='revision_by_beginning'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='revision',
            trigger=pgtrigger.compiler.Trigger(name='revision_is_never_altered', sql=curation.constraints.triggers.RuleSql(declare='DECLARE changing text[];', func="\n    changing := ARRAY['recorded', 'slug', 'actor', 'organization', 'status', 'dimension', 'issue',\n        'indicator', 'certainty', 'rank', 'actors', 'sources', 'disputes', 'written',\n        'words'];\n    IF pg_trigger_depth() < 2\n        OR (to_jsonb(NEW) - changing) IS DISTINCT FROM (to_jsonb(OLD) - changing)\n        OR lower(NEW.recorded) <> lower(OLD.recorded) OR NOT upper_inf(OLD.recorded) THEN\n    RAISE EXCEPTION 'Revision % is published and cannot be altered.', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_is_never_altered', HINT = 'Edit the fact and publish a new revision.'; END IF; RETURN NEW;", hash='561d35e763d900caf4c3551b2b61150403883116', operation='UPDATE', pgid='pgtrigger_revision_is_never_altered_3dde9', table='curation_revision', when='BEFORE')),
        ),
        migrations.RunSQL(DROP_CITATIONS, FORMER_CITATIONS),
        migrations.RunSQL(CITATIONS, DROP_CITATIONS),
    ]
