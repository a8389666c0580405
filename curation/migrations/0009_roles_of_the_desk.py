"""The five roles of the desk, and the indexes that keep its lists quick.

The roles have the permissions that curation/roles.py declares for them.
"""

import django.contrib.postgres.indexes
import django.db.models.fields.json
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

import curation.models.revision

FACTS = ("status", "statement", "position", "event", "figure", "citation", "eventparticipant")
ACTORS = ("actor", "stateactor", "organizationorbody", "personorauthority")
VOCABULARIES = ("statustype", "issue", "indicator")
REVIEW, IMPORT = {"review_fact"}, {"import_records"}


def verbs(words, *models):
    return {f"{verb}_{model}" for verb in words.split() for model in models}


PUBLISHED = verbs("view", "revision", "publishedcitation")
DESK = (
    PUBLISHED
    | verbs("view", "fact", "waitingfact", *FACTS, *ACTORS, "actorname", "source", *VOCABULARIES)
    | verbs("view", "reviewdecision", "evidenceconfirmation", "importbatch", "importedrow")
    | verbs("add change delete", *FACTS)
    | verbs("add change", "source")
)
KEEPING = (
    IMPORT
    | verbs("add change delete", *ACTORS, *VOCABULARIES, "actorname")
    | verbs("delete", "source")
)
ACCOUNTS = verbs("view add change delete", "user", "group")

# Role → codenames of permissions, by application. Names that do not exist are passed over.
ROLES = {
    "Researcher": {"curation": PUBLISHED},
    "Contributor": {"curation": DESK},
    "Reviewer": {"curation": DESK | REVIEW},
    "Data manager": {"curation": DESK | KEEPING},
    "Administrator": {"curation": DESK | REVIEW | KEEPING, "auth": ACCOUNTS},
}
ADDED = ("Researcher", "Data manager", "Administrator")

# What `0003_roles` made of the two roles that there were.
FORMERLY = (
    verbs("add change delete", *FACTS, "actorname")
    | verbs("add change", *ACTORS, "source", *VOCABULARIES)
    | verbs("view", "fact", *FACTS, *ACTORS, "actorname", "source", *VOCABULARIES)
    | verbs("view", "reviewdecision", "dispute", "figuresubject", "statementabout")
    | PUBLISHED
)
FORMER_ROLES = {
    "Contributor": {"curation": FORMERLY},
    "Reviewer": {"curation": FORMERLY | REVIEW},
}


def bring(roles, apps, using):
    """Bring each group to its set, whatever it had; accounts keep their groups."""
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    groups = apps.get_model("auth", "Group").objects.using(using)
    for name, sets in roles.items():
        group, _ = groups.get_or_create(name=name)
        group.permissions.set(
            [
                permission
                for app, codenames in sets.items()
                for permission in permissions.filter(
                    content_type__app_label=app, codename__in=codenames
                )
            ]
        )


def create_roles(apps, schema_editor):
    """Create all five roles; Django creates permissions later, so they are created here first."""
    using = schema_editor.connection.alias
    for app in ("auth", "curation"):
        create_permissions(
            installed_apps.get_app_config(app), verbosity=0, using=using, apps=apps
        )
    bring(ROLES, apps, using)


def restore_roles(apps, schema_editor):
    """Go back to two roles; the accounts stay, without the roles that were added."""
    using = schema_editor.connection.alias
    bring(FORMER_ROLES, apps, using)
    apps.get_model("auth", "Group").objects.using(using).filter(name__in=ADDED).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("curation", "0008_audit"),
    ]

    operations = [
        migrations.AddIndex(
            model_name='citation',
            index=models.Index(fields=['source', 'start', 'id'], name='citation_by_place_in_source'),
        ),
        migrations.AddIndex(
            model_name='fact',
            index=models.Index(fields=['kind', 'label', 'id'], name='fact_by_kind_and_label'),
        ),
        migrations.AddIndex(
            model_name='fact',
            index=models.Index(fields=['submitted_at', 'label', 'id'], name='fact_by_submission'),
        ),
        migrations.AddIndex(
            model_name='fact',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('public_note'), name='gin_trgm_ops'), django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('desk_note'), name='gin_trgm_ops'), name='fact_notes_by_trigrams'),
        ),
        migrations.AddIndex(
            model_name='revision',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper(django.db.models.fields.json.KeyTextTransform('label', 'document')), name='gin_trgm_ops'), django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper(django.db.models.fields.json.KeyTextTransform('name', 'document')), name='gin_trgm_ops'), django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('summary'), name='gin_trgm_ops'), name='revision_words_by_trigrams'),
        ),
        migrations.AddIndex(
            model_name='revision',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper(django.db.models.functions.comparison.Cast(curation.models.revision.SlugsIn(models.F('document'), paths=('$.citations[*].quote',)), models.TextField())), name='gin_trgm_ops'), name='revision_quotes_by_trigrams'),
        ),
        migrations.RunPython(create_roles, restore_roles),
    ]
