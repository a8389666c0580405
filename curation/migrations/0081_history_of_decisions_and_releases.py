"""Decisions, confirmations and releases leave history: altered past the rules, they show."""

import curation.constraints.triggers
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

# What was there before keeps its history from now on: its first entry says what it says now.
FIRST_ENTRIES = {
    "evidenceconfirmation": ("id", "fact_id", "fact_version", "by_id", "by_name", "at"),
    "reviewdecision": (
        "id", "fact_id", "fact_version", "verdict", "by_id", "by_name", "at", "comment",
        "revision_id",
    ),
    "release": (
        "id", "identifier", "title", "notes", "revision_id", "moment", "head_digest",
        "released_at", "released_by_id", "released_by_name", "address", "previous_id",
        "file_count", "withdrawn_by_id", "withdrawn_by_name", "withdrawn_at",
        "withdrawal_reason",
    ),
    "releasefile": ("id", "release_id", "path", "size", "sha256", "media_type"),
}


def first_entries(table, columns):
    named = ", ".join(f'"{column}"' for column in columns)
    return f"""
        INSERT INTO curation_{table}history (pgh_created_at, pgh_label, pgh_obj_id, {named})
        SELECT clock_timestamp(), 'insert', id, {named} FROM curation_{table} ORDER BY id
    """


