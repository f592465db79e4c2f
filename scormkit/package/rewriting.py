"""A new zip out of an opened package: files under other names, some replaced, the rest as they are packed.

What is packed already is copied as it is, so neither memory nor time grows with the size of media.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import deflate

from scormkit.errors import ScormkitError
from scormkit.package.archive import BUFFER, COMPRESSED_ALREADY, LEVEL, STREAM_ABOVE
from scormkit.package.opened import OpenedPackage
from scormkit.package.zip_directory import DamagedError
from scormkit.package.zip_records import DEFLATED, STORED, Entry, central_header, end_records, local_header


def rewrite(package: OpenedPackage, path: Path, kept: Mapping[str, str], added: Mapping[str, bytes]) -> None:
    """Writes `path`: first the files of `added`, by name, then those of `kept`: new name → name in the package.

    It is written aside and moved into place at the end. Raises ScormkitError where a file cannot be read or the zip
    not be written.
    """
    aside = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with aside.open("xb") as out:
                _write(package, out, kept, added)
            os.replace(aside, path)
        finally:
            aside.unlink(missing_ok=True)
    except DamagedError as error:
        raise ScormkitError(f"cannot copy {package.path}: {error}") from error
    except OSError as error:
        raise ScormkitError(f"cannot write {path}: {error.strerror or error}") from error


def _write(package: OpenedPackage, out: BinaryIO, kept: Mapping[str, str], added: Mapping[str, bytes]) -> None:
    directory: list[bytes] = []
    for name, data in added.items():
        entry, packed = _packed(name, data)
        directory.append(_put(out, entry, iter((packed,))))
    for name, old in kept.items():
        entry, blocks = _copied(package, name, old)
        directory.append(_put(out, entry, blocks))
    start = out.tell()
    out.writelines(directory)
    out.write(end_records(len(directory), out.tell() - start, start))


def _put(out: BinaryIO, entry: Entry, blocks: Iterator[bytes]) -> bytes:
    """Writes one entry; its record for the directory."""
    entry = replace(entry, offset=out.tell())
    out.write(local_header(entry))
    out.writelines(blocks)
    return central_header(entry)


def _packed(name: str, data: bytes) -> tuple[Entry, bytes]:
    smaller = b"" if COMPRESSED_ALREADY.fullmatch(name.lower()) else bytes(deflate.deflate_compress(data, LEVEL))
    method, packed = (DEFLATED, smaller) if smaller and len(smaller) < len(data) else (STORED, data)
    return Entry(name.encode("utf-8"), method, deflate.crc32(data), len(packed), len(data)), packed


def _copied(package: OpenedPackage, name: str, old: str) -> tuple[Entry, Iterator[bytes]]:
    """An entry of the old zip as it is packed; a file of a folder packed, or stored if it is large."""
    if package.kind == "zip":
        listed, blocks = package.packed(old)
        return Entry(name.encode("utf-8"), listed.method, listed.crc, listed.packed, listed.size), blocks
    size, file = package.sizes[old], package.path / old
    if size <= STREAM_ABOVE:
        entry, data = _packed(name, package.read(old))
        return entry, iter((data,))
    crc = 0
    for block in _blocks(file):
        crc = deflate.crc32(block, crc)
    return Entry(name.encode("utf-8"), STORED, crc, size, size), _blocks(file)


def _blocks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as source:
        while block := source.read(BUFFER):
            yield block
