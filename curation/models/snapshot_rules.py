"""Rules of the database about the snapshots of a document and the files they were read from."""

import pgtrigger

from ..constraints import Rule, refuse

__all__ = ["SNAPSHOT_RULES"]

IS_OF_A_FIRST_TEXT = (
    """
    IF TG_OP = 'UPDATE' AND NEW.snapshot_of_id IS NOT DISTINCT FROM OLD.snapshot_of_id THEN
        NEW.snapshot_number := OLD.snapshot_number;
        RETURN NEW;
    END IF;
    NEW.snapshot_number := 1;
    IF NEW.snapshot_of_id IS NULL THEN
        RETURN NEW;
    END IF;
    PERFORM 1 FROM curation_source
        WHERE id = NEW.snapshot_of_id AND id <> NEW.id AND snapshot_of_id IS NULL
        FOR NO KEY UPDATE;
    IF NOT FOUND OR EXISTS (SELECT 1 FROM curation_source WHERE snapshot_of_id = NEW.id) THEN
        """
    + refuse(
        "snapshot_is_of_a_first_text",
        "% cannot be a snapshot of that source: snapshots do not follow one another in a chain.",
        "NEW.slug",
        hint="Name the first text held of the document.",
    )
    + """
    END IF;
    SELECT coalesce(max(snapshot_number), 1) + 1 INTO NEW.snapshot_number
        FROM curation_source WHERE snapshot_of_id = NEW.snapshot_of_id;
    RETURN NEW;
    """
)

SNAPSHOT_RULES = [
    Rule(
        name="snapshot_is_of_a_first_text",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("snapshot_of_id", "snapshot_number"),
        func=IS_OF_A_FIRST_TEXT,
    ),
    Rule(
        name="original_is_never_altered",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("original", "original_sha256", "original_name", "media_type"),
        func="IF OLD.original <> '' AND "
        "(NEW.original, NEW.original_sha256, NEW.original_name, NEW.media_type) IS DISTINCT FROM "
        "(OLD.original, OLD.original_sha256, OLD.original_name, OLD.media_type) THEN "
        + refuse(
            "original_is_never_altered",
            "The file that the text of % was read from is kept as it was uploaded.",
            "OLD.slug",
            hint="Add another file as a snapshot of the source.",
        )
        + " END IF; RETURN NEW;",
    ),
]
