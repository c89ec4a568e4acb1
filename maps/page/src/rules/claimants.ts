/** Independent claimants: claims that go back to the same person are one voice, however many publish them. */
import type { Reports } from "../block/block.ts";

/**
 * Count the independent claimants of some claims.
 *
 * A claim made on somebody's information is that person's; one made jointly ("A; B") ties its makers together. Echoes are
 * no claims of their own, and must be left out of `rows`.
 */
export function countIndependent(reports: Reports, rows: readonly number[]): number {
  const leader = new Map<string, string>();
  const find = (name: string): string => {
    let at = name;
    for (let up = leader.get(at)!; up !== at; up = leader.get(at)!) at = up;
    leader.set(name, at);
    return at;
  };
  const met = new Set<string>();
  for (const row of rows) {
    const named = reports.attributed_to.at(row).trim() || reports.claimant.at(row);
    if (met.has(named)) continue;
    met.add(named);
    const [first, ...others] = voicesIn(named);
    if (!leader.has(first)) leader.set(first, first);
    for (const other of others) {
      if (!leader.has(other)) leader.set(other, other);
      leader.set(find(other), find(first));
    }
  }
  return [...leader.keys()].filter((name) => find(name) === name).length;
}

/** Return a name as a key: spellings that differ in case and spaces only have the same. */
export function nameKey(name: string): string {
  return name.normalize("NFC").trim().replace(/\s+/gu, " ").toLowerCase();
}

/** Return to whom a claim goes back, of the text that names them; at least one name, blank where nobody is named. */
function voicesIn(named: string): [string, ...string[]] {
  const [first = "", ...others] = named.split(";").map(nameKey).filter(Boolean);
  return [first, ...others];
}
