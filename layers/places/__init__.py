"""Where reports are: their wordings resolved, kept, or drawn by an editor."""
