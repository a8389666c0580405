"""The audit: consistency rules over the working copies and the ledger. Reads, never writes.

Each rule is declared in a module of its group (statuses, establishment, figures, …) and listed in
`rules`; `search` asks for all of them in one question to the database. `record` verifies the
ledger and compares it with everything else. Imports point down this list: record · search → rules
→ the groups → terms · fragments → rule.
"""

from .record import Verified, privileged_accounts, verify_record
from .rule import Finding, Rule, Severity
from .rules import RULES, at_least, rule_named
from .search import count_findings, find, findings_about, findings_for
from .terms import Terms

__all__ = [
    "RULES",
    "Finding",
    "Rule",
    "Severity",
    "Terms",
    "Verified",
    "at_least",
    "count_findings",
    "find",
    "findings_about",
    "findings_for",
    "privileged_accounts",
    "rule_named",
    "verify_record",
]
