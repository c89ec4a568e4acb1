import assert from "node:assert/strict";
import { test } from "node:test";
import { writeCsv } from "../../src/share/csv.ts";

const line = (...cells: (string | number | null)[]) => writeCsv(["a"], [cells]).split("\r\n")[1];

test("a spreadsheet knows it as UTF-8, and lines end as RFC 4180 says", () => {
  assert.equal(
    writeCsv(
      ["a", "b"],
      [
        ["1", 2],
        ["x", null],
      ],
    ),
    "\ufeffa,b\r\n1,2\r\nx,\r\n",
  );
});

test("no text is a formula", () => {
  for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\uff1d1", "=HYPERLINK(1)"])
    assert.equal(line(text), `"'${text}"`);
  assert.equal(line("\rx"), '"\'\rx"'.split("\r\n")[0]);
  assert.equal(line('=cmd|"x",y'), `"'=cmd|""x"",y"`);
});

test("a number stays a number, whatever its sign", () => {
  assert.equal(line(-53.9, 0, 120000, 1e21), "-53.9,0,120000,1e+21");
  assert.equal(line(Number.NaN, Number.POSITIVE_INFINITY, null), ",,");
});

test("commas, quotes and new lines stay in their cell", () => {
  assert.equal(line("a,b", 'say "so"', "x"), '"a,b","say ""so""",x');
  assert.equal(writeCsv(["a"], [["one\ntwo"]]), '\ufeffa\r\n"one\ntwo"\r\n');
});
