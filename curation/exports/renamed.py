"""Columns that had other names in releases before `v2026.11`, for readers who know the old ones."""

__all__ = ["RENAMED"]

RENAMED = {
    "actor_cow": "ccode",
    "actor_gw": "gwcode",
    "basis": "publication_basis",
    "cow_code": "membership_level",
    "cow_code_1": "membership_level_1",
    "cow_code_2": "membership_level_2",
    "cow_number": "ccode",
    "end": "quote_end",
    "from": "period_from",
    "gw_number": "gwcode",
    "start": "quote_start",
    "state_1_cow": "ccode1",
    "state_1_gw": "gwcode1",
    "state_2_cow": "ccode2",
    "state_2_gw": "gwcode2",
    "until": "period_until",
    "when": "when_edtf",
}
"""Old name → new name. ``basis`` has kept its name in the membership tables, where it is the kind
of date that episodes count from; ``cow_code`` of a pair of states is ``shared_level`` now."""
