"""The map document: one HTML file that asks for nothing."""
