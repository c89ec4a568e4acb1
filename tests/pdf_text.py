"""The text of a PDF as Chromium writes it: of each page what a reader could select, in the order of painting."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
# A font is chosen, or glyphs are shown: one text, or several with gaps between them.
SHOWN = re.compile(rb"/(\w+) [\d.]+ Tf|<([0-9A-Fa-f]+)> Tj|\[((?:[^\]])*)\] TJ|/(\w+) Do")


@dataclass
class Pdf:
    """The objects of a file, by number."""

    objects: dict[int, bytes]

    def pages(self) -> list[str]:
        """Return the text of each page."""
        pages = [body for body in self.objects.values() if re.search(rb"/Type\s*/Page\b", body)]
        return [self._text_of(page) for page in pages]

    def _text_of(self, body: bytes) -> str:
        contents = re.search(rb"/Contents (\d+) 0 R", body)
        return self._shown(self._stream(int(contents[1])) if contents else b"", self._resources(body))

    def _shown(self, content: bytes, resources: bytes) -> str:
        fonts: dict[bytes, dict[int, str]] = {}
        letters: dict[int, str] = {}
        runs = []
        for font, text, texts, form in SHOWN.findall(content):
            if font:
                letters = fonts.setdefault(font, self._letters(resources, font))
            elif form:
                runs.append(self._form(resources, form))
            else:
                glyphs = text or b"".join(re.findall(rb"<([0-9A-Fa-f]+)>", texts))
                codes = [int(glyphs[at : at + 4], 16) for at in range(0, len(glyphs), 4)]
                runs.append("".join(letters.get(code, "") for code in codes))
        return "".join(runs)

    def _form(self, resources: bytes, name: bytes) -> str:
        found = re.search(rb"/" + name + rb" (\d+) 0 R", resources)
        body = self.objects[int(found[1])] if found else b""
        if b"/Form" not in body:
            return ""
        return self._shown(self._stream(int(found[1])) if found else b"", self._resources(body))

    def _resources(self, body: bytes) -> bytes:
        named = re.search(rb"/Resources (\d+) 0 R", body)
        return self.objects[int(named[1])] if named else body.partition(b"stream")[0]

    def _letters(self, resources: bytes, font: bytes) -> dict[int, str]:
        found = re.search(rb"/" + font + rb" (\d+) 0 R", resources)
        named = re.search(rb"/ToUnicode (\d+) 0 R", self.objects[int(found[1])]) if found else None
        letters: dict[int, str] = {}
        if named is None:
            return letters
        table = self._stream(int(named[1]))
        for part in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
            for code, text in re.findall(rb"<(\w+)> <(\w+)>", part):
                letters[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
        for part in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
            for first, last, text in re.findall(rb"<(\w+)> <(\w+)> <(\w+)>", part):
                for code in range(int(first, 16), int(last, 16) + 1):
                    letters[code] = chr(int(text, 16) + code - int(first, 16))
        return letters

    def _stream(self, number: int) -> bytes:
        body = self.objects[number]
        found = STREAM.search(body)
        data = found[1] if found else b""
        return zlib.decompress(data) if b"/FlateDecode" in body.partition(b"stream")[0] else data


def read_pdf(data: bytes) -> Pdf:
    """Read a file."""
    return Pdf({int(number): body for number, body in OBJECT.findall(data)})
