"""LOAD and RESOLVE: the files that designers write become Courses and findings. The way in is `load`."""

from scormkit.source.faults import SOURCE_RULES
from scormkit.source.loader import Loaded, load

__all__ = ["SOURCE_RULES", "Loaded", "load"]
