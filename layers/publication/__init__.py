"""Publishing with care: leave out, tell less precisely, withhold."""
