from __future__ import annotations

import errno
import hashlib
import io
import os
import subprocess
import tempfile
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scormkit.errors import ScormkitError
from scormkit.package import archive
from scormkit.package.archive import write_archive
from scormkit.package.opened import open_package
from scormkit.package.tree import FileTree
from scormkit.package.zip_records import Entry, central_header, end_records, local_header

SEGMENT = st.from_regex(r"[a-z0-9_]([a-z0-9._-]{0,6}[a-z0-9_-])?", fullmatch=True)
PATHS = st.lists(SEGMENT, min_size=1, max_size=3).map("/".join)
CONTENTS = st.one_of(st.binary(max_size=300), st.text("ab <>", max_size=40).map(lambda text: (text * 30).encode()))


@st.composite
def trees(draw: st.DrawFn) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    tree = FileTree()
    for path, content in draw(st.lists(st.tuples(PATHS, CONTENTS), max_size=12)):
        try:
            tree.add(path, content)
        except ValueError:
            continue
        files[path] = content
    return files


def written(files: dict[str, bytes], folder: Path, **options: int) -> bytes:
    path = folder / "package.zip"
    write_archive(FileTree(files), path, **options)  # type: ignore[arg-type]
    return path.read_bytes()


@settings(deadline=None)
@given(files=trees(), seed=st.randoms(use_true_random=False))
def test_same_bytes_for_any_order_and_everything_reads_back(files: dict[str, bytes], seed: object) -> None:
    shuffled = list(files.items())
    seed.shuffle(shuffled)  # type: ignore[attr-defined]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = written(files, folder)
        assert data == written(dict(shuffled), folder)
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert package.testzip() is None
            assert {info.filename: package.read(info) for info in package.infolist()} == files
        with open_package(folder / "package.zip") as opened:
            assert list(opened.look_through()) == []
            assert {path: opened.read(path) for path in opened.sizes} == files


def text_files(count: int = 40) -> dict[str, bytes]:
    return {f"pages/{n:03}.html": b"".join(b"%d " % (n * k) for k in range(30_000)) for n in range(count)}


def test_same_bytes_for_any_number_of_jobs(tmp_path: Path) -> None:
    files = text_files()
    assert sum(map(len, files.values())) > archive.THREADS_ABOVE
    digests = {hashlib.sha256(written(files, tmp_path, jobs=jobs)).hexdigest() for jobs in (1, 2, 5)}
    assert len(digests) == 1


def test_umask_shows_outside_only(tmp_path: Path) -> None:
    modes = set()
    data = set()
    for umask in (0o077, 0o002):
        before = os.umask(umask)
        try:
            data.add(written({"a.html": b"x"}, tmp_path))
        finally:
            os.umask(before)
        modes.add((tmp_path / "package.zip").stat().st_mode & 0o777)
        (tmp_path / "package.zip").unlink()
    assert modes == {0o600, 0o664}
    assert len(data) == 1


def test_the_bytes_are_the_promise(tmp_path: Path) -> None:
    """Changes when the codec or the layout does: then every package that was ever built changes too."""
    files = {"imsmanifest.xml": b"<manifest/>" * 40, "index.html": b"<p>" * 500, "a.jpg": b"\xff\xd8" * 50, "e": b""}
    digest = hashlib.sha256(written(files, tmp_path)).hexdigest()
    assert digest == "fcf22803715c2b81f4da910eab0287d763378cb647e02cd6554351ac1bb4b650"


def test_manifest_first_then_by_name_and_every_field_fixed(tmp_path: Path) -> None:
    written({"b.html": b"b" * 100, "imsmanifest.xml": b"m", "a.jpg": b"a" * 100}, tmp_path)
    with zipfile.ZipFile(tmp_path / "package.zip") as package:
        infos = package.infolist()
    assert [info.filename for info in infos] == ["imsmanifest.xml", "a.jpg", "b.html"]
    assert [info.compress_type for info in infos] == [0, 0, 8]  # too small, compressed already, text
    for info in infos:
        assert info.date_time == (1980, 1, 1, 0, 0, 0)
        assert (info.create_system, info.external_attr >> 16) == (3, 0o100644)
        assert (info.flag_bits, info.extra, info.comment) == (0, b"", b"")


