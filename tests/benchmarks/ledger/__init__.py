"""A synthetic ledger of any size, built in minutes, for measurements.

    BENCH_CLUSTER=/var/tmp/ledgers python -m tests.benchmarks.ledger 100000

Not a copy of the record: actors, sources and passages are invented, spread as real ones are (a few
actors are in most facts, most in few). Every document has the shape that the serializers give to
a published fact. Digests are chained, but over the text of the documents and not over their
canonical form, which would take longer than all the rest: such a ledger does not verify.
"""
