"""What plays packages: the local LMS of `scormkit preview` and `scormkit test`."""
