"""What readers report as wrong, and the right of the desk to read and close it."""

import curation.constraints.triggers
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.apps import apps as installed_apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models


ROLES = ("Contributor", "Reviewer", "Data manager", "Administrator")
CODENAMES = ("view_suggestion", "change_suggestion")


def _permissions(apps, using):
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    return permissions.filter(content_type__app_label="curation", codename__in=CODENAMES)


def give(apps, schema_editor):
    """Give the right; Django creates permissions later, so they are created here first."""
    using = schema_editor.connection.alias
    create_permissions(
        installed_apps.get_app_config("curation"), verbosity=0, using=using, apps=apps
    )
    for group in apps.get_model("auth", "Group").objects.using(using).filter(name__in=ROLES):
        group.permissions.add(*_permissions(apps, using))


def take(apps, schema_editor):
    """Take the right away again."""
    using = schema_editor.connection.alias
    for group in apps.get_model("auth", "Group").objects.using(using).filter(name__in=ROLES):
        group.permissions.remove(*_permissions(apps, using))


class Migration(migrations.Migration):

    dependencies = [
        ('curation', '0012_releases'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('record', models.UUIDField(db_index=True, editable=False)),
                ('kind', models.CharField(choices=[('status', 'Status'), ('statement', 'Statement'), ('position', 'Position'), ('event', 'Event'), ('figure', 'Figure'), ('actor', 'Actor'), ('source', 'Source'), ('status-type', 'Status type'), ('issue', 'Issue'), ('indicator', 'Indicator')], editable=False, max_length=20)),
                ('revision', models.PositiveIntegerField(editable=False)),
                ('wrong', models.TextField(editable=False, verbose_name='what is wrong')),
                ('correction', models.TextField(blank=True, editable=False, verbose_name='suggested correction')),
                ('evidence', models.TextField(blank=True, editable=False)),
                ('name', models.TextField(blank=True, editable=False)),
                ('email', models.TextField(blank=True, editable=False, verbose_name='e-mail')),
                ('received_at', models.DateTimeField(editable=False)),
                ('state', models.CharField(choices=[('open', 'Open'), ('accepted', 'Accepted: the record is or will be corrected'), ('declined', 'Declined')], db_index=True, default='open', max_length=10)),
                ('note', models.TextField(blank=True, help_text='For the desk: what was found, what was done.')),
                ('closed_by_name', models.CharField(blank=True, editable=False, max_length=200)),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('closed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-received_at', 'id'],
                'default_permissions': ('view', 'change'),
            },
        ),
        migrations.CreateModel(
            name='SuggestionHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('record', models.UUIDField(editable=False)),
                ('kind', models.CharField(choices=[('status', 'Status'), ('statement', 'Statement'), ('position', 'Position'), ('event', 'Event'), ('figure', 'Figure'), ('actor', 'Actor'), ('source', 'Source'), ('status-type', 'Status type'), ('issue', 'Issue'), ('indicator', 'Indicator')], editable=False, max_length=20)),
                ('revision', models.PositiveIntegerField(editable=False)),
                ('wrong', models.TextField(editable=False, verbose_name='what is wrong')),
                ('correction', models.TextField(blank=True, editable=False, verbose_name='suggested correction')),
                ('evidence', models.TextField(blank=True, editable=False)),
                ('received_at', models.DateTimeField(editable=False)),
                ('state', models.CharField(choices=[('open', 'Open'), ('accepted', 'Accepted: the record is or will be corrected'), ('declined', 'Declined')], default='open', max_length=10)),
                ('note', models.TextField(blank=True, help_text='For the desk: what was found, what was done.')),
                ('closed_by_name', models.CharField(blank=True, editable=False, max_length=200)),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('closed_by', models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='curation.suggestion')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='suggestion',
            index=models.Index(fields=['state', 'received_at'], name='suggestion_by_state'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['status', 'statement', 'position', 'event', 'figure', 'actor', 'source', 'status-type', 'issue', 'indicator'])), name='suggestion_kind_is_in_its_vocabulary', violation_error_message='The kind must be one of: status, statement, position, event, figure, actor, source, status-type, issue, indicator.'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'accepted', 'declined'])), name='suggestion_state_is_in_its_vocabulary', violation_error_message='The state must be one of: open, accepted, declined.'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.GreaterThan(django.db.models.functions.text.Length(django.db.models.functions.text.Trim('wrong')), 0), name='suggestion_says_what_is_wrong', violation_error_message='Say what is wrong.'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('wrong'), 4000), name='suggestion_wrong_is_not_too_long', violation_error_message='Write at most 4,000 letters here.'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('correction'), 4000), name='suggestion_correction_is_not_too_long', violation_error_message='Write at most 4,000 letters here.'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('evidence'), 4000), name='suggestion_evidence_is_not_too_long', violation_error_message='Write at most 4,000 letters here.'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('name'), 100), name='suggestion_name_is_not_too_long', violation_error_message='Write at most 100 letters here.'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('email'), 254), name='suggestion_email_is_not_too_long', violation_error_message='Write at most 254 letters here.'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closed_by__isnull', True), ('closed_by_name', ''), ('state', 'open')), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), models.Q(('state', 'open'), _negated=True), models.Q(('closed_by_name', ''), _negated=True)), _connector='OR'), name='closed_suggestion_names_who_and_when', violation_error_message='A closed suggestion names who closed it and when.'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'open'), models.Q(('note', ''), _negated=True), _connector='OR'), name='closed_suggestion_has_a_note', violation_error_message='Note what was found, or why it was declined.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suggestion',
            trigger=pgtrigger.compiler.Trigger(name='suggestion_is_kept_as_it_was_written', sql=curation.constraints.triggers.RuleSql(func="IF (OLD.record, OLD.kind, OLD.revision, OLD.wrong, OLD.correction, OLD.evidence, OLD.received_at) IS DISTINCT FROM (NEW.record, NEW.kind, NEW.revision, NEW.wrong, NEW.correction, NEW.evidence, NEW.received_at) OR NEW.name NOT IN (OLD.name, '') OR NEW.email NOT IN (OLD.email, '') THEN RAISE EXCEPTION 'What a reader wrote is not edited.' USING ERRCODE = 'check_violation', CONSTRAINT = 'suggestion_is_kept_as_it_was_written', HINT = 'Write what you make of it into the note. Name and e-mail can be erased.'; END IF; RETURN NEW;", hash='2670dff7d254ba00b89cf392704cbbc79c5d1980', operation='UPDATE', pgid='pgtrigger_suggestion_is_kept_as_it_was_written_4915d', table='curation_suggestion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suggestion',
            trigger=pgtrigger.compiler.Trigger(name='insert_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_suggestionhistory" ("closed_at", "closed_by_id", "closed_by_name", "correction", "evidence", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "record", "revision", "state", "wrong") SELECT new_values."closed_at", new_values."closed_by_id", new_values."closed_by_name", new_values."correction", new_values."evidence", new_values."id", new_values."kind", new_values."note", _pgh_attached_context.value, clock_timestamp(), \'insert\', new_values."id", new_values."received_at", new_values."record", new_values."revision", new_values."state", new_values."wrong" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='afbf845c02f0dabd6eb93223747a6da908ea5f58', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_leaves_history_20337', referencing='REFERENCING NEW TABLE AS new_values ', table='curation_suggestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suggestion',
            trigger=pgtrigger.compiler.Trigger(name='update_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_suggestionhistory" ("closed_at", "closed_by_id", "closed_by_name", "correction", "evidence", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "record", "revision", "state", "wrong") SELECT new_values."closed_at", new_values."closed_by_id", new_values."closed_by_name", new_values."correction", new_values."evidence", new_values."id", new_values."kind", new_values."note", _pgh_attached_context.value, clock_timestamp(), \'update\', new_values."id", new_values."received_at", new_values."record", new_values."revision", new_values."state", new_values."wrong" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."closed_at" IS DISTINCT FROM (new_values."closed_at") OR old_values."closed_by_id" IS DISTINCT FROM (new_values."closed_by_id") OR old_values."closed_by_name" IS DISTINCT FROM (new_values."closed_by_name") OR old_values."correction" IS DISTINCT FROM (new_values."correction") OR old_values."evidence" IS DISTINCT FROM (new_values."evidence") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."received_at" IS DISTINCT FROM (new_values."received_at") OR old_values."record" IS DISTINCT FROM (new_values."record") OR old_values."revision" IS DISTINCT FROM (new_values."revision") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."wrong" IS DISTINCT FROM (new_values."wrong")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9fafa5e391459898d6d1bd36345fe956d7651cfc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_leaves_history_0a416', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='curation_suggestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suggestion',
            trigger=pgtrigger.compiler.Trigger(name='delete_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_suggestionhistory" ("closed_at", "closed_by_id", "closed_by_name", "correction", "evidence", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "record", "revision", "state", "wrong") SELECT old_values."closed_at", old_values."closed_by_id", old_values."closed_by_name", old_values."correction", old_values."evidence", old_values."id", old_values."kind", old_values."note", _pgh_attached_context.value, clock_timestamp(), \'delete\', old_values."id", old_values."received_at", old_values."record", old_values."revision", old_values."state", old_values."wrong" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='793c45b65928f5c3afd7c4134f621065880554a5', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_leaves_history_df413', referencing='REFERENCING OLD TABLE AS old_values ', table='curation_suggestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suggestionhistory',
            trigger=pgtrigger.compiler.Trigger(name='history_is_never_altered', sql=curation.constraints.triggers.RuleSql(func="RAISE EXCEPTION 'What the history tells has happened and cannot be altered.' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_is_never_altered', HINT = 'Change the row itself; the history follows.';", hash='815ace7c1edd61830f2dd464c960081cd8b96c1a', operation='UPDATE OR DELETE', pgid='pgtrigger_history_is_never_altered_5df7b', table='curation_suggestionhistory', when='BEFORE')),
        ),
        migrations.RunPython(give, take),
    ]
