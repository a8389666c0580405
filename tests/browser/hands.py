"""What hands do in several tests: log in, choose from a list, select words, read the API."""

import json
import re

from playwright.sync_api import Page

__all__ = ["api", "choose", "log_in", "select_by_mouse"]

OPTION = ".select2-results__option[aria-selected]"

# Where on the screen some words of the text stand: the middle of their first and last letter.
WHERE = """words => {
    const text = document.getElementById('held-text');
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    const place = offset => {
        for (const node of nodes) {
            if (offset < node.data.length) return [node, offset];
            offset -= node.data.length;
        }
    };
    const box = offset => {
        const [node, at] = place(offset);
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getBoundingClientRect();
    };
    const start = text.textContent.indexOf(words);
    const [first, last] = [box(start), box(start + words.length - 1)];
    return [first.left + 0.5, first.top + first.height / 2,
            last.right - 0.5, last.top + last.height / 2];
}"""


def api(page: Page, path: str) -> dict:
    """Read the public API as anyone would."""
    response = page.request.get(path)
    assert response.status == 200, response.text()
    return json.loads(response.body())


def log_in(page: Page, username: str, password: str) -> Page:
    """Log in to the desk, as somebody else than before if need be."""
    page.context.clear_cookies()
    page.goto("/admin/login/?next=/admin/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", password)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
    return page


def choose(page: Page, field: str, words: str) -> None:
    """Pick from an autocomplete field what begins with these ``words``, each of them whole."""
    page.locator(f"#id_{field}").locator("xpath=following-sibling::span").first.click()
    page.locator(".select2-search__field").last.fill(words)
    page.locator(OPTION).filter(has_text=re.compile(rf"^\W*{re.escape(words)}\b")).first.click()


def select_by_mouse(page: Page, words: str) -> None:
    """Select ``words`` in the text held, from their first letter to their last."""
    page.locator("#held-text").scroll_into_view_if_needed()
    left, top, right, bottom = page.evaluate(WHERE, words)
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move((left + right) / 2, (top + bottom) / 2, steps=4)
    page.mouse.move(right, bottom, steps=4)
    page.mouse.up()
