"""The console examples of the documentation: found, run as a reader would, and written anew.

A block ```console has commands after `$ `, each followed by what it prints. The commands of a block
share a shell; those of a document share a folder, in which a ```python block stands as the file
that its first line names. What nobody can run on one machine is ```sh, and not run.
"""

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Block", "blocks_of", "ran", "rewritten", "scripts_of", "settled"]

BLOCK = re.compile(r"^```(?P<kind>console|python)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
END = "--- end of command"
ADDRESS = "http://127.0.0.1:8000"
# What differs from one publication of the record to the next.
WILD = (
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d(:|%3A)\d\d(:|%3A)\d\d(\.\d+)?(Z|\+00:00)"), "<moment>"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "<digest>"),
    (re.compile(r"\b[\d,]+ bytes"), "<size> bytes"),
)  # fmt: skip


@dataclass
class Example:
    """A command, and the lines that the document says it prints; none: it says nothing of them."""

    command: str
    printed: list[str] = field(default_factory=list)


@dataclass
class Block:
    """A block of a document: its first line's number, and its examples."""

    line: int
    examples: list[Example]


def blocks_of(text: str) -> list[Block]:
    """Return the console blocks of a document."""
    return [
        Block(text.count("\n", 0, found.start()) + 1, _examples(found["body"]))
        for found in BLOCK.finditer(text)
        if found["kind"] == "console"
    ]


def _examples(body: str) -> list[Example]:
    examples: list[Example] = []
    goes_on = False
    for line in body.splitlines():
        if goes_on:
            examples[-1].command += f"\n{line}"
        elif line.startswith("$ "):
            examples.append(Example(line.removeprefix("$ ")))
        else:
            examples[-1].printed.append(line)
        goes_on = line.endswith("\\") and (goes_on or line.startswith("$ "))
    return examples


def scripts_of(text: str) -> dict[str, str]:
    """Return the python blocks that say in their first line what file they are."""
    found = (each["body"] for each in BLOCK.finditer(text) if each["kind"] == "python")
    named = ((re.match(r"# (\w+\.py)\n", body), body) for body in found)
    return {name[1]: body for name, body in named if name}


def ran(block: Block, folder: Path, url: str, environment: Mapping[str, str]) -> list[list[str]]:
    """Run a block in a folder against a registry at ``url``; return what each command printed.

    Raises:
        AssertionError: a command failed.
    """
    commands = "".join(
        f'{each.command}\nprintf "%s %s\\n" "{END}" "$?"\n' for each in block.examples
    )
    done = subprocess.run(
        ["bash", "-c", commands.replace(ADDRESS, url)],
        capture_output=True,
        text=True,
        cwd=folder,
        env={
            **os.environ,
            "PATH": f"{folder / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}",
            "API": f"{url}/api/v1",
            "LC_ALL": "C.UTF-8",
            **environment,
        },
    )
    printed: list[list[str]] = [[]]
    for line in done.stdout.replace(url, ADDRESS).splitlines():
        if line.startswith(END):
            status = line.removeprefix(END).strip()
            command = block.examples[len(printed) - 1].command
            assert status == "0", f"{command}\nexits with {status}: {done.stderr}\n{done.stdout}"
            printed.append([])
        else:
            printed[-1].append(line)
    return printed[:-1]


def settled(lines: list[str]) -> list[str]:
    """Return lines without what no two publications of the record have in common."""
    text = "\n".join(lines)
    for pattern, name in WILD:
        text = pattern.sub(name, text)
    return text.split("\n")


def rewritten(text: str, printed: Sequence[list[list[str]]]) -> str:
    """Return a document with what the commands of its blocks printed."""
    outputs = iter(printed)

    def body(found: re.Match[str]) -> str:
        if found["kind"] != "console":
            return found[0]
        lines = []
        for example, output in zip(_examples(found["body"]), next(outputs), strict=True):
            same = settled(output) == settled(example.printed)
            kept = example.printed if same or not example.printed else output
            lines += [f"$ {example.command}", *kept]
        return "\n".join(["```console", *lines, "```"])

    return BLOCK.sub(body, text)
