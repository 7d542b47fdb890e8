"""The `hamtimer` command, and `python -m hamtimer`."""

from hamtimer.core.garbage_collection import without_collector

with without_collector():
    from hamtimer.cli.main import main

if __name__ == "__main__":
    main()
