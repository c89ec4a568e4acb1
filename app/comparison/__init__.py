"""The comparison of rival figures, on a terminal and in files."""
