"""`python -m briefing`."""

from briefing.cli import entry

if __name__ == "__main__":
    entry()
