"""Say of each source how it is known, and of each actor whether its name takes an article."""

import curation.constraints.triggers
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('curation', '0041_names_for_researchers'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='actor',
            name='insert_leaves_history',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='actor',
            name='update_leaves_history',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='actor',
            name='delete_leaves_history',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='source',
            name='insert_leaves_history',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='source',
            name='update_leaves_history',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='source',
            name='delete_leaves_history',
        ),
        migrations.AddField(
            model_name='actor',
            name='article',
            field=models.CharField(blank=True, choices=[('the', 'the')], help_text='Whether a sentence puts “the” before the name: the United Nations.', max_length=3),
        ),
        migrations.AddField(
            model_name='actorhistory',
            name='article',
            field=models.CharField(blank=True, choices=[('the', 'the')], help_text='Whether a sentence puts “the” before the name: the United Nations.', max_length=3),
        ),
        migrations.AddField(
            model_name='source',
            name='known_through',
            field=models.CharField(blank=True, help_text='Of a document known at second hand: which document or note says so.', max_length=300),
        ),
        migrations.AddField(
            model_name='source',
            name='seen',
            field=models.CharField(blank=True, choices=[('first-hand', 'First hand: the document was consulted'), ('second-hand', 'Second hand: known through another document or a note')], help_text='First hand if you have read the document; follows from a text that is held.', max_length=20, verbose_name='how it is known'),
        ),
        migrations.AddField(
            model_name='sourcehistory',
            name='known_through',
            field=models.CharField(blank=True, help_text='Of a document known at second hand: which document or note says so.', max_length=300),
        ),
        migrations.AddField(
            model_name='sourcehistory',
            name='seen',
            field=models.CharField(blank=True, choices=[('first-hand', 'First hand: the document was consulted'), ('second-hand', 'Second hand: known through another document or a note')], help_text='First hand if you have read the document; follows from a text that is held.', max_length=20, verbose_name='how it is known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='insert_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_actorhistory" ("article", "cow_number", "gw_number", "id", "iso_alpha2", "iso_alpha3", "iso_numeric", "kind", "name", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "updated_at", "version", "wikidata") SELECT new_values."article", new_values."cow_number", new_values."gw_number", new_values."id", new_values."iso_alpha2", new_values."iso_alpha3", new_values."iso_numeric", new_values."kind", new_values."name", new_values."note", new_values."parent_id", _pgh_attached_context.value, clock_timestamp(), \'insert\', new_values."id", new_values."slug", new_values."updated_at", new_values."version", new_values."wikidata" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='41bb01be0a3c1298cf56bc18291d238a69be9809', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_leaves_history_647d5', referencing='REFERENCING NEW TABLE AS new_values ', table='curation_actor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='update_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_actorhistory" ("article", "cow_number", "gw_number", "id", "iso_alpha2", "iso_alpha3", "iso_numeric", "kind", "name", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "updated_at", "version", "wikidata") SELECT new_values."article", new_values."cow_number", new_values."gw_number", new_values."id", new_values."iso_alpha2", new_values."iso_alpha3", new_values."iso_numeric", new_values."kind", new_values."name", new_values."note", new_values."parent_id", _pgh_attached_context.value, clock_timestamp(), \'update\', new_values."id", new_values."slug", new_values."updated_at", new_values."version", new_values."wikidata" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='79e7c321aa6368674b800cf2bd0ae6d6bf4f86bc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_leaves_history_82e89', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='curation_actor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='delete_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_actorhistory" ("article", "cow_number", "gw_number", "id", "iso_alpha2", "iso_alpha3", "iso_numeric", "kind", "name", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "updated_at", "version", "wikidata") SELECT old_values."article", old_values."cow_number", old_values."gw_number", old_values."id", old_values."iso_alpha2", old_values."iso_alpha3", old_values."iso_numeric", old_values."kind", old_values."name", old_values."note", old_values."parent_id", _pgh_attached_context.value, clock_timestamp(), \'delete\', old_values."id", old_values."slug", old_values."updated_at", old_values."version", old_values."wikidata" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b569edd530f0972eccfb88ea06eeb3177b733cf5', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_leaves_history_c0186', referencing='REFERENCING OLD TABLE AS old_values ', table='curation_actor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='insert_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_sourcehistory" ("accessed_on", "archive_url", "author", "id", "kind", "known_through", "language", "media_type", "metadata_note", "name", "note", "original", "original_name", "original_sha256", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "publisher", "rights", "seen", "sha256", "slug", "snapshot_number", "snapshot_of_id", "updated_at", "url", "version") SELECT new_values."accessed_on", new_values."archive_url", new_values."author", new_values."id", new_values."kind", new_values."known_through", new_values."language", new_values."media_type", new_values."metadata_note", new_values."name", new_values."note", new_values."original", new_values."original_name", new_values."original_sha256", _pgh_attached_context.value, clock_timestamp(), \'insert\', new_values."id", new_values."published", new_values."publisher", new_values."rights", new_values."seen", new_values."sha256", new_values."slug", new_values."snapshot_number", new_values."snapshot_of_id", new_values."updated_at", new_values."url", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f73a0e8d8a0544add2c46c9e20625874f1106bc4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_leaves_history_b764c', referencing='REFERENCING NEW TABLE AS new_values ', table='curation_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='update_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_sourcehistory" ("accessed_on", "archive_url", "author", "id", "kind", "known_through", "language", "media_type", "metadata_note", "name", "note", "original", "original_name", "original_sha256", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "publisher", "rights", "seen", "sha256", "slug", "snapshot_number", "snapshot_of_id", "updated_at", "url", "version") SELECT new_values."accessed_on", new_values."archive_url", new_values."author", new_values."id", new_values."kind", new_values."known_through", new_values."language", new_values."media_type", new_values."metadata_note", new_values."name", new_values."note", new_values."original", new_values."original_name", new_values."original_sha256", _pgh_attached_context.value, clock_timestamp(), \'update\', new_values."id", new_values."published", new_values."publisher", new_values."rights", new_values."seen", new_values."sha256", new_values."slug", new_values."snapshot_number", new_values."snapshot_of_id", new_values."updated_at", new_values."url", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."accessed_on" IS DISTINCT FROM (new_values."accessed_on") OR old_values."archive_url" IS DISTINCT FROM (new_values."archive_url") OR old_values."author" IS DISTINCT FROM (new_values."author") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."known_through" IS DISTINCT FROM (new_values."known_through") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."media_type" IS DISTINCT FROM (new_values."media_type") OR old_values."metadata_note" IS DISTINCT FROM (new_values."metadata_note") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."original" IS DISTINCT FROM (new_values."original") OR old_values."original_name" IS DISTINCT FROM (new_values."original_name") OR old_values."original_sha256" IS DISTINCT FROM (new_values."original_sha256") OR old_values."published" IS DISTINCT FROM (new_values."published") OR old_values."publisher" IS DISTINCT FROM (new_values."publisher") OR old_values."rights" IS DISTINCT FROM (new_values."rights") OR old_values."seen" IS DISTINCT FROM (new_values."seen") OR old_values."sha256" IS DISTINCT FROM (new_values."sha256") OR old_values."slug" IS DISTINCT FROM (new_values."slug") OR old_values."snapshot_number" IS DISTINCT FROM (new_values."snapshot_number") OR old_values."snapshot_of_id" IS DISTINCT FROM (new_values."snapshot_of_id") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."url" IS DISTINCT FROM (new_values."url") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bce482de89e915c746fc7f9a5aa319c334e1aa2c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_leaves_history_a3eea', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='curation_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='delete_leaves_history', sql=curation.constraints.triggers.RuleSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "curation_sourcehistory" ("accessed_on", "archive_url", "author", "id", "kind", "known_through", "language", "media_type", "metadata_note", "name", "note", "original", "original_name", "original_sha256", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "publisher", "rights", "seen", "sha256", "slug", "snapshot_number", "snapshot_of_id", "updated_at", "url", "version") SELECT old_values."accessed_on", old_values."archive_url", old_values."author", old_values."id", old_values."kind", old_values."known_through", old_values."language", old_values."media_type", old_values."metadata_note", old_values."name", old_values."note", old_values."original", old_values."original_name", old_values."original_sha256", _pgh_attached_context.value, clock_timestamp(), \'delete\', old_values."id", old_values."published", old_values."publisher", old_values."rights", old_values."seen", old_values."sha256", old_values."slug", old_values."snapshot_number", old_values."snapshot_of_id", old_values."updated_at", old_values."url", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8f701127934f06be7b542890e9a9c6a2ea909a07', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_leaves_history_62725', referencing='REFERENCING OLD TABLE AS old_values ', table='curation_source', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='actor',
            constraint=models.CheckConstraint(condition=models.Q(('article__in', ['', 'the'])), name='actor_article_is_in_its_vocabulary', violation_error_message='The article must be one of: (blank), the.'),
        ),
    ]
