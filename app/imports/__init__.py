"""Imports of somebody else's tables into the ledger: dry run, decisions about places, batches that can be resumed."""
