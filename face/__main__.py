"""Run the command line: ``python -m mustermap``."""

from mustermap.app.entry import main

if __name__ == "__main__":  # the worker process of the web app imports this module again
    main()
