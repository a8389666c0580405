"""Every console example of the documentation does what the documentation says."""

import os
import shutil
import stat
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.docs.examples import Example, blocks_of, ran, rewritten, scripts_of, settled
from tests.site import Site, served

DOCS = Path(settings.BASE_DIR) / "docs"
DOCUMENTS = sorted(each.name for each in DOCS.glob("*.md") if blocks_of(each.read_text()))
TOOLS = ("bash", "curl", "jq", "sha256sum", "unzip")
RENEW = (
    "The documentation shows something else. If the registry is right, let it write the examples "
    "anew, and look at the difference:\n    make docs-examples"
)


@pytest.fixture(scope="module")
def site() -> Site:
    """A registry as `make run` starts it, that may be written to."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    assert not missing, f"The examples of the documentation need: {', '.join(missing)}."
    with served("test_sco_registry_documented", API_THROTTLE="", API_BULK_THROTTLE="") as site:
        yield site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the source beside it, and `manage.py` as a command."""
    (tmp_path / "curation").symlink_to(Path(settings.BASE_DIR) / "curation")
    command = tmp_path / "bin" / "manage.py"
    command.parent.mkdir()
    manage = Path(settings.BASE_DIR) / "manage.py"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{manage}" "$@"\n')
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    return tmp_path


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_examples_of_a_document_print_what_it_says(site, folder, name):
    text = (DOCS / name).read_text(encoding="utf-8")
    environment = {
        "DATABASE_URL": site.database,
        "DJANGO_SETTINGS_MODULE": "sco_registry.settings",
        "RELEASES_ROOT": str(site.log.parent / "releases"),
    }
    for script, body in scripts_of(text).items():
        (folder / script).write_text(body.replace("http://127.0.0.1:8000", site.url))

    printed = [ran(block, folder, site.url, environment) for block in blocks_of(text)]

    if os.environ.get("DOCS_EXAMPLES") == "write":
        (DOCS / name).write_text(rewritten(text, printed), encoding="utf-8")
        text = (DOCS / name).read_text(encoding="utf-8")
    for block, outputs in zip(blocks_of(text), printed, strict=True):
        for example, output in zip(block.examples, outputs, strict=True):
            if example.printed:  # Where a document shows no output, it promises none.
                shown = f"docs/{name}, line {block.line}: {example.command}"
                assert settled(output) == settled(example.printed), f"{shown}\n{RENEW}"


def test_the_api_has_examples_of_everything_that_it_explains():
    assert {"api.md", "formats.md", "releases.md"} <= set(DOCUMENTS)
    assert len(blocks_of((DOCS / "api.md").read_text())) >= 18


def test_a_document_that_says_something_else_would_be_found():
    """An example is compared but for moments and digests, and written anew if it is wrong."""
    text = "Before\n\n```console\n$ echo one; echo two\none\nthree\n```\nAfter\n"
    (block,) = blocks_of(text)

    assert block.examples == [Example("echo one; echo two", ["one", "three"])]
    assert settled(["one", "two"]) != settled(block.examples[0].printed)
    assert rewritten(text, [[["one", "two"]]]) == text.replace("three", "two")
    assert settled(["at 2026-11-24T19:36:00.253406Z"]) == settled(["at 2027-01-01T00:00:00Z"])


def test_a_command_that_fails_is_found(tmp_path):
    (block,) = blocks_of("```console\n$ false | false\n```\n")

    with pytest.raises(AssertionError, match="exits with 1"):
        ran(block, tmp_path, "http://127.0.0.1:1", {})
