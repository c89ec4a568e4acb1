/** Who speaks for himself: claims that go back to the same person are one voice, however many print them. */
import type { Reports } from "../block/block.ts";

/**
 * How many independent claimants stand behind some claims.
 *
 * A claim made on somebody's information is that person's; one made jointly ("A; B") ties its makers together. Echoes are
 * no claims of their own, and are left out before this is asked.
 */
export function countIndependent(reports: Reports, rows: readonly number[]): number {
  const leader = new Map<string, string>();
  const find = (name: string): string => {
    let at = name;
    for (let up = leader.get(at)!; up !== at; up = leader.get(at)!) at = up;
    leader.set(name, at);
    return at;
  };
  for (const row of rows) {
    const [first, ...others] = voicesOf(reports, row);
    if (!leader.has(first)) leader.set(first, first);
    for (const other of others) {
      if (!leader.has(other)) leader.set(other, other);
      leader.set(find(other), find(first));
    }
  }
  return [...leader.keys()].filter((name) => find(name) === name).length;
}

/** How many different names make some claims. */
export function countNames(reports: Reports, rows: readonly number[]): number {
  return new Set(rows.map((row) => nameKey(reports.claimant.at(row)))).size;
}

/** What two spellings of one name share: letter case and spaces do not count. */
export function nameKey(name: string): string {
  return name.normalize("NFC").trim().replace(/\s+/gu, " ").toLowerCase();
}

/** Whose word a claim is; at least one, blank where nobody is named. */
function voicesOf(reports: Reports, row: number): [string, ...string[]] {
  const named = reports.attributed_to.at(row).trim() || reports.claimant.at(row);
  const [first = "", ...others] = named.split(";").map(nameKey).filter(Boolean);
  return [first, ...others];
}
