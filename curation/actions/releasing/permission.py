"""Who may make and withdraw releases."""

__all__ = ["RELEASING"]

RELEASING = "curation.make_release"