class Migration(migrations.Migration):

    dependencies = [
        ('curation', '0071_approval_is_of_a_version'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EvidenceConfirmationHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('fact_version', models.PositiveIntegerField()),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReleaseFileHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('path', models.CharField(help_text='Below the folder of the release.', max_length=200)),
                ('size', models.PositiveBigIntegerField()),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('media_type', models.CharField(max_length=100)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReleaseHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('identifier', models.CharField(help_text='Year and month, like 2026.11; further ones: 2026.11.1.', max_length=10)),
                ('title', models.CharField(max_length=200)),
                ('notes', models.TextField(blank=True, help_text='What readers should know of it. Public.')),
                ('moment', models.DateTimeField()),
                ('head_digest', models.CharField(max_length=64)),
                ('released_at', models.DateTimeField()),
                ('released_by_name', models.CharField(max_length=200)),
                ('address', models.URLField(blank=True, help_text='Where its files say that it can be found; blank: nowhere for good.')),
                ('file_count', models.PositiveIntegerField()),
                ('withdrawn_by_name', models.CharField(blank=True, max_length=200)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawal_reason', models.TextField(blank=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReviewDecisionHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('fact_version', models.PositiveIntegerField()),
                ('verdict', models.CharField(choices=[('approved', 'Approved'), ('returned', 'Returned for changes'), ('retracted', 'Retracted')], max_length=10)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('comment', models.TextField(blank=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidenceconfirmation',
            trigger=pgtrigger.compiler.Trigger(name='insert_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_evidenceconfirmationhistory" ("at", "by_id", "by_name", "fact_id", "fact_version", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."at", new_values."by_id", new_values."by_name", new_values."fact_id", new_values."fact_version", new_values."id", _pgh_attached_context.value, clock_timestamp(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f379a229fdc90f6049d567ea3b78939524487011', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_leaves_history_ff591', referencing='REFERENCING NEW TABLE AS new_values ', table='curation_evidenceconfirmation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidenceconfirmation',
            trigger=pgtrigger.compiler.Trigger(name='update_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_evidenceconfirmationhistory" ("at", "by_id", "by_name", "fact_id", "fact_version", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."at", new_values."by_id", new_values."by_name", new_values."fact_id", new_values."fact_version", new_values."id", _pgh_attached_context.value, clock_timestamp(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='42e62f51c7dc67fe2b19712522f9216baa3625a8', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_leaves_history_92759', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='curation_evidenceconfirmation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidenceconfirmation',
            trigger=pgtrigger.compiler.Trigger(name='delete_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_evidenceconfirmationhistory" ("at", "by_id", "by_name", "fact_id", "fact_version", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."at", old_values."by_id", old_values."by_name", old_values."fact_id", old_values."fact_version", old_values."id", _pgh_attached_context.value, clock_timestamp(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2a969b2f36242c8e22d4377952fbda23173d39c2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_leaves_history_fa179', referencing='REFERENCING OLD TABLE AS old_values ', table='curation_evidenceconfirmation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='release',
            trigger=pgtrigger.compiler.Trigger(name='insert_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_releasehistory" ("address", "file_count", "head_digest", "id", "identifier", "moment", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "released_at", "released_by_id", "released_by_name", "revision_id", "title", "withdrawal_reason", "withdrawn_at", "withdrawn_by_id", "withdrawn_by_name") SELECT new_values."address", new_values."file_count", new_values."head_digest", new_values."id", new_values."identifier", new_values."moment", new_values."notes", _pgh_attached_context.value, clock_timestamp(), \'insert\', new_values."id", new_values."previous_id", new_values."released_at", new_values."released_by_id", new_values."released_by_name", new_values."revision_id", new_values."title", new_values."withdrawal_reason", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_by_name" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='38c26d4792d3b82fbd5fa6e4b65ce25ced02468f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_leaves_history_15072', referencing='REFERENCING NEW TABLE AS new_values ', table='curation_release', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='release',
            trigger=pgtrigger.compiler.Trigger(name='update_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_releasehistory" ("address", "file_count", "head_digest", "id", "identifier", "moment", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "released_at", "released_by_id", "released_by_name", "revision_id", "title", "withdrawal_reason", "withdrawn_at", "withdrawn_by_id", "withdrawn_by_name") SELECT new_values."address", new_values."file_count", new_values."head_digest", new_values."id", new_values."identifier", new_values."moment", new_values."notes", _pgh_attached_context.value, clock_timestamp(), \'update\', new_values."id", new_values."previous_id", new_values."released_at", new_values."released_by_id", new_values."released_by_name", new_values."revision_id", new_values."title", new_values."withdrawal_reason", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_by_name" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e579aa76956e7cffbf17cce848feb3105eb70806', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_leaves_history_4d261', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='curation_release', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='release',
            trigger=pgtrigger.compiler.Trigger(name='delete_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_releasehistory" ("address", "file_count", "head_digest", "id", "identifier", "moment", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "released_at", "released_by_id", "released_by_name", "revision_id", "title", "withdrawal_reason", "withdrawn_at", "withdrawn_by_id", "withdrawn_by_name") SELECT old_values."address", old_values."file_count", old_values."head_digest", old_values."id", old_values."identifier", old_values."moment", old_values."notes", _pgh_attached_context.value, clock_timestamp(), \'delete\', old_values."id", old_values."previous_id", old_values."released_at", old_values."released_by_id", old_values."released_by_name", old_values."revision_id", old_values."title", old_values."withdrawal_reason", old_values."withdrawn_at", old_values."withdrawn_by_id", old_values."withdrawn_by_name" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='dd30ef0ee228b27d3a65dc1d2016ad26d487687e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_leaves_history_c0a44', referencing='REFERENCING OLD TABLE AS old_values ', table='curation_release', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='releasefile',
            trigger=pgtrigger.compiler.Trigger(name='insert_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_releasefilehistory" ("id", "media_type", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "release_id", "sha256", "size") SELECT new_values."id", new_values."media_type", new_values."path", _pgh_attached_context.value, clock_timestamp(), \'insert\', new_values."id", new_values."release_id", new_values."sha256", new_values."size" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5cfe0fcde2adfcb94af54005af95dbabbab21c77', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_leaves_history_60c64', referencing='REFERENCING NEW TABLE AS new_values ', table='curation_releasefile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='releasefile',
            trigger=pgtrigger.compiler.Trigger(name='update_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_releasefilehistory" ("id", "media_type", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "release_id", "sha256", "size") SELECT new_values."id", new_values."media_type", new_values."path", _pgh_attached_context.value, clock_timestamp(), \'update\', new_values."id", new_values."release_id", new_values."sha256", new_values."size" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4bc53560db5a17abd0849e89af58c1eca0757262', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_leaves_history_68efc', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='curation_releasefile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='releasefile',
            trigger=pgtrigger.compiler.Trigger(name='delete_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_releasefilehistory" ("id", "media_type", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "release_id", "sha256", "size") SELECT old_values."id", old_values."media_type", old_values."path", _pgh_attached_context.value, clock_timestamp(), \'delete\', old_values."id", old_values."release_id", old_values."sha256", old_values."size" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='69eb3ce26e5e31d148e1a091c16054cec060b2d2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_leaves_history_c9bb9', referencing='REFERENCING OLD TABLE AS old_values ', table='curation_releasefile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reviewdecision',
            trigger=pgtrigger.compiler.Trigger(name='insert_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_reviewdecisionhistory" ("at", "by_id", "by_name", "comment", "fact_id", "fact_version", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision_id", "verdict") SELECT new_values."at", new_values."by_id", new_values."by_name", new_values."comment", new_values."fact_id", new_values."fact_version", new_values."id", _pgh_attached_context.value, clock_timestamp(), \'insert\', new_values."id", new_values."revision_id", new_values."verdict" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7a6302503401f511b55a258bcbcd646c4e7cdef1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_leaves_history_7916e', referencing='REFERENCING NEW TABLE AS new_values ', table='curation_reviewdecision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reviewdecision',
            trigger=pgtrigger.compiler.Trigger(name='update_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_reviewdecisionhistory" ("at", "by_id", "by_name", "comment", "fact_id", "fact_version", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision_id", "verdict") SELECT new_values."at", new_values."by_id", new_values."by_name", new_values."comment", new_values."fact_id", new_values."fact_version", new_values."id", _pgh_attached_context.value, clock_timestamp(), \'update\', new_values."id", new_values."revision_id", new_values."verdict" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fe1e3d74fd825857b18d05cb6075b4bde31ad4fd', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_leaves_history_7a233', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='curation_reviewdecision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reviewdecision',
            trigger=pgtrigger.compiler.Trigger(name='delete_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_reviewdecisionhistory" ("at", "by_id", "by_name", "comment", "fact_id", "fact_version", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision_id", "verdict") SELECT old_values."at", old_values."by_id", old_values."by_name", old_values."comment", old_values."fact_id", old_values."fact_version", old_values."id", _pgh_attached_context.value, clock_timestamp(), \'delete\', old_values."id", old_values."revision_id", old_values."verdict" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='827f08cbe66d544bde525c3f30dfed1b102a76fc', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_leaves_history_894c2', referencing='REFERENCING OLD TABLE AS old_values ', table='curation_reviewdecision', when='AFTER')),
        ),
        migrations.AddField(
            model_name='evidenceconfirmationhistory',
            name='by',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='evidenceconfirmationhistory',
            name='fact',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='curation.fact'),
        ),
        migrations.AddField(
            model_name='evidenceconfirmationhistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='evidenceconfirmationhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='curation.evidenceconfirmation'),
        ),
        migrations.AddField(
            model_name='releasefilehistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='releasefilehistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='curation.releasefile'),
        ),
        migrations.AddField(
            model_name='releasefilehistory',
            name='release',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='curation.release'),
        ),
        migrations.AddField(
            model_name='releasehistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='releasehistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='curation.release'),
        ),
        migrations.AddField(
            model_name='releasehistory',
            name='previous',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='curation.release'),
        ),
        migrations.AddField(
            model_name='releasehistory',
            name='released_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='releasehistory',
            name='revision',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='curation.revision'),
        ),
        migrations.AddField(
            model_name='releasehistory',
            name='withdrawn_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reviewdecisionhistory',
            name='by',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reviewdecisionhistory',
            name='fact',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='curation.fact'),
        ),
        migrations.AddField(
            model_name='reviewdecisionhistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='reviewdecisionhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='curation.reviewdecision'),
        ),
        migrations.AddField(
            model_name='reviewdecisionhistory',
            name='revision',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='curation.revision'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidenceconfirmationhistory',
            trigger=pgtrigger.compiler.Trigger(name='history_is_never_altered', sql=curation.constraints.triggers.RuleSql(func="RAISE EXCEPTION 'What the history tells has happened and cannot be altered.' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_is_never_altered', HINT = 'Change the row itself; the history follows.';", hash='2c95d2f40fb904b97c0205fa4a4f48022e33023e', operation='UPDATE OR DELETE', pgid='pgtrigger_history_is_never_altered_93daf', table='curation_evidenceconfirmationhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='releasefilehistory',
            trigger=pgtrigger.compiler.Trigger(name='history_is_never_altered', sql=curation.constraints.triggers.RuleSql(func="RAISE EXCEPTION 'What the history tells has happened and cannot be altered.' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_is_never_altered', HINT = 'Change the row itself; the history follows.';", hash='c5d302e908347cbf42412343f3913b6ed8e8536c', operation='UPDATE OR DELETE', pgid='pgtrigger_history_is_never_altered_b82f6', table='curation_releasefilehistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='releasehistory',
            trigger=pgtrigger.compiler.Trigger(name='history_is_never_altered', sql=curation.constraints.triggers.RuleSql(func="RAISE EXCEPTION 'What the history tells has happened and cannot be altered.' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_is_never_altered', HINT = 'Change the row itself; the history follows.';", hash='067fdfb0246ff6d721bc19165a8eb344c218822b', operation='UPDATE OR DELETE', pgid='pgtrigger_history_is_never_altered_0d2bd', table='curation_releasehistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reviewdecisionhistory',
            trigger=pgtrigger.compiler.Trigger(name='history_is_never_altered', sql=curation.constraints.triggers.RuleSql(func="RAISE EXCEPTION 'What the history tells has happened and cannot be altered.' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_is_never_altered', HINT = 'Change the row itself; the history follows.';", hash='06ebef01a04148b770926dc3612556ad5d0e97ab', operation='UPDATE OR DELETE', pgid='pgtrigger_history_is_never_altered_8257d', table='curation_reviewdecisionhistory', when='BEFORE')),
        ),
        *(
            migrations.RunSQL(first_entries(table, columns), migrations.RunSQL.noop)
            for table, columns in FIRST_ENTRIES.items()
        ),
    ]
