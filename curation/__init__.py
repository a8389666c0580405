"""The one application of the registry.

Its subpackages are layers; imports point down only (``lint-imports`` holds them to it):

    admin · api · web · management      surfaces, which never import each other
    actions                             the only writers of state
    exports                             columns of every public table
    documents                           what a published record looks like
    ledger                              digests, and the verification of the chain
    models                              tables, querysets, row rules
    vocabulary · dates · constraints · errors · countries    leaves
"""
