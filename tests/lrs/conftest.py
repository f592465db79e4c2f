"""The fixtures of the journeys: one browser, packages built when first asked for; and those that send statements."""

from tests.journeys.fixtures import browser, packages
from tests.lrs.fixtures import content, context, lms, site

__all__ = ["browser", "content", "context", "lms", "packages", "site"]
