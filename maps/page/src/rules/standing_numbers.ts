/** How a claim can stand on a day, by number. */
import type { Standing } from "./answer.ts";

/** How a claim can stand, by number. */
export const STANDINGS: readonly Standing[] = ["stated", "carried", "stale", "vague"];
export const STATED = 0;
export const CARRIED = 1;
export const STALE = 2;
export const VAGUE = 3;
/** The number of a claim that is not in effect. */
export const NOT_HELD = 4;
