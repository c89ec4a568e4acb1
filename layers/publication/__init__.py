"""Publishing with care: what is left out, made less precise, or withheld."""
