"""`python -m hamtimer` does what the `hamtimer` command does."""

from hamtimer.cli.main import main

if __name__ == "__main__":
    main()
