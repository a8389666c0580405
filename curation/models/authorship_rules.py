"""Who wrote a change: read from the history that the database itself keeps.

A change is everything written in a working copy since the ledger last said the same, that is since
the fact was last published (or set back to what is public). Every edit of a fact, of its row of a
kind, of a citation or of a link leaves one row in the history of the fact, with the account in
its context, whichever way the edit came: form, import, undo, restoration or SQL.
"""

from ..constraints import refuse

__all__ = [
    "AUTHORS_OF_MANY",
    "AUTHOR_DOES_NOT_APPROVE",
    "CORRECTION_IS_CONFIRMED_BY_AN_AUTHOR",
    "CORRECTION_IS_OF_THE_PRESENT_VERSION",
    "names_its_account",
]

# Review and its bookkeeping are no part of a change, and the desk note is never published.
NOT_A_CLAIM = (
    "ARRAY['pgh_id', 'pgh_created_at', 'pgh_label', 'pgh_obj_id', 'pgh_context_id', 'version', "
    "'state', 'submitted_by_id', 'submitted_at', 'updated_at', 'desk_note']"
)


def authors_of(fact: str) -> str:
    """Return the query for those who wrote the present change of ``fact``, with first and last.

    ``account`` is the key of an account as JSON, ``name`` the identity as it was copied then; both
    are null for what was written past the registry's programs.
    """
    return f"""
        SELECT context.metadata -> 'user' AS account, context.metadata ->> 'by' AS name,
            max(event.pgh_created_at) AS last_at
        FROM (
            SELECT history.*, lag(version) OVER in_order AS former_version,
                lag(desk_note) OVER in_order AS former_note,
                to_jsonb(history) - {NOT_A_CLAIM} AS claim,
                lag(to_jsonb(history) - {NOT_A_CLAIM}) OVER in_order AS former_claim
            FROM curation_facthistory AS history WHERE history.pgh_obj_id = {fact}
            WINDOW in_order AS (ORDER BY history.pgh_id)
        ) AS event
        LEFT JOIN pghistory_context AS context ON context.id = event.pgh_context_id
        WHERE event.pgh_id > coalesce((
                SELECT max(past.pgh_id) FROM curation_facthistory AS past
                WHERE past.pgh_obj_id = {fact}
                    AND (past.state = 'published' OR past.pgh_label = 'delete')
            ), 0)
            AND event.version IS DISTINCT FROM event.former_version
            AND (event.desk_note IS NOT DISTINCT FROM event.former_note
                OR event.claim IS DISTINCT FROM event.former_claim)
        GROUP BY 1, 2
    """


def is_account(author: str, account: str) -> str:
    """Return the condition that ``author`` (a row of `authors_of`) is the account of that key.

    An account keeps its key when it is renamed. Where the history names no account, or one that
    was deleted since, the user name in the copied identity tells.
    """
    return f"""(
        coalesce({author}.account = to_jsonb({account}), false)
        OR ({author}.name IS NOT NULL
            AND NOT EXISTS (SELECT FROM auth_user WHERE to_jsonb(id) = {author}.account)
            AND EXISTS (SELECT FROM auth_user
                WHERE id = {account} AND {names(f"{author}.name", "username")}))
    )"""


def names(copied: str, username: str) -> str:
    """Return the condition that a copied identity names the account of ``username``."""
    return (
        f"({copied} = {username} OR right({copied}, length({username}) + 3) = "
        f"' (' || {username} || ')')"
    )


def names_its_account(rule: str) -> str:
    """Return PL/pgSQL that refuses a ``by_name`` that is not that of the account ``by_id``."""
    return (
        f"""
        IF NOT EXISTS (SELECT FROM auth_user
            WHERE id = NEW.by_id AND {names("NEW.by_name", "username")}) THEN
        """
        + refuse(
            rule,
            "“%” is not the name of the account that decides.",
            "NEW.by_name",
            hint="Decide through the action, which copies the name of the account.",
        )
        + " END IF; RETURN NEW;"
    )


AUTHORS_OF_MANY = f"""
    SELECT fact.id, author.account, author.name, author.last_at,
        EXISTS (SELECT FROM auth_user WHERE to_jsonb(auth_user.id) = author.account)
    FROM unnest(%s::uuid[]) AS fact (id), LATERAL ({authors_of("fact.id")}) AS author
    ORDER BY fact.id, author.last_at
"""

AUTHOR_DOES_NOT_APPROVE = (
    f"""
    IF NEW.verdict <> 'approved'
        OR (SELECT basis FROM curation_revision WHERE id = NEW.revision_id) = 'bootstrap' THEN
        RETURN NEW;
    END IF;
    IF EXISTS (
            SELECT FROM ({authors_of("NEW.fact_id")}) AS author
            WHERE {is_account("author", "NEW.by_id")}
        ) AND NOT EXISTS (
            SELECT FROM curation_correctionconfirmation AS confirmation
            WHERE confirmation.fact_id = NEW.fact_id
                AND confirmation.fact_version = NEW.fact_version
                AND confirmation.by_id <> NEW.by_id
        ) THEN
    """
    + refuse(
        "author_of_a_change_does_not_approve_it",
        "% wrote part of this change and cannot approve it.",
        "NEW.by_name",
        hint="Somebody else has to approve it, or another author of the change confirms the "
        "correction of this very version first.",
    )
    + " END IF; RETURN NEW;"
)

CORRECTION_IS_CONFIRMED_BY_AN_AUTHOR = (
    f"""
    SELECT coalesce(bool_or(author.is_own), false) AS own,
            coalesce(bool_or(NOT author.is_own AND author.name IS NOT NULL), false) AS others
        INTO written
        FROM (
            SELECT name, {is_account("author", "NEW.by_id")} AS is_own
            FROM ({authors_of("NEW.fact_id")}) AS author
        ) AS author;
    IF NOT (written.own AND written.others) THEN
    """
    + refuse(
        "correction_is_confirmed_by_another_author",
        "% cannot confirm this correction.",
        "NEW.by_name",
        hint="A change is confirmed by somebody who wrote part of it, and only when somebody "
        "else wrote part of it too.",
    )
    + " END IF; RETURN NEW;"
)

CORRECTION_IS_OF_THE_PRESENT_VERSION = (
    """
    SELECT version INTO present FROM curation_fact WHERE id = NEW.fact_id;
    IF NEW.fact_version IS DISTINCT FROM present THEN
    """
    + refuse(
        "correction_is_confirmed_as_it_is_now",
        "The fact is at version % now; the correction of version % cannot be confirmed.",
        "present",
        "NEW.fact_version",
        hint="Load the fact again and read the correction as it is now.",
    )
    + " END IF; RETURN NEW;"
)
