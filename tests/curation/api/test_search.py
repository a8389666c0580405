"""Words: stems, accents, three scripts, and where they stand; counts and orders besides."""

from collections import Counter

import pytest

from tests import factories


def labels(answer):
    return [entry["label"] for entry in answer["results"]]


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("belarus", "belarus"),
        ("Беларусь", "belarus"),
        ("китаю or казахстану", "china"),
        ("白俄罗斯", "belarus"),
        ("俄罗斯 -白俄罗斯", "russia"),
    ],
)
def test_actors_are_found_by_their_names_in_three_scripts(get, question, slug):
    assert slug in {actor["slug"] for actor in get("actors/", q=question)["results"]}


def test_a_part_of_a_chinese_name_is_found_and_letters_in_another_order_are_not(get):
    def found(question):
        return {actor["slug"] for actor in get("actors/", q=question)["results"]}

    assert "sco" in found("合作组织")
    assert "sco" not in found("组织合作")


def test_facts_are_found_by_names_of_their_actors_in_other_scripts(get):
    by_name = get("statuses/", q="白俄罗斯", page_size=1000)["results"]

    assert by_name == get("statuses/", actor="belarus", page_size=1000)["results"]


def test_words_are_found_by_their_stem_and_without_accents(get):
    status = factories.published_status(public_note="Café society joined")

    for question in ("cafe", "CAFÉ", "societies joining"):
        assert str(status.pk) in {e["id"] for e in get("statuses/", q=question)["results"]}


def test_phrases_alternatives_and_exclusions_are_understood(get):
    everything = get("records/", q="contact group", page_size=1000)["results"]
    phrase = get("records/", q='"contact group"', page_size=1000)["results"]
    without = get("records/", q="contact group -afghanistan", page_size=1000)["results"]
    either = get("records/", q='"contact group" or zanzibar', page_size=1000)["results"]

    assert 0 < len(without) < len(everything)
    assert {e["id"] for e in phrase} <= {e["id"] for e in everything}
    assert either == phrase


def test_highlights_show_the_words_in_their_passage_as_safe_html(get):
    found = get("citations/", q="nine full members", highlight=1)["results"]

    assert found
    assert all("<mark>nine</mark>" in " ".join(entry["highlights"]) for entry in found)
    assert "highlights" not in get("citations/", q="nine full members")["results"][0]


def test_markup_in_a_text_stays_text_in_its_highlights(get):
    actor = factories.actor(name="Ruritania <b>& sons</b>")
    factories.published_status(actor=actor)

    found = get("statuses/", q="ruritania sons", highlight=1)["results"]

    assert found
    assert "<b>" not in " ".join(found[0]["highlights"])
    assert "&lt;b&gt;&amp;" in " ".join(found[0]["highlights"])


@pytest.mark.parametrize(
    "question", ["'", "& | !", "a:*", "((((", "-", '"', "\\", "%", "<->", "中", "a" * 200, "or or"]
)
def test_whatever_is_asked_is_answered(get, question):
    get("records/", q=question)
    get("citations/", q=question, highlight=1)


def test_facets_count_the_entries_that_have_a_value(get):
    everything = get("statuses/", page_size=1000, facets="status,rank,actor")
    counts = everything["facets"]

    assert {v["value"]: v["count"] for v in counts["status"]} == Counter(
        entry["status"]["slug"] for entry in everything["results"]
    )
    assert sum(v["count"] for v in counts["rank"]) == len(everything["results"])
    frequencies = [v["count"] for v in counts["actor"]]
    assert frequencies == sorted(frequencies, reverse=True)


def test_facets_count_what_passes_the_filters_and_each_entry_once(get):
    answer = get("events/", page_size=1000, facets="participant,actor")
    counted = {v["value"]: v["count"] for v in answer["facets"]["participant"]}

    assert counted == Counter(
        slug
        for entry in answer["results"]
        for slug in {each["actor"]["slug"] for each in entry["participants"]}
    )


@pytest.mark.parametrize("collection", ["statuses", "records", "actors"])
def test_labels_order_a_collection_both_ways_across_pages(get, client, collection):
    def walked(ordering):
        answer = get(f"{collection}/", ordering=ordering, page_size=9)
        found = answer["results"]
        while answer["next"]:
            answer = client.get(answer["next"]).json()
            found += answer["results"]
        return [entry.get("label") or entry["name"] for entry in found]

    ascending = walked("label")

    assert ascending == sorted(ascending)
    assert walked("-label") == ascending[::-1]
    assert len(ascending) == len(get(f"{collection}/", page_size=1000)["results"])


def test_beginnings_order_what_has_none_first(get):
    found = get("statuses/", ordering="begins", page_size=1000)["results"]
    begins = [entry["possible"]["from"] or "" for entry in found]

    assert begins == sorted(begins)
    assert begins[0] == ""


def test_chosen_fields_are_all_there_is_in_the_order_asked_for(get, client):
    entry = get("statuses/", fields="revision,id,disputed_by", page_size=1)["results"][0]
    response = client.get("/api/v1/statuses/?format=csv&fields=actor,id")
    header = b"".join(response.streaming_content).split(b"\r\n")[0]

    assert list(entry) == ["revision", "id", "disputed_by"]
    assert set(header.decode().split(",")) == {"actor", "id"}
