"""The commands of ``mustermap``, one a module: their options, and what they call."""
