"""What is looked up: the compiled gazetteer, the user's own beside it, and the outlines of countries and regions."""
