"""Run the command line from a checkout: ``python -m app``."""

from app.cli import main

main()
