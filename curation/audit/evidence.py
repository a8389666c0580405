"""What facts rest on: age, words and last check of the evidence."""

from ..models import Citation
from ..vocabulary import FACT_KINDS, RecordKind
from .fragments import kept, keys_of
from .rule import Rule, Severity

__all__ = [
    "CITATION_OLDER_THAN_ITS_FACT",
    "CITATION_ORPHANED",
    "CITATION_WITHOUT_QUOTE",
    "FACT_NOT_RECHECKED",
    "QUOTATION_OF_OTHER_WORDS",
]

FACTS = ", ".join(f"'{kind}'" for kind in FACT_KINDS)

CITATION_OLDER_THAN_ITS_FACT = Rule(
    id="citation-older-than-its-fact",
    severity=Severity.WARNING,
    title="Evidence older than what it supports",
    explanation="A source cannot report what had not happened when it was published. Correct "
    "the date of the fact or of the source; if the source foresees the fact, its certainty is "
    "“expected”.",
    message="“{source}” was published {published}, before “{when}”.",
    sql=f"""
        SELECT fact.id AS record, NULL::uuid AS other, jsonb_build_object(
            'source', source.name, 'published', source.published) AS particulars
        FROM unnest(%(dated_sources)s::uuid[], %(published_by)s::date[]) AS dated (id, day)
        JOIN curation_source AS source ON source.id = dated.id
        JOIN curation_citation AS citation
            ON citation.source_id = dated.id AND citation.support = 'supports'
        JOIN curation_fact AS fact ON fact.id = citation.fact_id
        WHERE {kept("fact")} AND fact.certainty <> 'expected'
            AND dated.day < lower(fact.possible)
    """,
)

CITATION_WITHOUT_QUOTE = Rule(
    id="citation-without-quote",
    severity=Severity.WARNING,
    title="A citation without a quotation",
    explanation="A citation without the words of the source cannot be checked by a reader. Copy "
    "the passage that supports the fact, and enter the text of the source if it may be held.",
    message="It cites “{source}”{locator} without quoting it.",
    sql=f"""
        SELECT citation.fact_id AS record, NULL::uuid AS other, jsonb_build_object(
            'source', source.name,
            'locator', CASE WHEN citation.locator = '' THEN '' ELSE ', ' || citation.locator END
            ) AS particulars
        FROM curation_citation AS citation
        JOIN curation_source AS source ON source.id = citation.source_id
        JOIN curation_fact AS fact ON fact.id = citation.fact_id
        WHERE citation.id IN ({keys_of(Citation.objects.without_quote())}) AND {kept("fact")}
    """,
)

CITATION_ORPHANED = Rule(
    id="citation-orphaned",
    severity=Severity.WARNING,
    title="A quotation that the newest text does not have",
    explanation="The source was consulted again, and reads differently now. Compare both texts "
    "on the page of the newer snapshot: quote what it says instead, or keep the passage if the "
    "earlier text is what the fact rests on.",
    message="It quotes “{quote}” from “{source}”, of which a newer text is held without it.",
    sql=f"""
        SELECT citation.fact_id AS record, NULL::uuid AS other, jsonb_build_object(
            'source', source.name, 'quote', left(citation.quote, 80)) AS particulars
        FROM curation_citation AS citation
        JOIN curation_source AS source ON source.id = citation.source_id
        JOIN curation_fact AS fact ON fact.id = citation.fact_id
        WHERE citation.id IN ({keys_of(Citation.objects.orphaned())}) AND {kept("fact")}
    """,
)

QUOTATION_OF_OTHER_WORDS = Rule(
    id="quotation-of-other-words",
    severity=Severity.ERROR,
    title="A quotation that no citation has",
    explanation="A statement of the form “quotation” says what the source says, word for word. "
    "Copy the words from the passage cited, mark what is left out with […] and what is added with "
    "[brackets], or call it a paraphrase or a report.",
    message="None of its citations has the words of the text.",
    kinds=(RecordKind.STATEMENT,),
    sql=f"""
        SELECT fact.id AS record, NULL::uuid AS other, '{{}}'::jsonb AS particulars
        FROM curation_fact AS fact
        WHERE fact.id = ANY(%(misquoting)s::uuid[]) AND {kept("fact")}
    """,
)

# A re-issue renews labels only: nobody looked at the evidence again.
FACT_NOT_RECHECKED = Rule(
    id="fact-not-rechecked",
    severity=Severity.NOTICE,
    title="A public fact not checked again for long",
    explanation="Since then nobody has approved the fact or re-read its evidence. Read it and "
    "newer sources again: confirm that it still holds, or bring it up to date.",
    message="It was last checked on {checked}.",
    sql=f"""
        SELECT last.record, NULL::uuid AS other,
            jsonb_build_object('checked', last.checked::date) AS particulars
        FROM (
            SELECT revision.record,
                greatest(
                    max(lower(revision.recorded)) FILTER (WHERE revision.action = 'publish'),
                    (SELECT max(confirmation.at) FROM curation_evidenceconfirmation AS confirmation
                     WHERE confirmation.fact_id = revision.record)
                ) AS checked
            FROM curation_revision AS revision
            WHERE revision.kind IN ({FACTS})
            GROUP BY revision.record
            HAVING bool_or(upper_inf(revision.recorded) AND revision.action <> 'retract')
        ) AS last
        WHERE last.checked < (%(now)s::timestamptz - %(recheck)s::interval)
    """,
)
