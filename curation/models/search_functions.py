"""SQL functions of the search: how texts are folded, cut into stems, and asked for.

All but the last are immutable, so that generated columns and indexes are made with them: whoever
writes a row, by whichever way, it is found. A change of them is a migration that runs `FUNCTIONS`
again, and `REBUILD_NAMES`.
"""

from ..naming import HAN, SIMPLIFIED, TRADITIONAL

__all__ = [
    "DROP_FUNCTIONS",
    "DROP_FUNCTIONS_ON_NAMES",
    "FUNCTIONS",
    "FUNCTIONS_ON_NAMES",
    "REBUILD_NAMES",
]

# Format and control characters, fillers and variation selectors: nobody sees them.
UNSEEN = (
    r"\u0001-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\u00AD\u034F\u0600-\u0605\u061C\u06DD"
    r"\u070F\u0890-\u0891\u08E2\u115F-\u1160\u17B4-\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E"
    r"\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF9-\uFFFB\U0001BCA0-\U0001BCA3"
    r"\U0001D173-\U0001D17A\U000E0001\U000E0020-\U000E007F\U000E0100-\U000E01EF"
)
# Accents and other marks that are put on letters.
MARKS = (
    r"\u0300-\u036F\u0483-\u0489\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u064B-\u065F"
    r"\u0670\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED\u1AB0-\u1AFF\u1DC0-\u1DFF"
    r"\u20D0-\u20FF\uFE20-\uFE2F"
)
# Marks within a word, which one writes and the next one leaves out: U.S., Oʻzbekiston.
WITHIN = r"[.'`´’‘ʻʼʹ·•]"
BETWEEN = (
    r"\u0009-\u000D\u0020-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u007E\u0085\u00A0-\u00A9"
    r"\u00AB-\u00B1\u00B4\u00B6-\u00B8\u00BB\u00BF\u00D7\u00F7\u055A-\u055F\u0589\u058A\u05BE"
    r"\u060C\u061B\u061F\u06D4\u0964\u0965\u1680\u2000-\u206F\u2190-\u23FF\u2500-\u27BF"
    r"\u2E00-\u2E7F\u3000-\u3004\u3008-\u3020\u3030\u303D\u30FB\uFE30-\uFE6F\uFF00-\uFF0F"
    r"\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65"
)
# Letters that keyboards of other languages lack.
LETTERS = ("ıłøđðəқғңүұөәіҳҷҡҙҫ", "iloddeкгнууоаихчкзс")

# The table is parsed once in a session. Most Chinese texts are not in traditional characters, and
# that is quickly seen.
PLAIN = f"""
CREATE OR REPLACE FUNCTION public.curation_simplified(chinese text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $function$
BEGIN
    IF chinese !~ '[{TRADITIONAL}]' THEN
        RETURN chinese;
    END IF;
    RETURN (SELECT string_agg(coalesce(
        jsonb_object(string_to_array('{TRADITIONAL}', NULL), string_to_array('{SIMPLIFIED}', NULL))
            ->> letter, letter), '' ORDER BY ordinal)
        FROM unnest(string_to_array(chinese, NULL)) WITH ORDINALITY AS text(letter, ordinal));
END
$function$;

CREATE OR REPLACE FUNCTION public.curation_plain(written text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $function$
    SELECT CASE
        WHEN written ~ '^[\\u0020-\\u007E]*$' THEN written
        WHEN seen ~ '[{HAN}]' THEN public.curation_simplified(seen)
        ELSE seen END
    FROM (SELECT regexp_replace(normalize(written, NFKC), '[{UNSEEN}]', '', 'g')) AS text(seen)
$function$;
"""

FOLDED = f"""
CREATE OR REPLACE FUNCTION public.curation_folded(written text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $function$
    SELECT btrim(regexp_replace(
        regexp_replace(
            translate(replace(replace(lower(normalize(
                -- The mark of й makes another letter of it.
                regexp_replace(normalize(public.curation_plain(written), NFD),
                    '([иИ]\\u0306)|[{MARKS}]', '\\1', 'g'), NFC)),
                'ß', 'ss'), 'æ', 'ae'), '{LETTERS[0]}', '{LETTERS[1]}'),
            '{WITHIN.replace("'", "''")}', '', 'g'),
        '[{BETWEEN}]+', ' ', 'g'))
$function$;
"""

# A Russian word is cut until nothing is left to cut: кабулова, кабулов, кабул. Once is not enough
# for its forms to meet. What is shorter than three letters tells nothing.
STEMS = """
CREATE OR REPLACE FUNCTION public.curation_stems(folded text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $function$
DECLARE
    word text;
    shorter text;
    stems text[] := '{}';
BEGIN
    IF folded !~ '[а-я]' THEN
        RETURN folded;
    END IF;
    FOREACH word IN ARRAY string_to_array(folded, ' ') LOOP
        LOOP
            shorter := (ts_lexize('pg_catalog.russian_stem', word))[1];
            EXIT WHEN shorter IS NULL OR shorter = word OR length(shorter) < 3;
            word := shorter;
        END LOOP;
        stems := stems || word;
    END LOOP;
    RETURN array_to_string(stems, ' ');
END
$function$;
"""

