"""What stops a run. Faults in the content of a course or package are findings, never one of these."""


class ScormkitError(Exception):
    """The surroundings failed: exit code 3. The message says what to do."""


class MisuseError(ScormkitError):
    """The command was given something that cannot be meant: exit code 2."""
