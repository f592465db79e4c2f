"""Which encoding an XML document has, by its first bytes and by its declaration (XML 1.0, 4.3.3 and appendix F)."""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._\-]*)["']""")
_WIDE = {"utf-16", "utf-16-le", "utf-16-be"}
# Where every byte below 0x80 is its ASCII sign, markup cannot hide in another spelling, as it can in UTF-7 or EBCDIC.
_SAFE = re.compile(r"utf-8|ascii|iso8859-\d+|cp125\d|koi8-[ru]|shift_jis|euc_jp|euc_kr|gb2312|gbk|big5")


def encoding_fault(data: bytes) -> tuple[str, bool]:
    """What is wrong with the encoding of a document, empty if nothing; and whether it may be given to the parser."""
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")) or data[:4] in (b"<\0\0\0", b"\0\0\0<"):
        return "the document is in UTF-32", False
    if data.startswith(b"\x4c\x6f\xa7\x94"):
        return "the document is in EBCDIC", False
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:4] in (b"<\0?\0", b"\0<\0?")
    found = _DECLARED.match(data.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe"))
    if found is None:
        return "", True
    declared = found[1].decode("ascii")
    try:
        known = codecs.lookup(declared).name
    except LookupError:
        # The parser says so, with the place.
        return "", True
    if known not in _WIDE and not _SAFE.fullmatch(known):
        return f"the document declares the encoding {declared}", False
    if is_wide != (known in _WIDE):
        return f"the declaration says {declared}, and the document is {'' if is_wide else 'not '}in UTF-16", True
    if data.startswith(codecs.BOM_UTF8) and known != "utf-8":
        return f"the declaration says {declared}, and the byte order mark UTF-8", True
    return "", True
