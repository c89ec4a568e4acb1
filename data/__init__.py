"""What was said: dates, figures, sources and reports; reading files; the ledger that keeps them.

Start at ``data.files.read_files`` for files, ``data.reports`` for one report, ``data.ledger`` for the ledger and
``data.fields`` for the data dictionary.
"""
