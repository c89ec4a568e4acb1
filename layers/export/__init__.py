"""Files for others: one row for each report and stretch of constant certainty, with all that the report says."""
