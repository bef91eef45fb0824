"""What the tests of the commands share."""

import pytest

from replicity.cli.main import main


@pytest.fixture
def run(capsys):
    """Return a function that runs a command and returns status, standard output and standard error."""

    def call(*words):
        status = main([str(w) for w in words])
        caught = capsys.readouterr()
        return status, caught.out, caught.err

    return call
