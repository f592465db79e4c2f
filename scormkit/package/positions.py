"""Where each element of a document begins: line and column of its `<`, which libxml2 does not keep."""

from __future__ import annotations

from xml.parsers import expat


def element_positions(data: bytes) -> list[tuple[int, int]] | None:
    """Line and column (from 1) of every start tag in the order of the document.

    None where expat cannot follow: it knows fewer encodings. Documents that declare entities must not come here.
    """
    found: list[tuple[int, int]] = []
    # expat counts a byte order mark as a character of the first line.
    shift = 0 if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) else 1
    parser = expat.ParserCreate()

    def start(name: str, attributes: object) -> None:
        del name, attributes
        line = parser.CurrentLineNumber
        found.append((line, parser.CurrentColumnNumber + (shift if line == 1 else 1)))

    parser.StartElementHandler = start
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):
        return None
    return found


def decoded_lines(data: bytes) -> list[str]:
    """The lines of a document as an editor shows them; what cannot be decoded is replaced."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        text = data.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
