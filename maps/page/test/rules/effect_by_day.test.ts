import assert from "node:assert/strict";
import { test } from "node:test";
import { type Box, overlap, Taken } from "../../src/geometry/rectangles.ts";
import { CITED, Effect, rowsBy, type StandingByDay } from "../../src/rules/effect_by_day.ts";
import { DISTANT_FUTURE } from "../../src/rules/days.ts";
import { CARRIED, NOT_HELD, STALE, VAGUE } from "../../src/rules/standing_numbers.ts";
import { isLastCited, type Stretches } from "../../src/rules/claims_in_effect.ts";
import { inEffect } from "../in_effect.ts";

const LAST = 400;

/** Numbers that are the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % below;
  };
}

function stretches(count: number, next: (below: number) => number): Stretches {
  const column = (make: () => number) => Int32Array.from({ length: count }, make);
  const possibleFrom = column(() => next(LAST + 40) - 20);
  const possibleTo = possibleFrom.map((from) =>
    next(9) === 0 ? DISTANT_FUTURE : next(12) === 0 ? from - 5 : from + next(60),
  );
  const certainFrom = possibleFrom.map((from) => from + next(10));
  const certainTo = possibleTo.map((to, row) =>
    next(4) === 0 ? certainFrom[row]! - 1 : to === DISTANT_FUTURE ? to : to - next(10),
  );
  return {
    knownBy: null,
    count,
    said: new Uint8Array(count).fill(2),
    possibleFrom,
    possibleTo,
    certainFrom,
    certainTo,
    lastCitedFrom: column(() => (next(3) ? DISTANT_FUTURE : next(LAST))),
    endedBy: new Int32Array(count).fill(-1),
    endedFrom: new Int32Array(count).fill(DISTANT_FUTURE),
    foldedUnder: new Int32Array(count).fill(-1),
    disputes: new Map(),
    echoes: new Map(),
  };
}

/** Vague for the first three days of each claim, then carried, and stale where it is last cited. */
function standings(known: Stretches): StandingByDay {
  return {
    of: (row, day) =>
      isLastCited(known, row, day) ? STALE : day < known.possibleFrom[row]! + 3 ? VAGUE : CARRIED,
    eachTurn: (row, visit) => {
      if (known.possibleFrom[row]! + 3 <= known.possibleTo[row]!)
        visit(known.possibleFrom[row]! + 3, row);
    },
  };
}

test("stepping to any day, on or back, near or far, leaves what looking at every claim finds", () => {
  const next = numbers(7);
  for (const shares of [null, 3]) {
    const known = stretches(300, next);
    const placeOf = Int32Array.from({ length: 300 }, () => next(12) - 1);
    const shown =
      shares === null ? null : Uint8Array.from({ length: 300 }, () => Number(next(shares) > 0));
    const effect = new Effect(known, standings(known), placeOf, 11, shown, 0, LAST);
    let day = 100;
    for (let step = 0; step < 300; step++) {
      const wanted = step % 7 === 0 ? next(LAST + 60) - 30 : day + next(7) - 3;
      day = Math.min(LAST + 30, Math.max(-30, wanted)); // also beyond the slider
      effect.goTo(day);
      const all = inEffect(known, day);
      const isShown = (row: number) => !shown || shown[row] === 1;
      const [certain, possible] = [all.certain.filter(isShown), all.possible.filter(isShown)];
      assert.deepEqual(effect.inEffect(), { certain, possible });
      assert.deepEqual([effect.certain, effect.possible], [certain.length, possible.length]);
      const holding = [...certain, ...possible];
      assert.equal(effect.unplaced, holding.filter((row) => placeOf[row]! < 0).length);
      assert.equal(effect.hidden, all.certain.length + all.possible.length - holding.length);
      assert.deepEqual(
        [...effect.countAt],
        Array.from(
          { length: 11 },
          (_, place) => holding.filter((row) => placeOf[row] === place).length,
        ),
      );
      for (const row of holding) {
        assert.equal((effect.status[row]! & CITED) !== 0, isLastCited(known, row, day));
        assert.equal(effect.standing[row], standings(known).of(row, day));
      }
      assert.equal(effect.standing.filter((one) => one !== NOT_HELD).length, holding.length);
    }
  }
});

test("a place's version changes exactly when something in effect there does", () => {
  const known = stretches(200, numbers(3));
  const effect = new Effect(known, standings(known), new Int32Array(200), 1, null, 0, LAST);
  let before = "";
  let version = -1;
  for (let day = 0; day <= LAST; day++) {
    effect.goTo(day);
    const now = `${effect.status} ${effect.standing}`;
    assert.equal(effect.versionAt[0] !== version, now !== before, `day ${day}`);
    [before, version] = [now, effect.versionAt[0]!];
  }
});

test("rows are found by their number, in the table's order, and those without one are in none", () => {
  const { start, rows } = rowsBy(Int32Array.from([2, -1, 0, 2, 1, 0]), 3);
  assert.deepEqual(
    [0, 1, 2].map((key) => [...rows.slice(start[key], start[key + 1])]),
    [[2, 5], [4], [0, 3]],
  );
});

test("the grid of what is taken answers as comparing with every box does", () => {
  const next = numbers(11);
  const box = (): Box => ({
    x: next(900) - 100,
    y: next(700) - 100,
    width: 1 + next(150),
    height: 1 + next(60),
  });
  const boxes = Array.from({ length: 60 }, box);
  const taken = new Taken();
  for (const one of boxes) taken.add(one);
  for (let k = 0; k < 500; k++) {
    const [asked, gap] = [box(), next(8)];
    assert.equal(
      taken.isFree(asked, gap),
      boxes.every((one) => !overlap(asked, one, gap)),
    );
    const first = taken.first(asked, gap);
    assert.ok(first === null || overlap(asked, first, gap));
  }
});
