"""What was said: dates, figures, sources and reports; reading files; the ledger that keeps them.

Start at ``mustermap.data.files.report_files.read_files`` for files, ``mustermap.data.reports`` for one report,
``mustermap.data.ledger`` for the ledger and ``mustermap.data.fields`` for the data dictionary.
"""
