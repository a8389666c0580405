"""Property: the difference of two documents turns the one into the other, to the last detail."""

import json

import jsonpatch
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.ledger import difference
from curation.models import Revision

# Few keys and values, so that documents often share, move and nearly repeat their parts.
SCALARS = st.none() | st.booleans() | st.sampled_from([0, 1, 1.5, "", "a", "1", "é\u2028/~"])
KEYS = st.sampled_from(["a", "b", "", "~", "a/b", "0"])
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=25,
)
DOCUMENTS = st.dictionaries(KEYS, JSON, max_size=4)


def told_apart(document):
    """Return a form in which `1`, `1.0` and `true` differ, as they do in JSON text."""
    return json.dumps(document, sort_keys=True)


@given(former=DOCUMENTS | st.none(), document=DOCUMENTS)
def test_a_difference_leads_from_one_document_to_the_other(former, document):
    operations = difference(former, document)

    reached = jsonpatch.apply_patch(former or {}, operations)
    assert told_apart(reached) == told_apart(document)


@given(document=DOCUMENTS)
def test_the_same_document_does_not_differ(document):
    assert difference(document, json.loads(json.dumps(document))) == []


def test_the_first_document_of_a_record_is_added_as_a_whole():
    assert difference(None, {"a": 1}) == [{"op": "add", "path": "", "value": {"a": 1}}]


@pytest.mark.parametrize(
    ("former", "document", "operations"),
    [
        ({"a": 1}, {"a": True}, [{"op": "replace", "path": "/a", "value": True}]),
        ({"a": [1, 2, 3]}, {"a": [1, 3]}, [{"op": "remove", "path": "/a/1"}]),
        ({"a/b": {"~": 0}}, {"a/b": {"~": 1}}, [
            {"op": "replace", "path": "/a~1b/~0", "value": 1},
        ]),
    ],
)  # fmt: skip
def test_a_difference_is_as_small_as_what_changed(former, document, operations):
    assert difference(former, document) == operations


def test_the_patches_of_the_shipped_record_give_each_of_its_documents(seeded):
    documents = {}
    for revision in Revision.objects.order_by("id"):
        operations = difference(documents.get(revision.record), revision.document)
        reached = jsonpatch.apply_patch(documents.get(revision.record, {}), operations)
        assert told_apart(reached) == told_apart(revision.document)
        documents[revision.record] = reached

    assert len(documents) > 100
