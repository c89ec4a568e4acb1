"""Putting reports into the ledger from a terminal: asked field by field, or by options for scripts."""
