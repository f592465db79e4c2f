"""A local LMS that plays packages: for `preview` in a person's browser, for `test` in a headless one."""
