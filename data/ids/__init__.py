"""Ids of reports and sources: made of what they say where nobody wrote one."""
