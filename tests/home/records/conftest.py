"""The runs of the tests of journals, for those of records too."""

from tests.core.run.conftest import begin, open_runs

__all__ = ["begin", "open_runs"]
