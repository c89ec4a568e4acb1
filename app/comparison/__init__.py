"""``mustermap compare``: rival figures side by side, on a terminal and in files."""
