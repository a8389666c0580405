"""Attendance is a dimension of its own, and extents that follow from evidence are no edit.

The shipped type of guests leaves the formal dimension. What is public of it, and the extents, are
re-issued by ``manage.py seed``, as revisions that say so.
"""

import curation.constraints.triggers
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('curation', '0021_labels_of_ranks'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='fact',
            name='fact_edit_is_counted',
        ),
        migrations.RemoveConstraint(
            model_name='statustype',
            name='status_type_dimension_is_in_its_vocabulary',
        ),
        migrations.AlterField(
            model_name='statustype',
            name='dimension',
            field=models.CharField(choices=[('formal', 'Formal status in the organization'), ('attendance', 'Attendance without a status'), ('process', 'Step of a procedure'), ('activity', 'Activity'), ('office', 'Office held'), ('composition', 'Part of a body')], max_length=20),
        ),
        migrations.AlterField(
            model_name='statustypehistory',
            name='dimension',
            field=models.CharField(choices=[('formal', 'Formal status in the organization'), ('attendance', 'Attendance without a status'), ('process', 'Step of a procedure'), ('activity', 'Activity'), ('office', 'Office held'), ('composition', 'Part of a body')], max_length=20),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fact',
            trigger=pgtrigger.compiler.Trigger(name='fact_edit_is_counted', sql=curation.constraints.triggers.RuleSql(declare='DECLARE workflow text[]; edited boolean; moved boolean;', func="\n    workflow := ARRAY['state', 'version', 'submitted_by_id', 'submitted_at', 'updated_at',\n        'possible', 'definite'];\n    edited := NEW.version > OLD.version\n        OR (to_jsonb(OLD) - workflow) IS DISTINCT FROM (to_jsonb(NEW) - workflow);\n    moved := (OLD.state, OLD.submitted_by_id, OLD.submitted_at)\n        IS DISTINCT FROM (NEW.state, NEW.submitted_by_id, NEW.submitted_at);\n    IF moved AND coalesce(current_setting('registry.action', true), '') = '' THEN\n        RAISE EXCEPTION 'This fact is % by now; it cannot be set to % by an edit.', OLD.state, NEW.state USING ERRCODE = 'check_violation', CONSTRAINT = 'only_an_action_moves_a_fact_in_review', HINT = 'Load the fact anew; submit, approve, return or retract it through its actions.';\n    END IF;\n    IF OLD.state <> NEW.state AND NOT (OLD.state, NEW.state) IN (\n    ('draft', 'submitted'), ('returned', 'submitted'), ('submitted', 'draft'),\n    ('submitted', 'published'), ('submitted', 'returned'),\n    ('published', 'retracted'), ('draft', 'retracted'), ('returned', 'retracted')\n) AND NOT (current_setting('registry.action', true) = 'discard'\n    AND NEW.state = 'published' AND OLD.state IN ('draft', 'returned')) THEN\n        RAISE EXCEPTION 'A fact that is % cannot become %.', OLD.state, NEW.state USING ERRCODE = 'check_violation', CONSTRAINT = 'fact_moves_in_the_order_of_review', HINT = 'Draft, submit, then approve or return.';\n    END IF;\n    IF edited AND OLD.state = 'submitted' THEN\n        RAISE EXCEPTION 'This fact is under review and cannot be edited.' USING ERRCODE = 'check_violation', CONSTRAINT = 'submitted_fact_is_not_edited', HINT = 'Withdraw the submission, or have it returned, and edit it then.';\n    END IF;\n    NEW.version := OLD.version + CASE WHEN edited THEN 1 ELSE 0 END;\n    IF edited AND NOT moved AND OLD.state IN ('published', 'returned', 'retracted') THEN\n        NEW.state := 'draft';\n        NEW.submitted_by_id := NULL;\n        NEW.submitted_at := NULL;\n    END IF;\n    RETURN NEW;\n    ", hash='56b62f0a72259b4fbf8a894c3a2a056646d6f11c', operation='UPDATE', pgid='pgtrigger_fact_edit_is_counted_93f44', table='curation_fact', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='statustype',
            constraint=models.CheckConstraint(condition=models.Q(('dimension__in', ['formal', 'attendance', 'process', 'activity', 'office', 'composition'])), name='status_type_dimension_is_in_its_vocabulary', violation_error_message='The dimension must be one of: formal, attendance, process, activity, office, composition.'),
        ),
        migrations.RunSQL(
            "UPDATE curation_statustype SET dimension = 'attendance' "
            "WHERE slug = 'guest-attendance' AND dimension = 'formal'",
            "UPDATE curation_statustype SET dimension = 'formal' WHERE dimension = 'attendance'",
        ),
    ]
