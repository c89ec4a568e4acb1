"""The text of a PDF as Chromium writes it: of each page what a reader could select, in the order of painting."""

from __future__ import annotations

import math
import re
import zlib
from dataclasses import dataclass

OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
STREAM = re.compile(rb"\bstream\r?\n")
# The state is kept or taken back, the matrix is changed, a font is chosen, a line is begun, glyphs are shown (one text,
# or several with gaps between them), or a form is drawn.
NUMBERS = rb"((?:[-+.\d]+\s+){6})"
STEP = re.compile(
    rb"\b(q|Q|BT)\s|" + NUMBERS + rb"(cm|Tm)\b|/(\w+) ([\d.]+) Tf|([-+.\d]+) ([-+.\d]+) Td"
    rb"|<([0-9A-Fa-f]+)> Tj|\[((?:[^\]])*)\] TJ|/(\w+) Do"
)
Matrix = tuple[float, float, float, float, float, float]
WHOLE: Matrix = (1, 0, 0, 1, 0, 0)


def times(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix of two changes of coordinates, one after the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


@dataclass
class Run:
    """Letters shown together: their size, and where they begin, in points from the page's lower left corner."""

    text: str
    size: float
    x: float
    y: float


@dataclass
class Pdf:
    """The objects of a file, by number."""

    objects: dict[int, bytes]

    def pages(self) -> list[str]:
        """Return the text of each page."""
        return ["".join(run.text for run in page) for page in self.runs()]

    def runs(self) -> list[list[Run]]:
        """Return the letters of each page, in the order of painting."""
        pages = [body for body in self.objects.values() if re.search(rb"/Type\s*/Page\b", body)]
        return [self._runs_of(page) for page in pages]

    def _runs_of(self, body: bytes) -> list[Run]:
        contents = re.search(rb"/Contents (\d+) 0 R", body)
        return self._shown(self._stream(int(contents[1])) if contents else b"", self._resources(body), WHOLE)

    def _shown(self, content: bytes, resources: bytes, matrix: Matrix) -> list[Run]:
        fonts: dict[bytes, dict[int, str]] = {}
        letters: dict[int, str] = {}
        kept: list[Matrix] = []
        line, size = WHOLE, 0.0
        runs: list[Run] = []
        for step in STEP.finditer(content):
            mark, numbers, change, font, points, right, up, text, texts, form = step.groups()
            if mark == b"q":
                kept.append(matrix)
            elif mark == b"Q":
                matrix = kept.pop()
            elif mark == b"BT":
                line = WHOLE
            elif change:
                a, b, c, d, e, f = map(float, numbers.split())
                if change == b"cm":
                    matrix = times((a, b, c, d, e, f), matrix)
                else:
                    line = (a, b, c, d, e, f)
            elif font:
                letters, size = fonts.setdefault(font, self._letters(resources, font)), float(points)
            elif right:
                line = times((1, 0, 0, 1, float(right), float(up)), line)
            elif form:
                runs += self._form(resources, form, matrix)
            else:
                glyphs = text or b"".join(re.findall(rb"<([0-9A-Fa-f]+)>", texts))
                codes = [int(glyphs[at : at + 4], 16) for at in range(0, len(glyphs), 4)]
                _, _, c, d, x, y = times(line, matrix)
                shown = "".join(letters.get(code, "") for code in codes)
                runs.append(Run(shown, size * math.hypot(c, d), x, y))
        return runs

    def _form(self, resources: bytes, name: bytes, matrix: Matrix) -> list[Run]:
        found = re.search(rb"/" + name + rb" (\d+) 0 R", resources)
        body = self.objects[int(found[1])] if found else b""
        if found is None or b"/Form" not in body:
            return []
        return self._shown(self._stream(int(found[1])), self._resources(body), matrix)

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
        found, length = STREAM.search(body), re.search(rb"/Length (\d+)", body)
        data = body[found.end() :][: int(length[1])] if found and length else b""
        return zlib.decompress(data) if b"/FlateDecode" in body.partition(b"stream")[0] else data


def read_pdf(data: bytes) -> Pdf:
    """Read a file."""
    return Pdf({int(number): body for number, body in OBJECT.findall(data)})
