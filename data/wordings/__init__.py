"""English wordings, as reports write them: of figures, of dates and of spans."""
