"""What Mustermap says, in each of its languages: one catalogue a language, shared by Python and the page.

A catalogue (``en.json``, ``uk.json``, …) holds the messages, in ICU MessageFormat, and the grammar that they need: how
numbers, plurals, lists and days are written. Nothing here asks the system or a library for a language's rules, so that
Python, node and every browser write the same bytes. The page's mirror is ``maps/page/src/words``.
"""

from mustermap.words.catalogue import Words, languages, words_of

__all__ = ["Words", "languages", "words_of"]
