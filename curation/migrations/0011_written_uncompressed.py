"""The text that readers get is kept as it is sent: expanding it took half the time of its reading.

A revision needs about a kilobyte more for it. Those that are there keep the text as they have it.
"""

from django.db import migrations

COLUMN = "ALTER TABLE curation_revision ALTER COLUMN written SET STORAGE {}"


class Migration(migrations.Migration):
    dependencies = [("curation", "0010_reading")]

    operations = [
        migrations.RunSQL(COLUMN.format("EXTERNAL"), COLUMN.format("EXTENDED")),
    ]
