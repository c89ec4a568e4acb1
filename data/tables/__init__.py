"""Somebody else's tables: opened in a process apart, turned into report fields, read by the rules of all files."""