# Every Chinese character counts as a word, and a run of them as a phrase.
WORDS = f"""
CREATE OR REPLACE FUNCTION public.curation_words_of(written text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $function$
    SELECT to_tsvector('public.curation_words',
        regexp_replace(public.curation_plain(written), '([{HAN}])', ' \\1 ', 'g'))
$function$;

CREATE OR REPLACE FUNCTION public.curation_words_of(texts jsonb) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $function$
    SELECT coalesce(jsonb_to_tsvector('public.curation_words', jsonb_agg(regexp_replace(
        public.curation_plain(word), '([{HAN}])', ' \\1 ', 'g')), '["string"]'), '')
    FROM jsonb_array_elements_text(texts) AS text(word)
$function$;

CREATE OR REPLACE FUNCTION public.curation_question(asked text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $function$
    SELECT websearch_to_tsquery('public.curation_words', regexp_replace(
        CASE WHEN plain LIKE '%"%' THEN regexp_replace(plain, '([{HAN}]+)', ' \\1 ', 'g')
        ELSE regexp_replace(plain, '([{HAN}]+)', ' "\\1" ', 'g') END,
        '([{HAN}])(?=[{HAN}])', '\\1 ', 'g'))
    FROM (SELECT translate(public.curation_plain(asked), '“”„«»', repeat('"', 5)))
        AS question(plain)
$function$;
"""

# What a record goes by: its label, its other names, and codes that are as good as one.
NAMES = """
CREATE OR REPLACE FUNCTION public.curation_names_in(document jsonb)
RETURNS TABLE (name text, is_code boolean)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $function$
    SELECT name, bool_and(is_code) FROM (
        SELECT document ->> key AS name, false AS is_code
        FROM unnest('{name, title, name_ru, name_zh}'::text[]) AS label(key)
        UNION ALL
        SELECT jsonb_array_elements_text(jsonb_path_query_array(
            document, '$.names[*].name') || jsonb_path_query_array(document, '$.other_names[*]')),
            false
        UNION ALL
        SELECT document ->> key, true
        FROM unnest('{slug, iso2, iso3, iso_alpha2, iso_alpha3, iso_numeric, cow_number, gw_number,
            wikidata}'::text[]) AS code(key)
    ) AS found
    WHERE name <> '' GROUP BY name
$function$;

CREATE OR REPLACE FUNCTION public.curation_take_names(
    of_kind text, of_record uuid, of_revision bigint, document jsonb) RETURNS void
LANGUAGE sql VOLATILE AS $function$
    DELETE FROM public.curation_searchname
        WHERE record = of_record AND revision_id IS NOT DISTINCT FROM of_revision;
    INSERT INTO public.curation_searchname (kind, record, revision_id, slug, name, is_code)
        SELECT of_kind, of_record, of_revision, document ->> 'slug', name, is_code
        FROM public.curation_names_in(document);
$function$;
"""

# Slips are found by trigrams; the setting holds within the function.
ALIKE = """
CREATE OR REPLACE FUNCTION public.curation_alike(asked text) RETURNS SETOF bigint
LANGUAGE sql STABLE STRICT PARALLEL SAFE SET pg_trgm.word_similarity_threshold = 0.25
AS $function$
    SELECT id FROM public.curation_searchname
    WHERE asked <% key AND length(asked) >= 5 AND NOT is_code
$function$;
"""

FUNCTIONS = "".join((PLAIN, FOLDED, STEMS, WORDS))
FUNCTIONS_ON_NAMES = "".join((NAMES, ALIKE))

TABLES = {
    "actor": "curation_actor",
    "source": "curation_source",
    "status-type": "curation_statustype",
    "issue": "curation_issue",
    "indicator": "curation_indicator",
}
WITH_NAMES = """to_jsonb(row) || jsonb_build_object('names', (
    SELECT coalesce(jsonb_agg(to_jsonb(called)), '[]') FROM public.curation_actorname AS called
    WHERE called.actor_id = row.id))"""

REBUILD_NAMES = "".join(
    f"SELECT public.curation_take_names('{kind}', row.id, NULL, "
    f"{WITH_NAMES if kind == 'actor' else 'to_jsonb(row)'}) FROM public.{table} AS row;\n"
    for kind, table in TABLES.items()
) + (
    "SELECT public.curation_take_names(kind, record, id, document) FROM public.curation_revision "
    f"WHERE kind IN {tuple(TABLES)};\n"
)


def _dropped(*functions: str) -> str:
    return "".join(f"DROP FUNCTION public.curation_{each};\n" for each in functions)


DROP_FUNCTIONS_ON_NAMES = _dropped(
    "alike(text)", "take_names(text, uuid, bigint, jsonb)", "names_in(jsonb)"
)
DROP_FUNCTIONS = _dropped(
    "question(text)",
    "words_of(jsonb)",
    "words_of(text)",
    "stems(text)",
    "folded(text)",
    "plain(text)",
    "simplified(text)",
)
