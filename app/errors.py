"""What a caller did wrong; the message says what was got and what to do."""

from __future__ import annotations


class AppError(Exception):
    """Base of the errors of this package."""


class WrongUse(AppError, ValueError):
    """A command was called with options or files that do not fit."""
