"""Bytes that wait: in order, counted, and on disk when they are many."""

from sco_registry.buffering.spool import IN_MEMORY, Spool, spooled


def test_bytes_come_out_as_they_went_in_and_are_counted():
    before, spool = spooled.size, Spool()
    given = [bytes([number]) * (IN_MEMORY // 3) for number in range(9)]

    for block in given:
        spool.put(block)
    assert len(spool) == spooled.size - before == sum(map(len, given))

    taken = b""
    while spool:
        assert spool.peek(10) == spool.peek(10)
        taken += spool.take(100_000)

    assert taken == b"".join(given)
    assert spool.take(10) == b""
    assert spooled.size == before


def test_a_spool_that_is_closed_waits_for_nothing():
    before, spool = spooled.size, Spool()
    spool.put(b"x" * 100)
    spool.take(40)

    spool.close()

    assert (len(spool), spooled.size) == (0, before)
