"""Rival figures of one subject side by side."""
