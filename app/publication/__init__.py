"""Publishing with care: what is left out, coarsened or withheld, and what would be published."""
