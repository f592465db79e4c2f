"""The fixtures of the journeys: one browser, packages built when first asked for."""

from tests.journeys.fixtures import browser, packages

__all__ = ["browser", "packages"]
