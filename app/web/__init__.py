"""The local web app: pages on 127.0.0.1 to add, edit and review reports, and a JSON API for scripts."""
