"""What a revision changed: the difference of two documents as a JSON Patch (RFC 6902)."""

from typing import Any

import jsonpatch

__all__ = ["difference"]

Document = dict[str, Any]


def difference(former: Document | None, document: Document) -> list[dict[str, Any]]:
    """Return the operations that turn ``former`` into ``document``, in the order of application.

    Without a former document, one operation puts the whole document in the place of whatever is
    there (`add` at the root, RFC 6902, 4.1). Documents that are the same have no operations. Two
    values that JSON tells apart, such as `1` and `true`, are told apart.
    """
    if former is None:
        return [{"op": "add", "path": "", "value": document}]
    return jsonpatch.make_patch(former, document).patch
