"""Count the citations of each revision, so that their sums are found without reading documents."""

import curation.constraints.triggers
import curation.models.document_paths
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('curation', '0062_sources_are_classified'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='revision',
            name='revision_is_never_altered',
        ),
        migrations.AddField(
            model_name='revision',
            name='citations_made',
            field=models.GeneratedField(db_persist=True, expression=curation.models.document_paths.NumberIn(models.F('document'), paths=('$.citations[*]',)), output_field=models.PositiveIntegerField()),
        ),
        migrations.AddField(
            model_name='revision',
            name='citations_second_hand',
            field=models.GeneratedField(db_persist=True, expression=curation.models.document_paths.NumberIn(models.F('document'), paths=('$.citations[*] ? (@.source.seen == "second-hand")',)), output_field=models.PositiveIntegerField()),
        ),
        migrations.AddField(
            model_name='revision',
            name='citations_verified',
            field=models.GeneratedField(db_persist=True, expression=curation.models.document_paths.NumberIn(models.F('document'), paths=('$.citations[*] ? (@.start != null)',)), output_field=models.PositiveIntegerField()),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='revision',
            trigger=pgtrigger.compiler.Trigger(name='revision_is_never_altered', sql=curation.constraints.triggers.RuleSql(declare='DECLARE changing text[];', func="\n    -- What the database computes of a row is not there yet when this rule looks at it.\n    SELECT array_agg(attname::text) || 'recorded'::text INTO changing FROM pg_attribute\n        WHERE attrelid = TG_RELID AND attgenerated <> '';\n    IF pg_trigger_depth() < 2\n        OR (to_jsonb(NEW) - changing) IS DISTINCT FROM (to_jsonb(OLD) - changing)\n        OR lower(NEW.recorded) <> lower(OLD.recorded) OR NOT upper_inf(OLD.recorded) THEN\n    RAISE EXCEPTION 'Revision % is published and cannot be altered.', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_is_never_altered', HINT = 'Edit the fact and publish a new revision.'; END IF; RETURN NEW;", hash='70a2760db7f17bea5ca1fac6e8d367ce0b361bac', operation='UPDATE', pgid='pgtrigger_revision_is_never_altered_3dde9', table='curation_revision', when='BEFORE')),
        ),
    ]
