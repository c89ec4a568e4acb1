"""Run the command line from a checkout: ``python -m mustermap``."""

from mustermap.app.entry import main

if __name__ == "__main__":  # a process that the web app starts reads this module again
    main()
