"""Which places a name may mean, which of them is meant, and what to ask where that is not clear."""
