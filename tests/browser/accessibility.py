"""What axe complains of on an open page, in light and in dark colours."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

__all__ = ["complaints_in_both_schemes"]

ALL_RULES = {"resultTypes": ["violations"]}
# The scheme changes colours and nothing else. Of axe's rules on colours, those that are on
# by themselves: the enhanced contrast of WCAG's level AAA is not.
OF_COLOURS = ALL_RULES | {
    "runOnly": ["cat.color"],
    "rules": {"color-contrast-enhanced": {"enabled": False}},
}

# Whether a frame has been drawn in the new colours, and no transition to them goes on.
SETTLED = """
    () => new Promise(requestAnimationFrame).then(() => new Promise(requestAnimationFrame))
        .then(() => Promise.allSettled(document.getAnimations().map(each => each.finished)))
        .then(() => true)
"""


def complaints_in_both_schemes(page: Page) -> list[str]:
    """Ask all rules in light colours, and those on colours in dark ones, on the same page."""
    return _complaints(page, "light", ALL_RULES) + _complaints(page, "dark", OF_COLOURS)


def _complaints(page: Page, scheme: str, rules: dict) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    page.evaluate(SETTLED)
    violations = Axe().run(page, options=rules).response["violations"]
    return [
        f"{scheme}: {each['id']}: {each['help']}\n  "
        + "\n  ".join(f"{node['target']} {node['failureSummary']}" for node in each["nodes"][:5])
        for each in violations
    ]
