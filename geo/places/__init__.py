"""Places that are computed from others, and what a reference names."""
