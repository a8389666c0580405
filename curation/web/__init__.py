"""Pages: the public record, looked at rather than called.

A page is a view of two or three lines (`page.PageView`: which question it understands, which
template shows it), a page object that reads the ledger (`page.Page`) and a template. The view
does what all pages have in common: it reads the question and refuses what it does not understand,
settles the place in the ledger, and answers whoever has the page already without rendering it.

To add one: a module here, a line in `urls`, a template that extends `web/base.html`, if readers
should find it from every page a line in `navigation`, if search engines should a class in
`sitemaps`, and a line in `tests/curation/web/pages.py`, from which it inherits the checks.

Imports from `exports`, `membership`, `models` and below; never from the API, to which pages only
link.
"""
