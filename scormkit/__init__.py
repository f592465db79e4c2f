"""scormkit: Markdown courses, mapped to a competency framework, as SCORM packages."""

__version__ = "0.1.0"
