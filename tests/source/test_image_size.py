from __future__ import annotations

import struct
from pathlib import Path

import pytest

from scormkit.source.image_size import image_size

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 30, 20)
GIF = b"GIF89a" + struct.pack("<HH", 30, 20)
JPEG = (
    b"\xff\xd8\xff\xe0" + struct.pack(">H", 4) + b"ab" + b"\xff\xc0" + struct.pack(">HBHH", 11, 8, 20, 30) + b"\x00" * 6
)
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"\n viewBox="0 0 30.2 20"></svg>'


@pytest.mark.parametrize("content", [PNG, GIF, JPEG, SVG])
def test_sizes(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "picture"
    path.write_bytes(content)
    assert image_size(path) == (30, 20)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"<svg/>", b"text", b"GIF89a\x00"])
def test_files_that_do_not_tell(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "picture"
    path.write_bytes(content)
    assert image_size(path) is None


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert image_size(tmp_path / "nothing.png") is None
