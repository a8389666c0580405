"""The roles of the desk, and what each of them may do.

This is the one table from which the documentation and the tests are made. Migrations keep
frozen copies of it, since what they did once stays done: a change of the table needs a new
migration, and a test fails until there is one.
"""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["DESK", "RIGHTS", "Right", "Role", "permissions_of"]


class Role(StrEnum):
    """A group of accounts, under the name that it has in the database."""

    RESEARCHER = "Researcher"
    CONTRIBUTOR = "Contributor"
    REVIEWER = "Reviewer"
    DATA_MANAGER = "Data manager"
    ADMINISTRATOR = "Administrator"


DESK = (Role.CONTRIBUTOR, Role.REVIEWER, Role.DATA_MANAGER, Role.ADMINISTRATOR)
KEEPERS = (Role.DATA_MANAGER, Role.ADMINISTRATOR)
FACTS = ("status", "statement", "position", "event", "figure")
PARTS_OF_FACTS = ("citation", "eventparticipant")
ACTORS = ("actor", "stateactor", "organizationorbody", "personorauthority")
VOCABULARIES = ("statustype", "issue", "indicator")


@dataclass(frozen=True)
class Right:
    """Something that roles may do: in an editor's words, and as Django's permissions."""

    words: str
    permissions: frozenset[str]
    roles: tuple[Role, ...]


def _all(verbs: str, *models: str, app: str = "curation") -> frozenset[str]:
    return frozenset(f"{app}.{verb}_{model}" for verb in verbs.split() for model in models)


RIGHTS = (
    Right(
        "Read and export everything published: revisions, published citations and releases",
        _all("view", "revision", "publishedcitation", "release"),
        tuple(Role),
    ),
    Right(
        "Read and export the working copy: facts of all kinds with their evidence, actors, "
        "sources with the texts held, vocabularies, decisions, import batches",
        _all("view", "fact", "waitingfact", *FACTS, *PARTS_OF_FACTS)
        | _all("view", *ACTORS, "actorname", "source")
        | _all("view", *VOCABULARIES, "reviewdecision", "evidenceconfirmation")
        | _all("view", "importbatch", "importedrow"),
        DESK,
    ),
    Right(
        "Draft facts with their citations, edit them, submit them, withdraw their own "
        "submissions, delete their own drafts that never were public",
        _all("add change delete", *FACTS, *PARTS_OF_FACTS),
        DESK,
    ),
    Right("Add and describe sources", _all("add change", "source"), DESK),
    Right(
        "Approve, return and retract what others submitted",
        _all("review", "fact"),
        (Role.REVIEWER, Role.ADMINISTRATOR),
    ),
    Right(
        "Add and change actors, their names, and vocabularies",
        _all("add change", *ACTORS, *VOCABULARIES) | _all("add change delete", "actorname"),
        KEEPERS,
    ),
    Right(
        "Delete sources, actors and terms that never were public and that nothing refers to",
        _all("delete", *ACTORS, *VOCABULARIES, "source"),
        KEEPERS,
    ),
    Right(
        "Read what readers report as wrong, and close it",
        _all("view change", "suggestion"),
        DESK,
    ),
    Right("Import files of facts, actors and sources", _all("import", "records"), KEEPERS),
    Right(
        "Make releases of the public record, and withdraw faulty ones",
        _all("make", "release"),
        KEEPERS,
    ),
    Right(
        "Open and close accounts, give them roles, and change what roles may do",
        _all("view add change delete", "user", "group", app="auth"),
        (Role.ADMINISTRATOR,),
    ),
)


def permissions_of(role: Role) -> frozenset[str]:
    """Return the permissions, as ``app.codename``, that make ``role``."""
    return frozenset().union(*(right.permissions for right in RIGHTS if role in right.roles))
