"""The command line, the web app, and what both share."""
