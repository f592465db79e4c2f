"""The fixtures of the journeys."""

from ..journeys.fixtures import browser, journey, packages

__all__ = ["browser", "journey", "packages"]
