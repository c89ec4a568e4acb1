/** What the lines of what changed say. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Change } from "../../src/rules/change_events.ts";
import type { ChangeLine } from "../../src/rules/changes.ts";
import { parseDay } from "../../src/rules/days.ts";
import type { SubjectClaim } from "../../src/rules/subject_claims.ts";
import { wordsFor } from "../../src/words/catalogue.ts";
import { changeText } from "../../src/words/change_texts.ts";
import { blockOf } from "../blocks.ts";
import { exactly } from "../panel/answers.ts";

const [SAID, ON] = [parseDay("2023-01-07")!, parseDay("2023-02-01")!];

/** What a line about one claim says beside its day and its figure: what happened, and which claim it is. */
function said(what: Change, fields: Partial<SubjectClaim>, language = "en") {
  const claim = {
    ...{ row: 0, id: "a", claimant: "A", label: "", place: "Vitebsk", force: "Russia" },
    ...{ phase: "present", measure: "", quantity: "personnel", wording: "", figure: exactly(1400) },
    ...{ start: "", end: "", said: [SAID, SAID], ...fields },
  } as unknown as SubjectClaim;
  const line: ChangeLine = {
    ...{ heading: "places and parts", what, from: SAID, to: SAID, claims: [claim], older: [] },
  };
  const text = changeText(blockOf([{ id: "a" }]), line, ON, wordsFor([language]));
  return [text.what, text.about];
}

test("a claim that is new and whose time is over says for when it was", () => {
  const ended = (fields: Partial<SubjectClaim>, language = "en") =>
    said("new, ended", fields, language)[0];
  const days = { start: "2023-01-06", end: "2023-01-07" };
  assert.equal(ended(days), "new, for 6 January 2023 to 7 January 2023, now over");
  assert.equal(ended({ ...days, start: days.end }), "new, for 7 January 2023, now over");
  assert.equal(ended({ end: "2023-01-07" }), "new, until 7 January 2023, now over");
  assert.equal(
    ended({ end: "2023-01-07" }, "uk"),
    "нове, на строк до 7 січня 2023\u00a0р., який уже минув",
  );
  assert.equal(
    ended({ end: "2023-01-07" }, "ru"),
    "новое, на срок до 7 января 2023\u00a0г., который уже прошёл",
  );
});

test("which claim a line is about is apart from what happened to it", () => {
  assert.deepEqual(said("new", { phase: "arriving", measure: "stock" }), [
    "new, a count of all who are there, not of those who move",
    ["arriving"],
  ]);
});
