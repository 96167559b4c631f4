import os

import pytest
from hypothesis import settings

# The same examples each time, however slow the machine: a failure tells of a change. HYPOTHESIS=explore looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None, print_blob=False)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS", "same"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the approved outputs anew; read the diff")
