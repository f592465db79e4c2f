"""Cells of tables for spreadsheets, which take a text that begins with a certain sign for a formula."""

from __future__ import annotations

import re

# Spreadsheets show what stands behind an apostrophe as it is.
_FORMULA = re.compile(r"'*[=+\-@]")


def defused(text: str) -> str:
    """The text as a cell that no spreadsheet calculates: an apostrophe is put in front where it has to be."""
    return f"'{text}" if _FORMULA.match(text) else text


def as_meant(cell: str) -> str:
    """The text that `defused` made a cell of."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
