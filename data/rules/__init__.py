"""The rules of the fields: the one place where a text becomes a checked cell."""
