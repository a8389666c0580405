"""Make the tables of the stock peer and fill them from the ledger, inside the database."""

from django.db import connection

from .models import Actor, Citation, Revision, Source, Status, StatusType

__all__ = ["fill_peer"]

MODELS = (Actor, StatusType, Source, Revision, Status, Citation)

STANDING = "upper_inf(recorded) AND action <> 'retract'"
DAYS = "(document #>> '{{{extent},{bound}}}')::date"

ACTORS = """
    INSERT INTO peer_actor (slug, name, kind, iso3)
    SELECT slug, name, kind, iso_alpha3 FROM curation_actor ORDER BY slug
"""
TYPES = """
    INSERT INTO peer_statustype (slug, name, dimension)
    SELECT slug, name, dimension FROM curation_statustype ORDER BY slug
"""
SOURCES = """
    INSERT INTO peer_source (slug, title, kind, publisher, published, url)
    SELECT slug, name, kind, publisher, published, url FROM curation_source ORDER BY slug
"""
REVISIONS = f"""
    INSERT INTO peer_revision (id, kind, number, action, basis, recorded_from, recorded_until,
        submitted_by, submitted_at, approved_by, summary, fact_version, schema_version, digest,
        previous_digest)
    SELECT id, kind, number, action, basis, lower(recorded), upper(recorded), submitted_by,
        submitted_at, approved_by, summary, fact_version, schema_version, digest, previous_digest
    FROM curation_revision WHERE kind = 'status' AND {STANDING} ORDER BY id
"""
PLAIN = (
    "kind", "label", "start_basis", "end_basis", "actor_as_written", "when", "when_in_words",
    "attested", "precision", "certainty", "hedge", "rank", "rationale", "outcome", "note",
)  # fmt: skip
EXTENTS = [(extent, bound) for extent in ("possible", "definite") for bound in ("from", "until")]
STATUSES = f"""
    INSERT INTO peer_status (id, {", ".join(f'"{name}"' for name in PLAIN)},
        {", ".join(f"{extent}_{bound}" for extent, bound in EXTENTS)},
        actor_id, status_id, organization_id, revision_id)
    SELECT record, {", ".join(f"document ->> '{name}'" for name in PLAIN)},
        {", ".join(DAYS.format(extent=extent, bound=bound) for extent, bound in EXTENTS)},
        holder.id, held.id, place.id, revision.id
    FROM curation_revision AS revision
    JOIN peer_actor AS holder ON holder.slug = revision.actor
    JOIN peer_actor AS place ON place.slug = revision.organization
    JOIN peer_statustype AS held ON held.slug = revision.status
    WHERE revision.kind = 'status' AND {STANDING} ORDER BY revision.id
"""
SETTLED = f"""
    UPDATE peer_status SET settled_by_id = settling.id
    FROM curation_revision AS revision, peer_status AS settling
    WHERE revision.kind = 'status' AND {STANDING} AND peer_status.id = revision.record
        AND settling.id = (revision.document #>> '{{settled_by,id}}')::uuid
"""
DISPUTES = f"""
    INSERT INTO peer_status_disputes (from_status_id, to_status_id)
    SELECT revision.record, disputed.id
    FROM curation_revision AS revision
    CROSS JOIN LATERAL jsonb_array_elements(document -> 'disputes') AS dispute
    JOIN peer_status AS disputed ON disputed.id = (dispute ->> 'id')::uuid
    WHERE revision.kind = 'status' AND {STANDING}
"""
CITATIONS = f"""
    INSERT INTO peer_citation (id, fact_id, position, source_id, quote, start, "end", prefix,
        suffix, locator, reported_from_id, support)
    SELECT (cited ->> 'id')::uuid, record, place, source.id, cited ->> 'quote',
        (cited ->> 'start')::int, (cited ->> 'end')::int, cited ->> 'prefix', cited ->> 'suffix',
        cited ->> 'locator', original.id, cited ->> 'support'
    FROM curation_revision AS revision
    CROSS JOIN LATERAL jsonb_array_elements(document -> 'citations')
        WITH ORDINALITY AS citation (cited, place)
    JOIN peer_source AS source ON source.slug = cited #>> '{{source,slug}}'
    LEFT JOIN peer_source AS original ON original.slug = cited #>> '{{reported_from,slug}}'
    WHERE revision.kind = 'status' AND {STANDING} ORDER BY revision.id, place
"""


def fill_peer() -> None:
    """Give the peer every status that stands now, unless it has them already."""
    with connection.cursor() as cursor:
        present = connection.introspection.table_names(cursor)
    if Citation._meta.db_table in present:
        return
    with connection.schema_editor() as editor:
        for model in MODELS:
            editor.create_model(model)
        with connection.cursor() as cursor:
            for statement in (
                ACTORS,
                TYPES,
                SOURCES,
                REVISIONS,
                STATUSES,
                SETTLED,
                DISPUTES,
                CITATIONS,
            ):
                cursor.execute(statement)
    with connection.cursor() as cursor:
        for model in MODELS:
            cursor.execute(f"VACUUM (FREEZE, ANALYZE) {model._meta.db_table}")
        cursor.execute("VACUUM (FREEZE, ANALYZE) peer_status_disputes")
