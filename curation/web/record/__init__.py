"""A record: what it claims, when, how firmly, on what passages, who disputes it, and its history.

`page` reads the ledger and puts the parts together: `claim` says a fact in one sentence,
`particulars` its fields, `dating` its dates, `evidence` its passages, and `disputes` what
contradicts it.
"""

from .page import RecordView

__all__ = ["RecordView"]
