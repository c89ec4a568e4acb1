"""Who is who: which wordings are one force, which are one claimant, and who speaks for whom."""
