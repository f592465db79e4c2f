"""The command line: parse, call the library, hand to report, exit. Knows no stage."""
