"""Opens a place in a source file in the editor that the person uses."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import threading
from pathlib import Path

# Editors that can be told a line, nearest to what people who write Markdown have; each opens a window of its own.
_KNOWN = {
    "code": ("code", "--goto", "{file}:{line}:{column}"),
    "codium": ("codium", "--goto", "{file}:{line}:{column}"),
    "cursor": ("cursor", "--goto", "{file}:{line}:{column}"),
    "zed": ("zed", "{file}:{line}:{column}"),
    "subl": ("subl", "{file}:{line}:{column}"),
    "gedit": ("gedit", "+{line}:{column}", "{file}"),
    "kate": ("kate", "--line", "{line}", "--column", "{column}", "{file}"),
    "notepad++": ("notepad++", "-n{line}", "-c{column}", "{file}"),
}


def editor_command(file: Path, line: int, column: int, wanted: str = "") -> list[str] | None:
    """The command that opens a place; None where no editor is known.

    `wanted` is a command with `{file}`, `{line}` and `{column}` in it, or a plain one that takes a file; without it
    SCORMKIT_EDITOR counts, then the first editor that is installed, then whatever the system opens such files with.
    """
    own = wanted or os.environ.get("SCORMKIT_EDITOR", "")
    values = {"file": str(file), "line": str(line), "column": str(column)}
    if own:
        parts = _KNOWN.get(own) or tuple(shlex.split(own))
        if not any("{file}" in part for part in parts):
            parts = (*parts, "{file}")
    else:
        parts = next((command for name, command in _KNOWN.items() if shutil.which(name)), ()) or _by_the_system()
    return [_filled(part, values) for part in parts] or None


def _filled(part: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        part = part.replace(f"{{{name}}}", value)
    return part


def _by_the_system() -> tuple[str, ...]:
    if sys.platform == "darwin":
        return ("open", "-t", "{file}")
    opener = "explorer" if sys.platform == "win32" else "xdg-open"
    return (opener, "{file}") if shutil.which(opener) else ()


def open_in_editor(file: Path, line: int, column: int, wanted: str = "") -> str:
    """Opens a place, and says so or why not."""
    command = editor_command(file, line, column, wanted)
    if command is None:
        return "No editor was found. Name one with --editor or SCORMKIT_EDITOR, such as “code --goto {file}:{line}”."
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        return f"“{command[0]}” cannot be started: {error.strerror or error}"
    # Nobody waits for an editor, but somebody has to hear that it was closed.
    threading.Thread(target=process.wait, daemon=True, name="editor").start()
    return f"Opened in {Path(command[0]).name}: {file.name}, line {line}."
