/** The rooms of src: imports go one way only, and never in a circle. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { test } from "node:test";

/** From the bottom: a room imports from the rooms before it, and from itself. */
const ROOMS = [
  "geometry",
  "block",
  "rules",
  "words",
  "state",
  "frame",
  "signs",
  "map",
  "time",
  "chart",
  "share",
  "panel",
  "find",
];
/** Above all rooms. */
const TOP = ["page.ts", "main.ts"];
/** Below all rooms. */
const BOTTOM = ["checked_access.ts"];
const ORDER = [...BOTTOM, ...ROOMS, ...TOP];

/** What each module imports, types included, by its path in src. */
type Imports = ReadonlyMap<string, readonly string[]>;

function importsOf(name: string, source: string): string[] {
  const found = source.matchAll(
    /^(?:import|export)\b[^;]*?\bfrom\s*"(\.[^"]+)"|\bimport\(\s*"(\.[^"]+)"\s*\)|^import\s*"(\.[^"]+)"/gm,
  );
  return Array.from(found, ([, from, lazy, bare]) =>
    posix.join(posix.dirname(name), from ?? lazy ?? bare ?? ""),
  );
}

function readImports(): Imports {
  const source = new URL("../src/", import.meta.url);
  const names = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  return new Map(
    names.map((name) => [name, importsOf(name, readFileSync(new URL(name, source), "utf8"))]),
  );
}

function roomOf(name: string): string {
  return name.split("/")[0] ?? "";
}

/** Imports from a room that comes later, and modules in no room. */
function againstTheOrder(imports: Imports): string[] {
  const rank = (name: string) => ORDER.indexOf(roomOf(name));
  const homeless = [...imports.keys()]
    .filter((name) => rank(name) < 0)
    .map((name) => `${name} is in no room`);
  const upwards = [...imports].flatMap(([name, targets]) =>
    targets
      .filter((target) => rank(target) > rank(name))
      .map((target) => `${name} imports ${target}`),
  );
  return [...homeless, ...upwards];
}

/** A circle of imports, as the modules along it; empty if there is none. */
function circleIn(imports: Imports): string[] {
  const done = new Set<string>();
  const follow = (name: string, path: readonly string[]): string[] => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return [];
    for (const target of imports.get(name) ?? []) {
      const circle = follow(target, [...path, name]);
      if (circle.length > 0) return circle;
    }
    done.add(name);
    return [];
  };
  for (const name of imports.keys()) {
    const circle = follow(name, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

test("a room imports only from the rooms before it", () => {
  const imports = readImports();
  assert.ok(imports.size > 80);
  assert.deepEqual(againstTheOrder(imports), []);
  for (const room of ROOMS)
    assert.ok(
      [...imports.keys()].some((name) => roomOf(name) === room),
      `the room ${room} is empty`,
    );
});

test("no modules import each other in a circle", () => {
  assert.deepEqual(circleIn(readImports()), []);
});

test("a planted import against the order, a module outside the rooms and a planted circle are found", () => {
  const planted =
    'import { draw } from "../map/marks.ts";\nimport type {\n  View,\n} from "../state/view.ts";\nexport { two } from "./two.ts";\nconst late = await import("../find/table.ts");\n';
  assert.deepEqual(importsOf("rules/one.ts", planted), [
    "map/marks.ts",
    "state/view.ts",
    "rules/two.ts",
    "find/table.ts",
  ]);
  const imports: Imports = new Map([
    ["rules/one.ts", ["map/marks.ts", "block/block.ts", "rules/two.ts"]],
    ["rules/two.ts", ["rules/one.ts"]],
    ["block/block.ts", []],
    ["map/marks.ts", ["rules/one.ts"]],
    ["extra/three.ts", []],
  ]);
  assert.deepEqual(againstTheOrder(imports), [
    "extra/three.ts is in no room",
    "rules/one.ts imports map/marks.ts",
  ]);
  assert.deepEqual(circleIn(imports), ["rules/one.ts", "map/marks.ts", "rules/one.ts"]);
});
