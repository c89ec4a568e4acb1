"""Wordings of figures, of dates and of spans, as reports write them in several languages."""
