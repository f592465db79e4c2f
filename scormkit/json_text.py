"""JSON that others wrote, read so that each text in it can be written again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

# What a backslash may begin. A half of a surrogate pair without the other (`half`) is allowed in JSON (RFC 8259, 8.2)
# and in no other file.
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(?P<half>u[dD][89a-fA-F][\da-fA-F]{2})|.)", re.DOTALL
)


def read_json(text: str, refuse: Callable[[str], Any] | None = None) -> Any:
    """The value; half a surrogate pair becomes U+FFFD, and what is told of places is true of `text`.

    `refuse` is called with `NaN`, `Infinity` or `-Infinity`, which Python's reader takes and JSON does not have.
    Raises json.JSONDecodeError for what is no JSON, ValueError for numbers of more than 4,300 digits, RecursionError
    for what is nested too deep.
    """
    whole = _ESCAPE.sub(lambda found: "\\ufffd" if found["half"] else found[0], text)
    return json.loads(whole, parse_constant=refuse)
