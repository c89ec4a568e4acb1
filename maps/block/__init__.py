"""The block of data that the page reads."""
