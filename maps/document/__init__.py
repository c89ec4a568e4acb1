"""The map document: one HTML file that makes no request."""
