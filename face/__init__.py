"""Mustermap: who claims how many troops where and when."""
