"""Fixtures of the learner journeys."""

from .fixtures import browser, journey, packages

__all__ = ["browser", "journey", "packages"]
