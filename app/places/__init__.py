"""Places for the command line and the web app: the gazetteer, what a ledger knows, and decisions about wordings."""
