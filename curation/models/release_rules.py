"""Rules of the database that keep a release as it was made."""

import pgtrigger

from ..constraints import Rule, refuse

__all__ = ["RELEASED_FILE_RULES", "RELEASE_RULES"]

MADE_ANEW = "Make another release; a faulty one is withdrawn with a public reason."

STANDS_AT_A_PLACE = (
    """
    SELECT digest, lower(recorded) AS since INTO head
        FROM curation_revision WHERE id = NEW.revision_id;
    IF (NEW.head_digest, NEW.moment) IS DISTINCT FROM (head.digest, head.since) THEN
    """
    + refuse(
        "release_stands_at_a_place_of_the_ledger",
        "Digest or moment of release % are not those of revision %.",
        "NEW.identifier",
        "NEW.revision_id",
        hint="Freeze a place of the ledger as it is.",
    )
    + " END IF; RETURN NEW;"
)

FOLLOWS_THE_ONE_BEFORE = (
    """
    SELECT identifier, revision_id, released_at INTO former
        FROM curation_release WHERE id = NEW.previous_id;
    IF FOUND AND (
        string_to_array(ltrim(NEW.identifier, 'v'), '.')::int[]
            <= string_to_array(ltrim(former.identifier, 'v'), '.')::int[]
        OR NEW.revision_id < former.revision_id OR NEW.released_at <= former.released_at
    ) THEN
    """
    + refuse(
        "release_follows_the_one_before_it",
        "Release % does not come after %, in name, place and time.",
        "NEW.identifier",
        "former.identifier",
        hint="Name it by a later year and month, or number it: v2026.11.1 comes after v2026.11.",
    )
    + " END IF; RETURN NULL;"
)

# Withdrawing is the one thing that happens to a release, and it happens once.
IS_NEVER_ALTERED = (
    """
    withdrawing := ARRAY['withdrawn_by_id', 'withdrawn_by_name', 'withdrawn_at',
        'withdrawal_reason'];
    IF OLD.withdrawn_at IS NOT NULL
        OR (to_jsonb(NEW) - withdrawing) IS DISTINCT FROM (to_jsonb(OLD) - withdrawing) THEN
    """
    + refuse(
        "release_is_never_altered",
        "Release % stands as it was made.",
        "OLD.identifier",
        hint=MADE_ANEW,
    )
    + " END IF; RETURN NEW;"
)


def _has_all_its_files(release: str) -> str:
    """Return the check, at the end of the transaction, that neither a file is lost nor added."""
    return (
        f"""
        SELECT identifier, file_count INTO made FROM curation_release WHERE id = {release};
        SELECT count(*) INTO found FROM curation_releasefile WHERE release_id = {release};
        IF found IS DISTINCT FROM made.file_count THEN
        """
        + refuse(
            "release_has_exactly_its_files",
            "Release % is made of % files, not of %.",
            "made.identifier",
            "made.file_count",
            "found",
            hint=MADE_ANEW,
        )
        + " END IF; RETURN NULL;"
    )


def _exactly_its_files(release: str) -> Rule:
    return Rule(
        name="release_has_exactly_its_files",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        timing=pgtrigger.Deferred,
        declare=[("made", "record"), ("found", "integer")],
        func=_has_all_its_files(release),
    )


def _never_emptied(name: str) -> Rule:
    return Rule(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func=refuse(name, "Releases and their files are kept.", hint=MADE_ANEW),
    )


RELEASE_RULES = [
    # Only of new ones: a release that was made without the “v” keeps its name.
    Rule(
        name="release_name_is_no_number",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        func="IF NEW.identifier ~ '^[0-9]' THEN "
        + refuse(
            "release_name_is_no_number",
            "Programs would take the name % for a number.",
            "NEW.identifier",
            hint="Begin it with a “v”: v2026.11.",
        )
        + " END IF; RETURN NULL;",
    ),
    Rule(
        name="release_stands_at_a_place_of_the_ledger",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[("head", "record")],
        func=STANDS_AT_A_PLACE,
    ),
    # After the name was checked: names that are none cannot be compared.
    Rule(
        name="release_follows_the_one_before_it",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        declare=[("former", "record")],
        func=FOLLOWS_THE_ONE_BEFORE,
    ),
    Rule(
        name="release_is_never_altered",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        declare=[("withdrawing", "text[]")],
        func=IS_NEVER_ALTERED,
    ),
    Rule(
        name="release_is_never_deleted",
        when=pgtrigger.Before,
        operation=pgtrigger.Delete,
        func=refuse(
            "release_is_never_deleted", "Release % is kept.", "OLD.identifier", hint=MADE_ANEW
        ),
    ),
    _never_emptied("releases_are_never_emptied"),
    _exactly_its_files("NEW.id"),
]

RELEASED_FILE_RULES = [
    Rule(
        name="released_file_is_never_altered",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=refuse(
            "released_file_is_never_altered",
            "“%” stands as it was released.",
            "OLD.path",
            hint=MADE_ANEW,
        ),
    ),
    _never_emptied("released_files_are_never_emptied"),
    _exactly_its_files("NEW.release_id"),
]
