"""Every name is found: folded texts, stems, search names, and words by their weight."""

import curation.constraints.triggers
import curation.models.document_paths
import curation.models.search_name
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from curation.models.search_functions import (
    DROP_FUNCTIONS,
    DROP_FUNCTIONS_ON_NAMES,
    FUNCTIONS,
    FUNCTIONS_ON_NAMES,
    REBUILD_NAMES,
)

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
DROP_CITATIONS = "DROP VIEW curation_published_citation"


class Migration(migrations.Migration):

    dependencies = [
        ('curation', '0082_names_have_a_basis'),
    ]

    operations = [
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        migrations.CreateModel(
            name='SearchName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('record', models.UUIDField(null=True)),
                ('slug', models.CharField(max_length=80)),
                ('name', models.TextField()),
                ('is_code', models.BooleanField()),
                ('key', models.GeneratedField(db_persist=True, expression=curation.models.search_name.Folded(models.F('name')), output_field=models.TextField())),
                ('stems', models.GeneratedField(db_persist=True, expression=curation.models.search_name.Stems(curation.models.search_name.Folded(models.F('name'))), output_field=models.TextField())),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='indicator',
            name='insert_leaves_history',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='indicator',
            name='update_leaves_history',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='indicator',
            name='delete_leaves_history',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='issue',
            name='insert_leaves_history',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='issue',
            name='update_leaves_history',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='issue',
            name='delete_leaves_history',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='statustype',
            name='insert_leaves_history',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='statustype',
            name='update_leaves_history',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='statustype',
            name='delete_leaves_history',
        ),
        migrations.AddField(
            model_name='indicator',
            name='name_ru',
            field=models.CharField(blank=True, max_length=200, verbose_name='name in Russian'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='name_zh',
            field=models.CharField(blank=True, max_length=200, verbose_name='name in Chinese'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='names_basis',
            field=models.CharField(blank=True, help_text='Where the Russian and the Chinese names are known from: addresses.', max_length=1000, verbose_name='basis of these names'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='other_names',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, help_text='What else it is called, in any language, separated by commas.', size=None),
        ),
        migrations.AddField(
            model_name='indicatorhistory',
            name='name_ru',
            field=models.CharField(blank=True, max_length=200, verbose_name='name in Russian'),
        ),
        migrations.AddField(
            model_name='indicatorhistory',
            name='name_zh',
            field=models.CharField(blank=True, max_length=200, verbose_name='name in Chinese'),
        ),
        migrations.AddField(
            model_name='indicatorhistory',
            name='names_basis',
            field=models.CharField(blank=True, help_text='Where the Russian and the Chinese names are known from: addresses.', max_length=1000, verbose_name='basis of these names'),
        ),
        migrations.AddField(
            model_name='indicatorhistory',
            name='other_names',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, help_text='What else it is called, in any language, separated by commas.', size=None),
        ),
        migrations.AddField(
            model_name='issue',
            name='name_ru',
            field=models.CharField(blank=True, max_length=200, verbose_name='name in Russian'),
        ),
        migrations.AddField(
            model_name='issue',
            name='name_zh',
            field=models.CharField(blank=True, max_length=200, verbose_name='name in Chinese'),
        ),
        migrations.AddField(
            model_name='issue',
            name='names_basis',
            field=models.CharField(blank=True, help_text='Where the Russian and the Chinese names are known from: addresses.', max_length=1000, verbose_name='basis of these names'),
        ),
        migrations.AddField(
            model_name='issue',
            name='other_names',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, help_text='What else it is called, in any language, separated by commas.', size=None),
        ),
        migrations.AddField(
            model_name='issuehistory',
            name='name_ru',
            field=models.CharField(blank=True, max_length=200, verbose_name='name in Russian'),
        ),
        migrations.AddField(
            model_name='issuehistory',
            name='name_zh',
            field=models.CharField(blank=True, max_length=200, verbose_name='name in Chinese'),
        ),
        migrations.AddField(
            model_name='issuehistory',
            name='names_basis',
            field=models.CharField(blank=True, help_text='Where the Russian and the Chinese names are known from: addresses.', max_length=1000, verbose_name='basis of these names'),
        ),
        migrations.AddField(
            model_name='issuehistory',
            name='other_names',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, help_text='What else it is called, in any language, separated by commas.', size=None),
        ),
        migrations.AddField(
            model_name='statustype',
            name='other_names',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, help_text='What else it is called, in any language, separated by commas.', size=None),
        ),
        migrations.AddField(
            model_name='statustypehistory',
            name='other_names',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, help_text='What else it is called, in any language, separated by commas.', size=None),
        ),
        # The column is made otherwise now; the view of citations hands it on.
        migrations.RunSQL(DROP_CITATIONS, CITATIONS),
        migrations.RemoveIndex(
            model_name='revision',
            name='revision_by_words',
        ),
        migrations.RemoveField(
            model_name='revision',
            name='words',
        ),
        migrations.AddField(
            model_name='revision',
            name='words',
            field=models.GeneratedField(db_persist=True, expression=curation.models.document_paths.WeightedWords(models.F('document'), paths={'A': ('$.label', '$.name', '$.title', '$.name_ru', '$.name_zh', '$.names[*].name', '$.other_names[*]'), 'C': ('$.when_in_words', '$.text', '$.place', '$.author', '$.publisher', '$.as_written', '$.actor_as_written', '$.speaker_as_described', '$.speaker_role', '$.holder_as_described', '$.citations[*].quote', '$.*.name', '$.participants[*].actor.name'), 'D': ('$.description', '$.note', '$.hedge', '$.rationale')}), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddIndex(
            model_name='revision',
            index=django.contrib.postgres.indexes.GinIndex(fields=['words'], name='revision_by_words'),
        ),
        migrations.RunSQL(CITATIONS, DROP_CITATIONS),
        migrations.AlterField(
            model_name='statustype',
            name='names_basis',
            field=models.CharField(blank=True, help_text='Where the Russian and the Chinese names are known from: addresses.', max_length=1000, verbose_name='basis of these names'),
        ),
        migrations.AlterField(
            model_name='statustypehistory',
            name='names_basis',
            field=models.CharField(blank=True, help_text='Where the Russian and the Chinese names are known from: addresses.', max_length=1000, verbose_name='basis of these names'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='names_are_found', sql=curation.constraints.triggers.RuleSql(func="PERFORM public.curation_take_names('actor', NEW.id, NULL, to_jsonb(NEW) || jsonb_build_object('names', (\n    SELECT coalesce(jsonb_agg(to_jsonb(called)), '[]') FROM public.curation_actorname AS called\n    WHERE called.actor_id = NEW.id))); RETURN NULL;", hash='f43cfed8dba16d61e19318174c9a31e8e8dbff22', operation='INSERT OR UPDATE', pgid='pgtrigger_names_are_found_39768', table='curation_actor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='names_of_a_deleted_row_are_forgotten', sql=curation.constraints.triggers.RuleSql(func='DELETE FROM public.curation_searchname WHERE record = OLD.id AND revision_id IS NULL; RETURN NULL;', hash='8eb74accf79e516564724b3922305bc7da948d12', operation='DELETE', pgid='pgtrigger_names_of_a_deleted_row_are_forgotten_83eef', table='curation_actor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='names_are_found', sql=curation.constraints.triggers.RuleSql(func="PERFORM public.curation_take_names('indicator', NEW.id, NULL, to_jsonb(NEW)); RETURN NULL;", hash='8a6ece7681a30d5cb76424e1a55b2a334145140a', operation='INSERT OR UPDATE', pgid='pgtrigger_names_are_found_4b9f1', table='curation_indicator', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='names_of_a_deleted_row_are_forgotten', sql=curation.constraints.triggers.RuleSql(func='DELETE FROM public.curation_searchname WHERE record = OLD.id AND revision_id IS NULL; RETURN NULL;', hash='02feaeaadaaf2feeb97bc1eebda24fb306bf4102', operation='DELETE', pgid='pgtrigger_names_of_a_deleted_row_are_forgotten_e5b4b', table='curation_indicator', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='insert_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_indicatorhistory" ("counts_status_id", "description", "id", "name", "name_ru", "name_zh", "names_basis", "note", "other_names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "unit", "updated_at", "version") SELECT new_values."counts_status_id", new_values."description", new_values."id", new_values."name", new_values."name_ru", new_values."name_zh", new_values."names_basis", new_values."note", new_values."other_names", _pgh_attached_context.value, clock_timestamp(), \'insert\', new_values."id", new_values."slug", new_values."unit", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='00d2cb04409337c6f92ddbe52bc1ea7f618dc9b3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_leaves_history_94d82', referencing='REFERENCING NEW TABLE AS new_values ', table='curation_indicator', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='update_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_indicatorhistory" ("counts_status_id", "description", "id", "name", "name_ru", "name_zh", "names_basis", "note", "other_names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "unit", "updated_at", "version") SELECT new_values."counts_status_id", new_values."description", new_values."id", new_values."name", new_values."name_ru", new_values."name_zh", new_values."names_basis", new_values."note", new_values."other_names", _pgh_attached_context.value, clock_timestamp(), \'update\', new_values."id", new_values."slug", new_values."unit", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ac32a56c39698024172bf38330244e04536b8865', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_leaves_history_4b988', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='curation_indicator', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='delete_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_indicatorhistory" ("counts_status_id", "description", "id", "name", "name_ru", "name_zh", "names_basis", "note", "other_names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "unit", "updated_at", "version") SELECT old_values."counts_status_id", old_values."description", old_values."id", old_values."name", old_values."name_ru", old_values."name_zh", old_values."names_basis", old_values."note", old_values."other_names", _pgh_attached_context.value, clock_timestamp(), \'delete\', old_values."id", old_values."slug", old_values."unit", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='dd281c75908d9b70e541c2f0fe703230bb97a0a9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_leaves_history_ff517', referencing='REFERENCING OLD TABLE AS old_values ', table='curation_indicator', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='issue',
            trigger=pgtrigger.compiler.Trigger(name='names_are_found', sql=curation.constraints.triggers.RuleSql(func="PERFORM public.curation_take_names('issue', NEW.id, NULL, to_jsonb(NEW)); RETURN NULL;", hash='48fcf78b3ce7f082d02f5ec921b606710d55be56', operation='INSERT OR UPDATE', pgid='pgtrigger_names_are_found_a0c70', table='curation_issue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='issue',
            trigger=pgtrigger.compiler.Trigger(name='names_of_a_deleted_row_are_forgotten', sql=curation.constraints.triggers.RuleSql(func='DELETE FROM public.curation_searchname WHERE record = OLD.id AND revision_id IS NULL; RETURN NULL;', hash='ff019c46832030d206a20f224b2c981a0bd42df9', operation='DELETE', pgid='pgtrigger_names_of_a_deleted_row_are_forgotten_23ef2', table='curation_issue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='issue',
            trigger=pgtrigger.compiler.Trigger(name='insert_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_issuehistory" ("description", "id", "name", "name_ru", "name_zh", "names_basis", "note", "other_names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "updated_at", "version") SELECT new_values."description", new_values."id", new_values."name", new_values."name_ru", new_values."name_zh", new_values."names_basis", new_values."note", new_values."other_names", _pgh_attached_context.value, clock_timestamp(), \'insert\', new_values."id", new_values."slug", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1428636381538955a6c17f93d6246ddd197557bf', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_leaves_history_43f52', referencing='REFERENCING NEW TABLE AS new_values ', table='curation_issue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='issue',
            trigger=pgtrigger.compiler.Trigger(name='update_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_issuehistory" ("description", "id", "name", "name_ru", "name_zh", "names_basis", "note", "other_names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "updated_at", "version") SELECT new_values."description", new_values."id", new_values."name", new_values."name_ru", new_values."name_zh", new_values."names_basis", new_values."note", new_values."other_names", _pgh_attached_context.value, clock_timestamp(), \'update\', new_values."id", new_values."slug", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='448d6c289f6218a6729e3313fd2f7228ede65a28', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_leaves_history_db9fd', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='curation_issue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='issue',
            trigger=pgtrigger.compiler.Trigger(name='delete_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_issuehistory" ("description", "id", "name", "name_ru", "name_zh", "names_basis", "note", "other_names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "updated_at", "version") SELECT old_values."description", old_values."id", old_values."name", old_values."name_ru", old_values."name_zh", old_values."names_basis", old_values."note", old_values."other_names", _pgh_attached_context.value, clock_timestamp(), \'delete\', old_values."id", old_values."slug", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7ccb3972ae182858db5bb47cebc85d2744e406f2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_leaves_history_b7a84', referencing='REFERENCING OLD TABLE AS old_values ', table='curation_issue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='revision',
            trigger=pgtrigger.compiler.Trigger(name='published_names_are_found', sql=curation.constraints.triggers.RuleSql(condition='WHEN (NEW."kind" IN (\'actor\', \'source\', \'status-type\', \'issue\', \'indicator\'))', func='PERFORM public.curation_take_names(NEW.kind, NEW.record, NEW.id, NEW.document); RETURN NULL;', hash='0b9e7c6f374ffdf2007dfd773bf5d8e6255514f4', operation='INSERT', pgid='pgtrigger_published_names_are_found_81108', table='curation_revision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='names_are_found', sql=curation.constraints.triggers.RuleSql(func="PERFORM public.curation_take_names('source', NEW.id, NULL, jsonb_build_object('slug', NEW.slug, 'title', NEW.name)); RETURN NULL;", hash='f8f5ff35660e921bbad3fa0c1f91858dd218d11c', operation='INSERT OR UPDATE', pgid='pgtrigger_names_are_found_4bf2c', table='curation_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='names_of_a_deleted_row_are_forgotten', sql=curation.constraints.triggers.RuleSql(func='DELETE FROM public.curation_searchname WHERE record = OLD.id AND revision_id IS NULL; RETURN NULL;', hash='4a33404e395609cce9b833d42d0df01fa99020be', operation='DELETE', pgid='pgtrigger_names_of_a_deleted_row_are_forgotten_08a73', table='curation_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statustype',
            trigger=pgtrigger.compiler.Trigger(name='names_are_found', sql=curation.constraints.triggers.RuleSql(func="PERFORM public.curation_take_names('status-type', NEW.id, NULL, to_jsonb(NEW)); RETURN NULL;", hash='921bde9d66519aa68d9ca08f07bebe01f4c09f64', operation='INSERT OR UPDATE', pgid='pgtrigger_names_are_found_18e42', table='curation_statustype', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statustype',
            trigger=pgtrigger.compiler.Trigger(name='names_of_a_deleted_row_are_forgotten', sql=curation.constraints.triggers.RuleSql(func='DELETE FROM public.curation_searchname WHERE record = OLD.id AND revision_id IS NULL; RETURN NULL;', hash='66128a6c6673f97ad28866dd544b6605bd84fde6', operation='DELETE', pgid='pgtrigger_names_of_a_deleted_row_are_forgotten_53613', table='curation_statustype', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statustype',
            trigger=pgtrigger.compiler.Trigger(name='insert_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_statustypehistory" ("cow_code", "dimension", "id", "merged_into_id", "name", "name_ru", "name_zh", "names_basis", "note", "other_names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "updated_at", "valid", "validity", "version") SELECT new_values."cow_code", new_values."dimension", new_values."id", new_values."merged_into_id", new_values."name", new_values."name_ru", new_values."name_zh", new_values."names_basis", new_values."note", new_values."other_names", _pgh_attached_context.value, clock_timestamp(), \'insert\', new_values."id", new_values."slug", new_values."updated_at", new_values."valid", new_values."validity", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fdb66f69c2a957d77214ef3b001e722f5627852a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_leaves_history_eba2c', referencing='REFERENCING NEW TABLE AS new_values ', table='curation_statustype', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statustype',
            trigger=pgtrigger.compiler.Trigger(name='update_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_statustypehistory" ("cow_code", "dimension", "id", "merged_into_id", "name", "name_ru", "name_zh", "names_basis", "note", "other_names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "updated_at", "valid", "validity", "version") SELECT new_values."cow_code", new_values."dimension", new_values."id", new_values."merged_into_id", new_values."name", new_values."name_ru", new_values."name_zh", new_values."names_basis", new_values."note", new_values."other_names", _pgh_attached_context.value, clock_timestamp(), \'update\', new_values."id", new_values."slug", new_values."updated_at", new_values."valid", new_values."validity", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='096261b8d0aa12744b59c8b635e72c13a31b3c5a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_leaves_history_110db', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='curation_statustype', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statustype',
            trigger=pgtrigger.compiler.Trigger(name='delete_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_statustypehistory" ("cow_code", "dimension", "id", "merged_into_id", "name", "name_ru", "name_zh", "names_basis", "note", "other_names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "updated_at", "valid", "validity", "version") SELECT old_values."cow_code", old_values."dimension", old_values."id", old_values."merged_into_id", old_values."name", old_values."name_ru", old_values."name_zh", old_values."names_basis", old_values."note", old_values."other_names", _pgh_attached_context.value, clock_timestamp(), \'delete\', old_values."id", old_values."slug", old_values."updated_at", old_values."valid", old_values."validity", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ce26356c5971c5dc805394c747ee9f77f3b58ae5', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_leaves_history_17af8', referencing='REFERENCING OLD TABLE AS old_values ', table='curation_statustype', when='AFTER')),
        ),
        migrations.AddField(
            model_name='searchname',
            name='revision',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='search_names', to='curation.revision'),
        ),
        migrations.AddIndex(
            model_name='searchname',
            index=models.Index(fields=['key'], name='search_name_by_key'),
        ),
        migrations.AddIndex(
            model_name='searchname',
            index=models.Index(fields=['stems'], name='search_name_by_stems'),
        ),
        migrations.AddIndex(
            model_name='searchname',
            index=models.Index(fields=['record'], name='search_name_by_record'),
        ),
        migrations.AddIndex(
            model_name='searchname',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('key', name='gin_trgm_ops'), name='search_name_by_trigrams'),
        ),
        migrations.AddIndex(
            model_name='searchname',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('stems', name='gin_trgm_ops'), name='search_name_by_stem_trigrams'),
        ),
        migrations.RunSQL(FUNCTIONS_ON_NAMES, DROP_FUNCTIONS_ON_NAMES),
        migrations.RunSQL(REBUILD_NAMES, migrations.RunSQL.noop),
    ]
