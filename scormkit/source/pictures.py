"""Photographs and screenshots, scaled to what a page can show, upright and without what a camera wrote into them.

The bytes are the same on every machine: one pinned Pillow, JPEG and WebP by whole numbers, PNG packed by libdeflate,
and a filter for scaling that is a polynomial, for sines are rounded in more than one way. What packs AVIF decides by
fractions, so that stays as it is.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scormkit.source import jpeg_segments, webp_chunks
from scormkit.source.memory import Memory

if TYPE_CHECKING:
    from PIL.Image import Image

RASTER = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"})
WIDEST = 1600
"""Pixels that a page can show on a sharp screen; its column is about 700 CSS pixels wide."""
SMALL = 800
"""Pixels for telephones and ordinary screens."""
MOST_PIXELS = 64_000_000
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
_SCALED = ("JPEG", "PNG", "WEBP")
_WITHOUT_NOTES = {"JPEG": jpeg_segments.without_notes, "WEBP": webp_chunks.without_notes}
_LARGEST_FILE = 100_000_000
_QUALITY = 80
# Of packing without loss: more takes three times as long and saves next to nothing.
_EFFORT = 30
# A copy that saves less is not worth a file.
_WORTH = 0.7
_ORIENTATION = 0x0112
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a picture, to be carried instead of it or beside it."""

    width: int
    height: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as learners see it: its size, upright. `main` is None where the file may stay as it is."""

    width: int
    height: int
    main: Copy | None = None
    small: Copy | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of what learners see first."""
        return (self.main.width, self.main.height) if self.main else (self.width, self.height)


@dataclass(frozen=True, slots=True)
class Unusable:
    """Why nothing can be made of a picture; `pixels` of one that would take too much memory, else 0."""

    reason: str
    pixels: int = 0


PictureMemory = Memory[Picture | Unusable]


def read_picture(path: Path, *, scale: bool) -> Picture | Unusable:
    """The picture in a file, with copies if it is to be scaled and that is worth it."""
    from PIL import Image, UnidentifiedImageError  # heavy, and many courses hold drawings alone

    try:
        if path.stat().st_size > _LARGEST_FILE:
            return Unusable(f"it has more than {_LARGEST_FILE // 1_000_000} MB")
        raw = path.read_bytes()
        # Pillow warns of odd notes in a picture, which nobody sees.
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(raw), formats=_FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                return Unusable("too many pixels", image.width * image.height)
            return _read(image, raw, scale)
    except UnidentifiedImageError:
        return Unusable("it does not begin as one")
    except Image.DecompressionBombError as error:
        # Pillow itself begins with nothing so large, and says how many there are.
        return Unusable("too many pixels", int(re.findall(r"\d+", str(error))[0]))
    except Exception as error:
        # What decoders raise on broken files is of every kind.
        return Unusable(str(error) if isinstance(error, OSError) and not error.filename else type(error).__name__)


def _read(image: Image, raw: bytes, scale: bool) -> Picture:
    turn = _turn_of(image)
    sideways = turn >= 5
    width, height = (image.height, image.width) if sideways else image.size
    # Telephones put a second picture behind the first, for screens with depth.
    kind = "JPEG" if image.format == "MPO" else str(image.format)
    may_change = scale and kind in _SCALED and image.mode in ("RGB", "L") and not _is_special(image)
    wanted = min(width, WIDEST)
    profile = image.info.get("icc_profile")
    if may_change and kind == "JPEG" and wanted < width:
        # The decoder leaves out what will not be seen, and is three times as quick.
        image.draft(image.mode, _box(width, height, wanted, sideways))
    image.load()
    if not may_change:
        return Picture(width, height)
    if kind == "WEBP" and webp_chunks.is_lossless(raw):
        kind = "lossless WEBP"
    upright = _upright(image, _box(width, height, wanted, sideways), turn)
    main: Copy | None = None
    if wanted < width or turn > 1:
        main = Copy(*upright.size, _written(upright, kind, profile))
        if turn <= 1 and len(main.content) >= len(raw):
            main = None
    clean = _WITHOUT_NOTES.get(kind.removeprefix("lossless "))
    if main is None and clean and (plain := clean(raw)) != raw:
        main = Copy(width, height, plain)
    small: Copy | None = None
    if wanted >= SMALL * 1.5:
        less = _upright(upright, _box(width, height, SMALL, False), 1)
        small = Copy(*less.size, _written(less, kind, profile))
        if len(small.content) > _WORTH * len(main.content if main else raw):
            small = None
    return Picture(width, height, main, small)


def _turn_of(image: Image) -> int:
    """How a camera was held: 1 upright, 5 and more sideways."""
    turn = image.getexif().get(_ORIENTATION, 1)
    return turn if isinstance(turn, int) and 1 <= turn <= 8 else 1


def _is_special(image: Image) -> bool:
    """Whether it moves, or is transparent somewhere."""
    moves = image.format != "MPO" and bool(getattr(image, "is_animated", False))
    return moves or "transparency" in image.info


def _box(width: int, height: int, wanted: int, sideways: bool) -> tuple[int, int]:
    """The size of a picture of a width, as its file counts it."""
    box = (wanted, max(1, round(height * wanted / width)))
    return (box[1], box[0]) if sideways else box


def _upright(image: Image, box: tuple[int, int], turn: int) -> Image:
    from PIL.Image import Resampling, Transpose

    scaled = image if image.size == box else image.resize(box, Resampling.BICUBIC, reducing_gap=3.0)
    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return scaled.transpose(turns[turn]) if turn in turns else scaled


def _written(image: Image, kind: str, profile: bytes | None) -> bytes:
    out = io.BytesIO()
    if kind == "JPEG":
        image.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True, icc_profile=profile)
        return out.getvalue()
    if kind.endswith("WEBP"):
        lossless = kind != "WEBP"
        quality = _EFFORT if lossless else _QUALITY
        image.save(out, "WEBP", quality=quality, lossless=lossless, icc_profile=profile or b"")
        return out.getvalue()
    image.save(out, "PNG", compress_level=1, icc_profile=profile)
    return _packed_again(out.getvalue())


def _packed_again(png: bytes) -> bytes:
    """The PNG with its pixels packed by libdeflate: zlib packs them in another way on every other machine."""
    head, pixels, at = [_PNG_SIGNATURE], b"", len(_PNG_SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        name, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        if name == b"IDAT":
            pixels += content
        elif name == b"IEND":
            head.append(_chunk(b"IDAT", _packed(zlib.decompress(pixels))))
            head.append(_chunk(name, b""))
        elif name == b"iCCP":
            title, _, packed = content.partition(b"\0")
            head.append(_chunk(name, title + b"\0\0" + _packed(zlib.decompress(packed[1:]))))
        else:
            head.append(_chunk(name, content))
        at += length + 12
    return b"".join(head)


def _packed(content: bytes) -> bytes:
    import deflate

    return bytes(deflate.zlib_compress(content, 9))


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
