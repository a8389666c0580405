"""Rules of the database that bind a decision to the version of the fact that it is about."""

from ..constraints import refuse

__all__ = ["IS_ABOUT_THE_VERSION_UNDER_REVIEW", "MADE_ITS_REVISION"]

# A retraction is decided on what is public, whatever the working copy says.
IS_ABOUT_THE_VERSION_UNDER_REVIEW = (
    """
    IF NEW.verdict = 'retracted' THEN
        RETURN NEW;
    END IF;
    SELECT state, version INTO fact FROM curation_fact WHERE id = NEW.fact_id;
    IF fact.state IS DISTINCT FROM 'submitted' OR fact.version <> NEW.fact_version THEN
    """
    + refuse(
        "decision_is_about_the_version_under_review",
        "Version % is decided on, but the fact is % at version %.",
        "NEW.fact_version",
        "fact.state",
        "fact.version",
        hint="Load the review page again, and decide on what it shows then.",
    )
    + " END IF; RETURN NEW;"
)

MADE_ITS_REVISION = (
    """
    IF NEW.revision_id IS NULL THEN
        RETURN NEW;
    END IF;
    SELECT record, fact_version, approved_by INTO made
        FROM curation_revision WHERE id = NEW.revision_id;
    IF (made.record, made.fact_version, made.approved_by)
        IS DISTINCT FROM (NEW.fact_id, NEW.fact_version, NEW.by_name) THEN
    """
    + refuse(
        "decision_names_the_version_that_it_published",
        "The decision of % is about version %; its revision is of version %, approved by %.",
        "NEW.by_name",
        "NEW.fact_version",
        "made.fact_version",
        "made.approved_by",
        hint="A decision names the fact, the version and the reviewer of its revision.",
    )
    + " END IF; RETURN NEW;"
)
