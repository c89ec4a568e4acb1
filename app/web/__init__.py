"""The web app on this machine: pages on 127.0.0.1 to add, edit and review reports, and a JSON API for scripts."""
