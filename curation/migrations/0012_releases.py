"""Releases and their files, with the rules that keep them, and who may make them."""

import curation.constraints.triggers
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.apps import apps as installed_apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

SEEN = {"view_release"}
MAKING = SEEN | {"make_release"}
# Role → codenames of the permissions that it gets besides its others.
ROLES = {
    "Researcher": SEEN,
    "Contributor": SEEN,
    "Reviewer": SEEN,
    "Data manager": MAKING,
    "Administrator": MAKING,
}


def permit(apps, schema_editor):
    """Let everyone on the desk see releases, and data managers make them.

    Django creates permissions after the last migration only, so they are created here first.
    """
    using = schema_editor.connection.alias
    create_permissions(
        installed_apps.get_app_config("curation"), verbosity=0, using=using, apps=apps
    )
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    groups = apps.get_model("auth", "Group").objects.using(using)
    for name, codenames in ROLES.items():
        found = permissions.filter(content_type__app_label="curation", codename__in=codenames)
        groups.get(name=name).permissions.add(*found)


def withdraw(apps, schema_editor):
    """Take the permissions from the roles again."""
    using = schema_editor.connection.alias
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    found = permissions.filter(content_type__app_label="curation", codename__in=MAKING)
    for group in apps.get_model("auth", "Group").objects.using(using).filter(name__in=ROLES):
        group.permissions.remove(*found)



