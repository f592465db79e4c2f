"""FileTree → zip: the same files give the same bytes, whatever the machine, the time, the umask or the number of jobs.

libdeflate from one pinned wheel packs the text (its output is the same everywhere and smaller than zlib's); what is
compressed already, and what deflating does not shrink, is stored. Files above 4 MB go through one buffer, so memory
does not grow with media. Knows nothing of manifests.
"""

from __future__ import annotations

import errno
import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import deflate

from scormkit.errors import ScormkitError
from scormkit.package.tree import FileTree
from scormkit.package.zip_records import (
    CRC_OFFSET_IN_LOCAL,
    DEFLATED,
    STORED,
    Entry,
    central_header,
    end_records,
    local_header,
)

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

Progress = Callable[[int, int], None]
"""Called with the bytes of content done and the bytes in all."""

COMPRESSED_ALREADY = re.compile(
    r".*\.(7z|bz2|gz|jar|rar|tgz|xz|zip|zst|br|docx|odp|ods|odt|pdf|pptx|xlsx|woff2?"
    r"|avif|gif|heic|jpe|jpeg|jpg|jxl|png|webp"
    r"|aac|flac|m4a|m4v|mkv|mov|mp3|mp4|mpe?g|og[agv]|opus|webm|wm[av])"
)
LEVEL = 6
STREAM_ABOVE = 4 << 20
BUFFER = 256 << 10
# Below this much text, starting threads costs more than they save; one file a task loses a tenth to the hand-over.
THREADS_ABOVE = 4 << 20
FILES_A_TASK = 16


@dataclass(frozen=True, slots=True)
class _Packed:
    """A file ready to be written; `data` is None where it is to be streamed from disk."""

    entry: Entry
    data: bytes | bytearray | None


def write_archive(
    tree: FileTree,
    path: Path,
    *,
    first: Sequence[str] = ("imsmanifest.xml",),
    jobs: int = 1,
    progress: Progress | None = None,
) -> int:
    """Writes the tree to `path`, the names of `first` leading, and returns the size of the zip in bytes.

    It is written aside, in the folder of `path`, and moved into place at the end: whatever goes wrong, the file that
    was there stays as it was. Raises ScormkitError where a file cannot be read or the zip not be written.
    """
    names = [name for name in first if name in tree]
    names += [name for name in tree if name not in first]
    aside = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            # 0o666 and the umask, as for any file that a program writes; inside, modes are always 0644.
            file = os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
            with open(file, "wb", buffering=1 << 20) as out:
                _write_entries(tree, names, out, jobs, progress)
                size = out.tell()
            os.replace(aside, path)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ScormkitError(_cannot_write(path, error)) from error
    return size


def _write_entries(tree: FileTree, names: Sequence[str], out: BinaryIO, jobs: int, progress: Progress | None) -> None:
    sizes = {}
    for name in names:
        with _reading(tree, name):
            sizes[name] = tree.size(name)
    total, done = sum(sizes.values()), 0

    def advance(step: int) -> None:
        nonlocal done
        done += step
        if progress:
            progress(done, total)

    directory: list[bytes] = []
    for packed in _packed(tree, sizes, jobs):
        entry = replace(packed.entry, offset=out.tell())
        out.write(local_header(entry))
        if packed.data is None:
            entry = replace(entry, crc=_stream(tree, entry, out, advance))
        else:
            out.write(packed.data)
            advance(entry.size)
        directory.append(central_header(entry))
    start = out.tell()
    out.writelines(directory)
    out.write(end_records(len(directory), out.tell() - start, start))


def _packed(tree: FileTree, sizes: dict[str, int], jobs: int) -> Iterator[_Packed]:
    """Every file of `sizes`, in its order, deflated here or by threads."""
    text = sum(size for name, size in sizes.items() if _is_text(name) and size <= STREAM_ABOVE)
    if jobs < 2 or text < THREADS_ABOVE:
        for name, size in sizes.items():
            yield _pack(tree, name, size)
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(jobs) as pool:
        yield from _packed_by_threads(tree, sizes, pool, ahead=2 * jobs)


def _packed_by_threads(
    tree: FileTree, sizes: dict[str, int], pool: ThreadPoolExecutor, ahead: int
) -> Iterator[_Packed]:
    """As `_packed`; never more than `ahead` tasks wait to be written, so memory stays bounded."""

    def task(files: Sequence[tuple[str, int]]) -> list[_Packed]:
        return [_pack(tree, name, size) for name, size in files]

    waiting: deque[Future[list[_Packed]]] = deque()
    for files in _tasks(sizes.items()):
        if len(waiting) == ahead:
            yield from waiting.popleft().result()
        waiting.append(pool.submit(task, files))
    while waiting:
        yield from waiting.popleft().result()


def _tasks(files: Iterable[tuple[str, int]]) -> Iterator[list[tuple[str, int]]]:
    """Files in runs of at most FILES_A_TASK, and of not much more than a buffer of streaming size together."""
    task: list[tuple[str, int]] = []
    for name, size in files:
        task.append((name, size))
        if len(task) == FILES_A_TASK or sum(size for _, size in task) >= STREAM_ABOVE:
            yield task
            task = []
    if task:
        yield task


def _pack(tree: FileTree, name: str, size: int) -> _Packed:
    """One file in memory, deflated if that helps; or a note to stream it."""
    if isinstance(tree[name], Path) and size > STREAM_ABOVE:
        return _Packed(Entry(name.encode("ascii"), STORED, 0, size, size), None)
    with _reading(tree, name):
        data: bytes | bytearray = tree.read(name)
    size, crc, method = len(data), deflate.crc32(data), STORED
    if size and _is_text(name):
        smaller = deflate.deflate_compress(data, LEVEL)
        if len(smaller) < size:
            data, method = smaller, DEFLATED
    return _Packed(Entry(name.encode("ascii"), method, crc, len(data), size), data)


def _stream(tree: FileTree, entry: Entry, out: BinaryIO, advance: Callable[[int], None]) -> int:
    """Copies a file on disk behind its header and writes the checksum into that; returns it.

    CRC-32 must read every byte anyway, so copying in the kernel would gain nothing.
    """
    name = entry.name.decode("ascii")
    source = tree[name]
    assert isinstance(source, Path)
    crc, copied, buffer = 0, 0, memoryview(bytearray(BUFFER))
    with _reading(tree, name):
        file = source.open("rb", buffering=0)
    with file:
        while True:
            with _reading(tree, name):
                count = file.readinto(buffer)
            copied += count
            if not count or copied > entry.size:
                break
            crc = deflate.crc32(buffer[:count], crc)
            out.write(buffer[:count])
            advance(count)
    if copied != entry.size:
        raise ScormkitError(f"{source} changed while it was packed; build again when nothing writes to it")
    end = out.tell()
    out.seek(entry.offset + CRC_OFFSET_IN_LOCAL)
    out.write(crc.to_bytes(4, "little"))
    out.seek(end)
    return crc


@contextmanager
def _reading(tree: FileTree, name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ScormkitError(f"cannot read {tree[name]!s}, wanted as {name}: {error.strerror or error}") from error


def _is_text(name: str) -> bool:
    return COMPRESSED_ALREADY.fullmatch(name) is None


def _cannot_write(path: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"no room left to write {path}; free some space or choose another folder with -o"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"may not write {path}; change its permissions or choose another folder with -o"
    return f"cannot write {path}: {error.strerror or error}"
