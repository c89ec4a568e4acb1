/** What the page shows, and how it stands in the address: `#on=2022-12-01&known_by=2022-11-30`. */
import { formatDay, parseDay } from "./days.ts";

export const STEPS = ["day", "week", "month"] as const;
export type Step = (typeof STEPS)[number];

export interface State {
  readonly on: number;
  /** Null: all that is known. */
  readonly knownBy: number | null;
  /** Whether `knownBy` follows `on`. */
  readonly tied: boolean;
  readonly step: Step;
  /** The language that the page's words are asked for in; null: as the browser prefers. */
  readonly lang: string | null;
}

/** Something in the address that was not obeyed as it stands. */
export interface Unread {
  readonly name: "on" | "known_by";
  readonly got: string;
  readonly why: "unreadable" | "outside";
}

/** Read the address's hash; whatever cannot be read leaves the state that is given, and is told. */
export function readHash(hash: string, given: State, first: number, last: number): { state: State; unread: Unread[] } {
  const asked = new URLSearchParams(hash.replace(/^#/, ""));
  const unread: Unread[] = [];
  let { on } = given;
  const onText = asked.get("on");
  if (onText !== null) {
    const day = parseDay(onText);
    if (day === null) unread.push({ name: "on", got: onText, why: "unreadable" });
    else {
      on = Math.min(Math.max(day, first), last);
      if (on !== day) unread.push({ name: "on", got: onText, why: "outside" });
    }
  }
  let knownBy: number | null = null;
  const knownText = asked.get("known_by");
  if (knownText !== null && knownText !== "") {
    knownBy = parseDay(knownText);
    if (knownBy === null) unread.push({ name: "known_by", got: knownText, why: "unreadable" });
  }
  return { state: { ...given, on, knownBy, lang: asked.get("lang") || null }, unread };
}

/** Write the state as a hash. */
export function writeHash(state: State): string {
  const written = [`on=${formatDay(state.on)}`];
  if (state.knownBy !== null) written.push(`known_by=${formatDay(state.knownBy)}`);
  if (state.lang !== null) written.push(`lang=${encodeURIComponent(state.lang)}`);
  return `#${written.join("&")}`;
}