class Migration(migrations.Migration):

    dependencies = [
        ('curation', '0011_written_uncompressed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
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
                ('previous', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='following', to='curation.release')),
                ('released_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='curation.revision')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-released_at'],
                'permissions': [('make_release', 'Can make and withdraw releases')],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='ReleaseFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(help_text='Below the folder of the release.', max_length=200)),
                ('size', models.PositiveBigIntegerField()),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('media_type', models.CharField(max_length=100)),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='curation.release')),
            ],
            options={
                'ordering': ['release', 'path'],
                'default_permissions': ('view',),
            },
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.UniqueConstraint(fields=('identifier',), name='release_identifier_is_used_once', violation_error_message='There is a release of this name already.'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.CheckConstraint(condition=models.Q(('identifier__regex', '^[1-9][0-9]{3}\\.(0[1-9]|1[0-2])(\\.[1-9][0-9]?)?$')), name='release_is_named_by_year_and_month', violation_error_message='A release is named by year and month, like 2026.11; further ones of the same month are 2026.11.1, 2026.11.2, …'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('released_by_name', ''), _negated=True)), name='release_has_a_title_and_a_maker', violation_error_message='A release has a title, and names who made it.'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.UniqueConstraint(fields=('previous',), name='releases_follow_one_another', nulls_distinct=False, violation_error_message='Another release was made meanwhile: this one would follow that. Make it anew.'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.CheckConstraint(condition=models.Q(('released_at__gte', models.F('moment'))), name='release_is_made_after_its_last_revision', violation_error_message='What is released was recorded before.'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawal_reason', ''), ('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True), ('withdrawn_by_name', '')), models.Q(('withdrawn_at__gt', models.F('released_at')), ('withdrawn_by__isnull', False), models.Q(('withdrawn_by_name', ''), _negated=True), models.Q(('withdrawal_reason', ''), _negated=True)), _connector='OR'), name='withdrawal_says_who_when_and_why', violation_error_message='Say publicly why the release is withdrawn.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='release',
            trigger=pgtrigger.compiler.Trigger(name='release_stands_at_a_place_of_the_ledger', sql=curation.constraints.triggers.RuleSql(declare='DECLARE head record;', func="\n    SELECT digest, lower(recorded) AS since INTO head\n        FROM curation_revision WHERE id = NEW.revision_id;\n    IF (NEW.head_digest, NEW.moment) IS DISTINCT FROM (head.digest, head.since) THEN\n    RAISE EXCEPTION 'Digest or moment of release % are not those of revision %.', NEW.identifier, NEW.revision_id USING ERRCODE = 'check_violation', CONSTRAINT = 'release_stands_at_a_place_of_the_ledger', HINT = 'Freeze a place of the ledger as it is.'; END IF; RETURN NEW;", hash='d1f26b991e28de036f0c26016e561f25d64cf89b', operation='INSERT', pgid='pgtrigger_release_stands_at_a_place_of_the_ledger_0ecf3', table='curation_release', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='release',
            trigger=pgtrigger.compiler.Trigger(name='release_follows_the_one_before_it', sql=curation.constraints.triggers.RuleSql(declare='DECLARE former record;', func="\n    SELECT identifier, revision_id, released_at INTO former\n        FROM curation_release WHERE id = NEW.previous_id;\n    IF FOUND AND (\n        string_to_array(NEW.identifier, '.')::int[]\n            <= string_to_array(former.identifier, '.')::int[]\n        OR NEW.revision_id < former.revision_id OR NEW.released_at <= former.released_at\n    ) THEN\n    RAISE EXCEPTION 'Release % does not come after %, in name, place and time.', NEW.identifier, former.identifier USING ERRCODE = 'check_violation', CONSTRAINT = 'release_follows_the_one_before_it', HINT = 'Name it by a later year and month, or number it: 2026.11.1 comes after 2026.11.'; END IF; RETURN NULL;", hash='db832591096500ba0f11b9504ef60759a58b80fe', operation='INSERT', pgid='pgtrigger_release_follows_the_one_before_it_92778', table='curation_release', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='release',
            trigger=pgtrigger.compiler.Trigger(name='release_is_never_altered', sql=curation.constraints.triggers.RuleSql(declare='DECLARE withdrawing text[];', func="\n    withdrawing := ARRAY['withdrawn_by_id', 'withdrawn_by_name', 'withdrawn_at',\n        'withdrawal_reason'];\n    IF OLD.withdrawn_at IS NOT NULL\n        OR (to_jsonb(NEW) - withdrawing) IS DISTINCT FROM (to_jsonb(OLD) - withdrawing) THEN\n    RAISE EXCEPTION 'Release % stands as it was made.', OLD.identifier USING ERRCODE = 'check_violation', CONSTRAINT = 'release_is_never_altered', HINT = 'Make another release; a faulty one is withdrawn with a public reason.'; END IF; RETURN NEW;", hash='02fb79d1cae2c6a9c8868b0e4d761c420073d976', operation='UPDATE', pgid='pgtrigger_release_is_never_altered_d7b65', table='curation_release', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='release',
            trigger=pgtrigger.compiler.Trigger(name='release_is_never_deleted', sql=curation.constraints.triggers.RuleSql(func="RAISE EXCEPTION 'Release % is kept.', OLD.identifier USING ERRCODE = 'check_violation', CONSTRAINT = 'release_is_never_deleted', HINT = 'Make another release; a faulty one is withdrawn with a public reason.';", hash='9dd2140cf0d0d44d99cec85548de9c947b782127', operation='DELETE', pgid='pgtrigger_release_is_never_deleted_04a4d', table='curation_release', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='release',
            trigger=pgtrigger.compiler.Trigger(name='releases_are_never_emptied', sql=curation.constraints.triggers.RuleSql(func="RAISE EXCEPTION 'Releases and their files are kept.' USING ERRCODE = 'check_violation', CONSTRAINT = 'releases_are_never_emptied', HINT = 'Make another release; a faulty one is withdrawn with a public reason.';", hash='3c3c06d77ac54ff96652e467cff50b8c6f533434', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_releases_are_never_emptied_d9675', table='curation_release', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='release',
            trigger=pgtrigger.compiler.Trigger(name='release_has_exactly_its_files', sql=curation.constraints.triggers.RuleSql(constraint='CONSTRAINT', declare='DECLARE made record; found integer;', func="\n        SELECT identifier, file_count INTO made FROM curation_release WHERE id = NEW.id;\n        SELECT count(*) INTO found FROM curation_releasefile WHERE release_id = NEW.id;\n        IF found IS DISTINCT FROM made.file_count THEN\n        RAISE EXCEPTION 'Release % is made of % files, not of %.', made.identifier, made.file_count, found USING ERRCODE = 'check_violation', CONSTRAINT = 'release_has_exactly_its_files', HINT = 'Make another release; a faulty one is withdrawn with a public reason.'; END IF; RETURN NULL;", hash='518b32ce125cf21a592ad19bb735d6affd59faad', operation='INSERT', pgid='pgtrigger_release_has_exactly_its_files_608e3', table='curation_release', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='releasefile',
            constraint=models.UniqueConstraint(fields=('release', 'path'), name='released_file_is_listed_once'),
        ),
        migrations.AddConstraint(
            model_name='releasefile',
            constraint=models.CheckConstraint(condition=models.Q(('path__regex', '^[A-Za-z0-9_][A-Za-z0-9_.=-]*(/[A-Za-z0-9_][A-Za-z0-9_.=-]*)*$')), name='released_file_lies_in_its_release'),
        ),
        migrations.AddConstraint(
            model_name='releasefile',
            constraint=models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='released_file_has_a_sha256'),
        ),
        migrations.AddConstraint(
            model_name='releasefile',
            constraint=models.CheckConstraint(condition=models.Q(('media_type__regex', '^[a-z]+/[a-z0-9.+-]+(; [a-z]+=[a-z0-9-]+)*$')), name='released_file_has_a_media_type'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='releasefile',
            trigger=pgtrigger.compiler.Trigger(name='released_file_is_never_altered', sql=curation.constraints.triggers.RuleSql(func="RAISE EXCEPTION '“%” stands as it was released.', OLD.path USING ERRCODE = 'check_violation', CONSTRAINT = 'released_file_is_never_altered', HINT = 'Make another release; a faulty one is withdrawn with a public reason.';", hash='4c01cb1e1f9cb437b24d1176914b09d053e045ea', operation='UPDATE OR DELETE', pgid='pgtrigger_released_file_is_never_altered_1179f', table='curation_releasefile', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='releasefile',
            trigger=pgtrigger.compiler.Trigger(name='released_files_are_never_emptied', sql=curation.constraints.triggers.RuleSql(func="RAISE EXCEPTION 'Releases and their files are kept.' USING ERRCODE = 'check_violation', CONSTRAINT = 'released_files_are_never_emptied', HINT = 'Make another release; a faulty one is withdrawn with a public reason.';", hash='cfbfbfaf87b7a3755f4d6280ef4b9c3ac2cc68dd', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_released_files_are_never_emptied_f1413', table='curation_releasefile', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='releasefile',
            trigger=pgtrigger.compiler.Trigger(name='release_has_exactly_its_files', sql=curation.constraints.triggers.RuleSql(constraint='CONSTRAINT', declare='DECLARE made record; found integer;', func="\n        SELECT identifier, file_count INTO made FROM curation_release WHERE id = NEW.release_id;\n        SELECT count(*) INTO found FROM curation_releasefile WHERE release_id = NEW.release_id;\n        IF found IS DISTINCT FROM made.file_count THEN\n        RAISE EXCEPTION 'Release % is made of % files, not of %.', made.identifier, made.file_count, found USING ERRCODE = 'check_violation', CONSTRAINT = 'release_has_exactly_its_files', HINT = 'Make another release; a faulty one is withdrawn with a public reason.'; END IF; RETURN NULL;", hash='0ba8718d33ad38eb6142bb3eb7b7cdcc7a9f86f7', operation='INSERT', pgid='pgtrigger_release_has_exactly_its_files_1c9c7', table='curation_releasefile', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        migrations.RunPython(permit, withdraw),
    ]
