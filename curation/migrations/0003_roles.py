"""The roles of the desk: contributors edit facts, reviewers decide about them as well."""

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

FACT_PARTS = ("status", "statement", "position", "event", "figure", "citation", "eventparticipant")
REFERENCE_DATA = (
    "actor",
    "stateactor",
    "organizationorbody",
    "personorauthority",
    "source",
    "statustype",
    "issue",
    "indicator",
)


def create_roles(apps, schema_editor):
    """Create both groups with their permissions.

    Django creates permissions after the last migration only, so they are created here first.
    """
    using = schema_editor.connection.alias
    create_permissions(
        installed_apps.get_app_config("curation"), verbosity=0, using=using, apps=apps
    )
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    in_curation = permissions.filter(content_type__app_label="curation")
    codenames = {f"{verb}_{part}" for verb in ("add", "change", "delete") for part in FACT_PARTS}
    codenames |= {f"{verb}_{name}" for verb in ("add", "change") for name in REFERENCE_DATA}
    codenames |= {f"{verb}_actorname" for verb in ("add", "change", "delete")}
    editing = [
        permission
        for permission in in_curation
        if permission.codename in codenames or permission.codename.startswith("view_")
    ]
    groups = apps.get_model("auth", "Group").objects.using(using)
    contributor, _ = groups.get_or_create(name="Contributor")
    contributor.permissions.set(editing)
    reviewer, _ = groups.get_or_create(name="Reviewer")
    reviewer.permissions.set([*editing, in_curation.get(codename="review_fact")])


def remove_roles(apps, schema_editor):
    """Remove both groups; the accounts in them stay."""
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    groups.filter(name__in=["Contributor", "Reviewer"]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("curation", "0002_published_citation"),
    ]

    operations = [migrations.RunPython(create_roles, remove_roles)]
