"""Rules of the database that count edits: a change of a part is an edit of the whole.

The count is what a form or an import remembers of a row, so that nobody overwrites what someone
else has saved meanwhile. The triggers work on whole statements: an import of many rows updates
their wholes once, not one by one.
"""

import pgtrigger

from ..constraints import Rule

__all__ = ["EDITS_ARE_COUNTED", "edits_of"]

EDITS_ARE_COUNTED = Rule(
    name="edit_is_counted",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    declare=[("uncounted", "text[]")],
    func="""
    uncounted := ARRAY['version', 'updated_at'];
    IF NEW.version > OLD.version
        OR (to_jsonb(OLD) - uncounted) IS DISTINCT FROM (to_jsonb(NEW) - uncounted) THEN
        NEW.version := OLD.version + 1;
    ELSE
        NEW.version := OLD.version;
    END IF;
    RETURN NEW;
    """,
)

CHANGED_ROWS = {
    pgtrigger.Insert: "SELECT {column} FROM rows_after",
    pgtrigger.Delete: "SELECT {column} FROM rows_before",
    pgtrigger.Update: """
        SELECT {column} FROM (TABLE rows_before EXCEPT TABLE rows_after) AS before
        UNION SELECT {column} FROM (TABLE rows_after EXCEPT TABLE rows_before) AS after
    """,
}
NAMES = {
    pgtrigger.Insert: "new_part_is_an_edit",
    pgtrigger.Update: "changed_part_is_an_edit",
    pgtrigger.Delete: "lost_part_is_an_edit",
}


def edits_of(
    table: str, column: str, *operations: pgtrigger.Operation, key: str = "id"
) -> list[Rule]:
    """Return the rules that changes of a part are edits of the row of ``table`` in ``column``.

    ``operations`` are those that count; by default all three. A part that comes and goes with
    its whole (a row of multi-table inheritance) counts its updates only.
    """
    return [
        Rule(
            name=NAMES[operation],
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=pgtrigger.Referencing(
                old=None if operation is pgtrigger.Insert else "rows_before",
                new=None if operation is pgtrigger.Delete else "rows_after",
            ),
            func=f"UPDATE {table} SET version = version + 1 WHERE {key} IN ("
            + CHANGED_ROWS[operation].format(column=column)
            + "); RETURN NULL;",
        )
        for operation in operations or CHANGED_ROWS
    ]
