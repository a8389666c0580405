"""The public API: read-only, from the ledger alone.

A view is a question to the ledger, a set of filters, and the serializer that describes the
answer; the answer itself is the stored document with its revision beside it.
"""
