"""`python -m scormkit`."""

from scormkit.cli.main import main

if __name__ == "__main__":
    main()