def test_another_reader_finds_nothing_wrong(tmp_path: Path) -> None:
    written({"imsmanifest.xml": b"<a/>" * 99, "media/a.mp4": os.urandom(5 << 20)}, tmp_path)
    with zipfile.ZipFile(tmp_path / "package.zip") as package:
        assert package.testzip() is None


def test_large_files_are_streamed_stored_and_checked(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(os.urandom(1 << 20) * 24)
    tree = FileTree({"film.mp4": film, "index.html": b"x"})
    seen: list[tuple[int, int]] = []
    tracemalloc.start()
    write_archive(tree, tmp_path / "package.zip", progress=lambda done, total: seen.append((done, total)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 << 20, "memory must not grow with media"
    whole = sum(map(tree.size, tree))
    assert seen[-1] == (whole, whole)
    assert seen == sorted(seen)
    with zipfile.ZipFile(tmp_path / "package.zip") as package:
        assert package.testzip() is None
        assert package.read("film.mp4") == film.read_bytes()


def test_zip64_where_a_number_is_too_large() -> None:
    big = Entry(b"film.mp4", 0, 7, 5 << 30, 5 << 30, offset=6 << 30)
    local, central = local_header(big), central_header(big)
    assert local[18:26] == b"\xff" * 8
    assert (5 << 30).to_bytes(8, "little") in local
    assert (6 << 30).to_bytes(8, "little") in central
    assert len(end_records(3, 100, 200)) == 22
    assert len(end_records(70_000, 100, 200)) == 22 + 20 + 56
    assert len(end_records(3, 100, 5 << 30)) == 22 + 20 + 56


def test_more_than_65535_files_read_back(tmp_path: Path) -> None:
    tree = FileTree({f"f/{n}": b"" for n in range(66_000)})
    write_archive(tree, tmp_path / "package.zip")
    with zipfile.ZipFile(tmp_path / "package.zip") as package:
        assert len(package.infolist()) == 66_000
    with open_package(tmp_path / "package.zip") as opened:
        assert len(opened.sizes) == 66_000


def interrupt(done: int, total: int) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("stop", [interrupt, lambda done, total: os.close(-1)])
def test_a_failed_build_leaves_the_old_package(tmp_path: Path, stop: Callable[[int, int], None]) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(b"old")
    with pytest.raises((KeyboardInterrupt, ScormkitError)):
        write_archive(FileTree({"a": b"x"}), path, progress=stop)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["package.zip"]


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    gone = tmp_path / "gone.png"
    with pytest.raises(ScormkitError, match=r"cannot read .*gone\.png"):
        write_archive(FileTree({"a.png": gone}), tmp_path / "package.zip")
    assert os.listdir(tmp_path) == []


def test_a_file_that_grows_is_refused(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(bytes(5 << 20))

    def grow(done: int, total: int) -> None:
        with film.open("ab") as file:
            file.write(b"more")

    with pytest.raises(ScormkitError, match="changed while it was packed"):
        write_archive(FileTree({"film.mp4": film}), tmp_path / "package.zip", progress=grow)


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "no room left"), (errno.EACCES, "may not write"), (errno.EIO, "cannot write")]
)
def test_what_stops_writing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(ScormkitError, match=words):
        write_archive(FileTree({"a": b"x"}), tmp_path / "package.zip")
    assert os.listdir(tmp_path) == []


def test_a_folder_in_the_place_of_the_package(tmp_path: Path) -> None:
    (tmp_path / "package.zip").mkdir()
    with pytest.raises(ScormkitError, match="cannot write"):
        write_archive(FileTree({"a": b"x"}), tmp_path / "package.zip")


def test_neither_zipfile_nor_threads_are_imported_on_the_way(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from scormkit.package.tree import FileTree; from scormkit.package.archive import write_archive\n"
        f"write_archive(FileTree({{'a.html': b'x' * 99}}), Path({str(tmp_path / 'a.zip')!r}), jobs=8)\n"
        "print(*sys.modules)"
    )
    import sys

    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert not {"zipfile", "concurrent.futures", "lxml", "zlib"} & set(loaded)
