"""`python -m replicity`: the command line."""

from replicity.cli.main import run

if __name__ == "__main__":
    run()
