"""A place wording taken apart: names, kinds, countries, frames, coordinates, and the spellings of a name."""
