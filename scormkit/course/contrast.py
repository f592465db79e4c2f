"""Contrast of colours, and which pairs of them the player puts on each other (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

TEXT, EDGE = 4.5, 3.0

_GROUNDS = ("ground", "paper", "sunken")
_SOFT = ("accent-soft", "right-soft", "wrong-soft", "caution-soft", "info-soft", "plum-soft")

PAIRS: tuple[tuple[str, str, float], ...] = (
    *((ink, ground, TEXT) for ink in ("ink", "ink-soft", "accent", "accent-strong") for ground in _GROUNDS),
    *((ink, ground, TEXT) for ink in ("right", "wrong", "caution", "info") for ground in ("ground", "paper")),
    *(("ink", soft, TEXT) for soft in _SOFT),
    *((soft.removesuffix("-soft"), soft, TEXT) for soft in _SOFT),
    ("accent-strong", "accent-soft", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-strong", TEXT),
    *((line, ground, EDGE) for line in ("edge", "focus") for ground in _GROUNDS),
)
"""What stands on what, and the least contrast that it needs."""


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
