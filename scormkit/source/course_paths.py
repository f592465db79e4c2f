"""Which course files and sessions a path means."""

from __future__ import annotations

from pathlib import Path

from scormkit.errors import MisuseError
from scormkit.source.session_reader import SESSION_FILE

COURSE_FILE = "course.yaml"
_EXPECTED = (
    "expected is a folder with a course.yaml, a NAME.course.yaml or a session.yaml in it, one of these files, "
    "or a Markdown file with front matter"
)


def inputs_of(path: Path) -> list[Path]:
    """The course files and sessions that a path means. Raises MisuseError where there is none."""
    if not path.exists():
        raise MisuseError(f"{path} does not exist")
    if path.is_dir():
        names = sorted(each.name for each in path.iterdir() if is_course_file(each))
        found = [path / name for name in names]
        if (path / SESSION_FILE).is_file():
            found.append(path)
    elif path.name == SESSION_FILE:
        found = [path.parent]
    else:
        found = [path] if path.suffix == ".md" or is_course_file(path) else []
    if not found:
        raise MisuseError(f"{path} holds nothing to build; {_EXPECTED}")
    return found


def is_course_file(path: Path) -> bool:
    """`course.yaml` or `NAME.course.yaml`."""
    return path.name == COURSE_FILE or path.name.endswith(f".{COURSE_FILE}")


def courses_below(path: Path) -> list[Path]:
    """The folders nearest below a folder that hold courses; the path itself where it is no such folder of folders."""
    if not path.is_dir() or _holds_something(path):
        return [path]
    found = []
    for folder in sorted(path.iterdir()):
        # A link may lead back to where it stands.
        if folder.is_dir() and not folder.is_symlink() and not folder.name.startswith((".", "_")):
            found += [each for each in courses_below(folder) if _holds_something(each)]
    return found or [path]


def _holds_something(folder: Path) -> bool:
    return (folder / SESSION_FILE).is_file() or any(is_course_file(each) for each in folder.iterdir())
