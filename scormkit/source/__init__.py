"""LOAD and RESOLVE: the files that designers write become Courses and findings. The way in is `load`."""

from scormkit.source.course_paths import courses_below
from scormkit.source.faults import SOURCE_RULES
from scormkit.source.faults.frameworks import FRAMEWORK_RULES
from scormkit.source.loader import Loaded, SourceMemory, load, load_together

__all__ = ["FRAMEWORK_RULES", "SOURCE_RULES", "Loaded", "SourceMemory", "courses_below", "load", "load_together"]
