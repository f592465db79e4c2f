"""Tells when files in some folders change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

# A save is often several changes at once; what comes within this belongs together.
TOGETHER_MILLISECONDS = 60
_IGNORED_ENDINGS = (".swp", ".swx", ".tmp", "~", ".part", ".lock.yaml")


def is_of_interest(path: str) -> bool:
    """Whether a changed file can be a source: editors and systems write others beside them."""
    name = Path(path).name
    return not name.startswith((".", "#")) and not name.endswith(_IGNORED_ENDINGS)


class Watcher:
    """Calls `changed` after each change, from a thread of its own, until it is stopped."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._folders: frozenset[Path] = frozenset()

    def watch(self, folders: Iterable[Path]) -> None:
        """Watches these folders and all below them from now on."""
        wanted = _outermost(folders)
        if wanted == self._folders:
            return
        self.stop()
        self._folders, self._stop = wanted, threading.Event()
        self._thread = threading.Thread(target=self._run, args=(wanted, self._stop), daemon=True, name="watcher")
        self._thread.start()

    def _run(self, folders: frozenset[Path], stop: threading.Event) -> None:
        from watchfiles import watch

        changes = watch(
            *sorted(folders),
            debounce=TOGETHER_MILLISECONDS,
            step=20,
            stop_event=stop,
            watch_filter=lambda change, path: is_of_interest(path),
            raise_interrupt=False,
        )
        for _ in changes:
            if stop.is_set():
                return
            self._changed()

    def stop(self) -> None:
        """Watches no more."""
        self._stop.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(2)


def _outermost(folders: Iterable[Path]) -> frozenset[Path]:
    """The folders without those that lie in another of them."""
    there = {folder.resolve() for folder in folders if folder.is_dir()}
    return frozenset(folder for folder in there if not any(other in folder.parents for other in there))
