"""``mustermap export``: files for other programs."""
