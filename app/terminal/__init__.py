"""The terminal: output of commands, dialogues that ask field by field, and entry by options for scripts."""
