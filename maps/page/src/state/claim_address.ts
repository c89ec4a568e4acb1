/** What an address that names claims opens: their card, and where it names no more, their day and their subject. */
import { intAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { DISTANT_FUTURE, DISTANT_PAST } from "../rules/days.ts";
import { sayingDays } from "../rules/saying_days.ts";
import { foldForces, readHash, type State, type Unread } from "./state.ts";
import { choiceOf } from "./subject_choice.ts";

/** The state of an address with what its claims ask for, their rows, and what of the address could not be read. */
export interface Opened {
  readonly state: State;
  readonly rows: readonly number[];
  readonly unread: readonly Unread[];
}

/** Read an address; what it does not say is as in the given state. */
export function readAddress(block: Block, hash: string, given: State): Opened {
  const asked = readHash(hash, given);
  const opened = openClaims(block, foldForces(asked.state, block.forceWordings), hash);
  return { ...opened, unread: [...asked.unread, ...opened.unread] };
}

/** Find the claims of a state; `hash` is the address that it was read from. */
function openClaims(block: Block, state: State, hash: string): Opened {
  if (state.claims.length === 0) return { state, rows: [], unread: [] };
  const rowOf = rowsOf(block, state.claims);
  const claims = state.claims.filter((id) => rowOf.has(id));
  const rows = claims.map((id) => rowOf.get(id)!);
  const unread = state.claims
    .filter((id) => !rowOf.has(id))
    .map((got): Unread => ({ name: "claim", got, why: "missing" }));
  const [first] = rows;
  if (first === undefined) return { state: { ...state, claims }, rows, unread };
  const asked = new URLSearchParams(hash.replace(/^#/, ""));
  const on = asked.get("on") ? state.on : (dayOf(block, first) ?? state.on);
  const knownBy = state.tied ? on : state.knownBy;
  return {
    state: { ...state, ...subjectOf(block, rows, state), on, knownBy, claims },
    rows,
    unread,
  };
}

function rowsOf({ reports }: Block, ids: readonly string[]): ReadonlyMap<string, number> {
  const wanted = new Set(ids);
  const found = new Map<string, number>();
  for (let row = 0; row < reports.count && found.size < wanted.size; row++) {
    const id = reports.id.at(row);
    if (wanted.has(id)) found.set(id, row);
  }
  return found;
}

/** Return the first day for which a claim is stated, else on which it can hold, else on which it can have been said. */
function dayOf({ reports }: Block, row: number): number | null {
  const [certainFrom, possibleFrom] = [
    intAt(reports.certain_from_day, row),
    intAt(reports.possible_from_day, row),
  ];
  const isStated = certainFrom <= intAt(reports.certain_to_day, row);
  const candidates = [isStated ? certainFrom : DISTANT_PAST, possibleFrom];
  const held = candidates.find((day) => day > DISTANT_PAST && day < DISTANT_FUTURE);
  const [earliest, latest] = sayingDays(reports, row);
  return held ?? latest ?? earliest;
}

/** Return the subject of some claims, unless the state has one. */
function subjectOf(block: Block, rows: readonly number[], state: State): Partial<State> {
  const isChosen = [state.force, state.place, state.quantity].some((one) => one !== null);
  const found = isChosen ? null : choiceOf(block, rows);
  if (!found) return {};
  const { force, place, quantity } = found;
  return { force, quantity, place: place === null ? null : (block.places.ref[place] ?? null) };
}
