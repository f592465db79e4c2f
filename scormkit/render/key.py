"""Right answers and feedback travel scrambled, so that they are not to be read in a page's source.

Twin of templates/runtime/key.js. This hides, it does not protect: whoever can run the page can unscramble it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

_WORD = 0xFFFFFFFF


def scramble(lms_id: str, key: dict[str, Any]) -> str:
    """The JSON of `key` as base64, mixed with a stream of bytes that follows from the question's LMS id."""
    text = json.dumps(key, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(_mix(text.encode(), lms_id)).decode("ascii")


def unscramble(lms_id: str, text: str) -> dict[str, Any]:
    """The key that `scramble` was given."""
    key: dict[str, Any] = json.loads(_mix(base64.b64decode(text), lms_id))
    return key


def _mix(data: bytes, seed: str) -> bytes:
    return bytes(byte ^ mask for byte, mask in zip(data, _keystream(seed), strict=False))


def _keystream(seed: str) -> Iterator[int]:
    """Xorshift of 32 bits, started with the FNV-1a hash of the seed (ASCII, as every LMS id is)."""
    word = 0x811C9DC5
    for character in seed:
        word = ((word ^ ord(character)) * 0x01000193) & _WORD
    word = word or 1
    while True:
        word ^= (word << 13) & _WORD
        word ^= word >> 17
        word ^= (word << 5) & _WORD
        yield word & 255
