"""Answers as an earlier version gave them: the permalinks that it gave out keep their bytes.

Documents are never altered, so that most of an answer about the past is as it was by itself. What
this version adds around them (totals, addresses, blank texts as null) and how it names columns is
left out of answers about a place at which documents had the shape of an earlier version.
"""

from ..models import AsOf
from .column import Table
from .layouts import FIRST, former_tables
from .tables import RECORDS, STATUSES

__all__ = ["is_former", "table_at"]

# Only released tables say in which release they are.
OF_A_RELEASE = "release"
# Since this version of documents, answers are as they are now.
PRESENT = 3


def is_former(place: AsOf) -> bool:
    """Tell whether an earlier version answered questions about this place in the ledger."""
    return 0 < place.shape < PRESENT


def table_at(place: AsOf, table: Table | None) -> Table | None:
    """Return the table with the columns that it had at a place, by the names that they had."""
    if table is None or not is_former(place):
        return table
    former = former_tables(FIRST)
    if table is RECORDS:  # What all facts share is no table of a release.
        shared = {column.path or column.name for column in table.columns}
        of_statuses = former[STATUSES.name].columns
        columns = [each for each in of_statuses if (each.path or each.name) in shared]
    else:
        columns = former[table.name.replace("-", "_")].columns
    own = tuple(each for each in columns if each.name != OF_A_RELEASE)
    return Table(table.name, table.meaning, own, table.key, table.part)
