"""What a public statement or position names is public too."""

import curation.constraints.triggers
import django.db.models.fields.json
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('curation', '0013_suggestions'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='revision',
            index=models.Index(django.db.models.fields.json.KeyTextTransform('id', django.db.models.fields.json.KeyTextTransform('event', 'document')), condition=models.Q(('kind__in', ('statement', 'position')), ('recorded__upper_inf', True)), name='revision_by_event_named'),
        ),
        migrations.AddIndex(
            model_name='revision',
            index=models.Index(django.db.models.fields.json.KeyTextTransform('id', django.db.models.fields.json.KeyTextTransform('statement', 'document')), condition=models.Q(('kind__in', ('statement', 'position')), ('recorded__upper_inf', True)), name='revision_by_statement_named'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='revision',
            trigger=pgtrigger.compiler.Trigger(name='public_fact_names_what_is_public', sql=curation.constraints.triggers.RuleSql(declare='DECLARE missing record;', func="\n    IF NEW.action <> 'publish' OR NEW.kind NOT IN ('statement', 'position') THEN\n        RETURN NEW;\n    END IF;\n    SELECT named.value ->> 'label' AS label INTO missing\n        FROM jsonb_each(NEW.document) AS named\n        WHERE named.key IN ('event', 'statement')\n            AND named.value ->> 'id' IS NOT NULL\n            AND NOT EXISTS (\n                SELECT FROM curation_revision\n                WHERE record = (named.value ->> 'id')::uuid\n                    AND upper_inf(recorded) AND action <> 'retract'\n            );\n    IF FOUND THEN\n    RAISE EXCEPTION '“%” names “%”, which is not public.', left(NEW.document ->> 'label', 80), left(missing.label, 80) USING ERRCODE = 'check_violation', CONSTRAINT = 'public_fact_names_what_is_public', HINT = 'Publish that first, or leave it out.'; END IF; RETURN NEW;", hash='7e42c711db1d32a4dc6f3c0c70323b9d56f0c5f1', operation='INSERT', pgid='pgtrigger_public_fact_names_what_is_public_93b21', table='curation_revision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='revision',
            trigger=pgtrigger.compiler.Trigger(name='what_a_public_fact_names_is_not_retracted', sql=curation.constraints.triggers.RuleSql(declare='DECLARE naming record;', func="\n    IF NEW.action <> 'retract' THEN\n        RETURN NEW;\n    END IF;\n    SELECT document ->> 'label' AS label INTO naming FROM curation_revision\n        WHERE kind IN ('statement', 'position') AND upper_inf(recorded) AND action <> 'retract'\n            AND (document #>> '{event,id}' = NEW.record::text OR document #>> '{statement,id}' = NEW.record::text);\n    IF FOUND THEN\n    RAISE EXCEPTION '“%” is named by “%”, which is public.', left(NEW.document ->> 'label', 80), left(naming.label, 80) USING ERRCODE = 'check_violation', CONSTRAINT = 'what_a_public_fact_names_is_not_retracted', HINT = 'Correct or retract that first, so that its readers can follow the reference.'; END IF; RETURN NEW;", hash='fc64bf9137704d5b844856e20bc58e16d818013a', operation='INSERT', pgid='pgtrigger_what_a_public_fact_names_is_not_retracted_fb238', table='curation_revision', when='BEFORE')),
        ),
    ]
