"""A full or read-only disk: people are told, and nothing is half done."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from curation.actions.releasing import scratch
from curation.models import Release
from curation.storage import FolderStorage
from sco_registry.failures import advice_on
from sco_registry.settings import BASE_DIR

FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/srv/releases/2026.12/README.md")
READ_ONLY = OSError(errno.EROFS, os.strerror(errno.EROFS), "/srv/releases")


@pytest.mark.parametrize(
    ("error", "expected"), [(FULL, "Free some space"), (READ_ONLY, "Make it writable")]
)
def test_a_release_that_cannot_be_written_is_one_line_and_leaves_nothing(
    seeded, releases_folder, monkeypatch, tmp_path, error, expected
):
    monkeypatch.setattr(scratch.tempfile, "tempdir", str(tmp_path))
    kept = FolderStorage._save
    saved = []

    def save(self, name, content):
        saved.append(name)
        if len(saved) == 3:
            raise error
        return kept(self, name, content)

    monkeypatch.setattr(FolderStorage, "_save", save)

    with pytest.raises(CommandError) as refused:
        call_command("release", "2026.12", title="Twelve")

    assert "nothing was registered" in str(refused.value)
    assert expected in str(refused.value)
    assert "\n" not in str(refused.value)
    assert not Release.objects.exists()
    assert list(releases_folder.iterdir()) == []
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_build_left_goes_when_the_next_begins(monkeypatch, tmp_path):
    monkeypatch.setattr(scratch.tempfile, "tempdir", str(tmp_path))
    code = (
        "import os, sys, tempfile; tempfile.tempdir = sys.argv[1]\n"
        "from curation.actions.releasing.scratch import scratch_folder\n"
        "with scratch_folder() as folder:\n"
        "    (folder / 'file').write_text('x'); print(folder, flush=True)\n"
        "    sys.stdin.read()\n"
    )
    environment = os.environ | {"PYTHONPATH": str(BASE_DIR)}

    def build():
        process = subprocess.Popen(
            [sys.executable, "-c", f"import django; django.setup()\n{code}", str(tmp_path)],
            env=environment | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        return process, Path(process.stdout.readline().strip())

    killed, abandoned = build()
    living, in_use = build()
    try:
        assert (abandoned / "file").exists()
        killed.kill()
        killed.communicate()
        with scratch.scratch_folder() as ours:
            assert not abandoned.exists()
            assert (in_use / "file").exists(), "of a build that lives"
            assert list(ours.iterdir()) == []
    finally:
        living.communicate()
    assert list(tmp_path.iterdir()) == []


def test_any_other_failure_keeps_its_traceback():
    assert advice_on(ValueError("x")) is None
    assert advice_on(FileNotFoundError(errno.ENOENT, "No such file", "x")) is None
    assert advice_on(FULL) == (
        "/srv/releases/2026.12/README.md: No space left on device. The disk is full. Free some "
        "space, then try again."
    )
