"""Figures: numbers that cannot be, and counts that the roster does not bear out."""

from ..vocabulary import RecordKind
from .fragments import days, held, kept
from .rule import Rule, Severity

__all__ = ["FIGURE_OUTSIDE_ITS_BOUNDS", "ROSTER_DIFFERS_FROM_COUNT"]

FIGURE = (RecordKind.FIGURE,)

# Unit → least and greatest plausible number; of any other unit nothing is less than zero.
PLAUSIBLE = (("%%", "0", "100"), ("rank", "1", "NULL"))
BOUNDS = ", ".join(f"('{unit}', {least}, {most}::numeric)" for unit, least, most in PLAUSIBLE)

FIGURE_OUTSIDE_ITS_BOUNDS = Rule(
    id="figure-outside-its-bounds",
    severity=Severity.WARNING,
    title="A figure that its unit does not allow",
    explanation="A share lies between 0 and 100 %, a rank is 1 or more, a count or a size is "
    "not negative, and the value lies between its bounds. Compare the figure with its source; "
    "correct the number, or the unit of the indicator.",
    message="{number} {unit} lies outside {least} to {most}.",
    kinds=FIGURE,
    sql=f"""
        SELECT figure.fact_id AS record, NULL::uuid AS other, jsonb_build_object(
            'number', trim_scale(CASE
                WHEN least(figure.value, figure.lower, figure.upper) < extent.least
                THEN least(figure.value, figure.lower, figure.upper)
                ELSE greatest(figure.value, figure.lower, figure.upper) END),
            'unit', indicator.unit, 'least', extent.least,
            'most', coalesce(extent.most::text, 'any number')) AS particulars
        FROM curation_figure AS figure
        JOIN curation_indicator AS indicator ON indicator.id = figure.indicator_id
        LEFT JOIN (VALUES {BOUNDS}) AS plausible (unit, least, most)
            ON plausible.unit = indicator.unit
        CROSS JOIN LATERAL (SELECT coalesce(plausible.least, 0), plausible.most)
            AS extent (least, most)
        JOIN curation_fact AS fact ON fact.id = figure.fact_id
        WHERE {kept("fact")} AND (
            least(figure.value, figure.lower, figure.upper) < extent.least
            OR greatest(figure.value, figure.lower, figure.upper) > extent.most
            OR figure.lower > figure.value OR figure.upper < figure.value)
    """,
)

# Over the figure's period members may come and go: it is borne out by any number between those
# who were holders throughout and those who were at some time. An approximate count without
# bounds says too little to be compared.
ROSTER_DIFFERS_FROM_COUNT = Rule(
    id="roster-differs-from-count",
    severity=Severity.WARNING,
    title="A count that the roster does not bear out",
    explanation="A source counts the holders of a status, and the registry holds more or fewer "
    "of them at that time. Look for the holder who is missing or whose period is wrong; if the "
    "source miscounts, keep its figure as an alternative.",
    message="The source counts {stated}; the registry has {roster} with the status “{status}” "
    "{days}.",
    kinds=FIGURE,
    sql=f"""
        SELECT figure.fact_id AS record, NULL::uuid AS other, jsonb_build_object(
            'stated', trim_scale(figure.value), 'status', type.name,
            'days', {days("fact.definite")},
            'roster', CASE WHEN roster.least = roster.most THEN roster.most::text
                ELSE roster.least || ' to ' || roster.most END) AS particulars
        FROM curation_figure AS figure
        JOIN curation_indicator AS indicator ON indicator.id = figure.indicator_id
        JOIN curation_statustype AS type ON type.id = indicator.counts_status_id
        JOIN curation_fact AS fact ON fact.id = figure.fact_id
        CROSS JOIN LATERAL (
            SELECT count(DISTINCT status.actor_id)
                    FILTER (WHERE status_fact.definite @> fact.definite) AS least,
                count(DISTINCT status.actor_id)
                    FILTER (WHERE status_fact.definite && fact.definite) AS most
            FROM curation_figure_subjects AS subject
            JOIN curation_status AS status
                ON status.organization_id = subject.actor_id AND status.status_id = type.id
            JOIN curation_fact AS status_fact ON status_fact.id = status.fact_id
            WHERE subject.figure_id = figure.fact_id AND {held("status_fact")}
        ) AS roster
        WHERE {held("fact")} AND NOT isempty(fact.definite)
            AND EXISTS (SELECT 1 FROM curation_figure_subjects AS subject
                WHERE subject.figure_id = figure.fact_id)
            AND (
                roster.most < coalesce(figure.lower,
                    CASE WHEN figure.exactness = 'exact' THEN figure.value END)
                OR roster.least > coalesce(figure.upper,
                    CASE WHEN figure.exactness = 'exact' THEN figure.value END)
            )
    """,
)
