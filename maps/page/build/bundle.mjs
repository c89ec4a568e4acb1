/**
 * Bundle the page's script and stylesheet, and bring Leaflet beside them, into maps/static.
 *
 * No file that is written loads another: Leaflet's stylesheet loses the rules that name pictures, which only its own
 * markers and its layer switch would show.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const STATIC = new URL("../../static/", import.meta.url);
const SOURCE = new URL("../src/", import.meta.url);
const require = createRequire(import.meta.url);

const shared = {
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "none",
  target: ["es2022"],
  logLevel: "warning",
};

/** Drop every declaration that would load a picture; raise if one is left. */
function withoutPictures(css) {
  const kept = css.replace(/[^{};]*:[^{};]*url\([^)]*\)[^{};]*;?/g, "");
  if (/url\(|@import/.test(kept)) throw new Error("leaflet.css still asks for a file");
  return kept;
}

/** Drop the comment that names a source map: the inspector would load it. */
function withoutSourceMap(js) {
  return js.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n");
}

/** Return the licences of the packages of a bundle as a comment for its head, since each must be in every copy. */
function licences(packages) {
  const texts = packages.map((name) => `${name}\n\n${licence(name)}`);
  return `/*!\n${texts.join("\n\n").replaceAll("*/", "* /")}\n*/\n`;
}

function licence(name) {
  const files = ["LICENSE", "LICENSE.md"].map(
    (file) => new URL(`../node_modules/${name}/${file}`, import.meta.url),
  );
  const found = files.find((file) => existsSync(file));
  if (!found) throw new Error(`${name} has no LICENSE file; name what it has in bundle.mjs`);
  return readFileSync(found, "utf8").trim();
}

/** Put every catalogue of words/, and the names of countries and languages, in place of the modules that read them. */
const words = {
  name: "words",
  setup(making) {
    making.onLoad({ filter: /[\\/]words[\\/]catalogue_files\.ts$/ }, async () => {
      const { catalogues, ONLY_PYTHON } = await import("../src/words/catalogue_files.ts");
      const said = Object.fromEntries(
        Object.entries(catalogues).map(([code, { [ONLY_PYTHON]: _, ...own }]) => [code, own]),
      );
      return { contents: `export const catalogues = ${JSON.stringify(said)};`, loader: "js" };
    });
    making.onLoad({ filter: /[\\/]words[\\/]cldr_tables\.ts$/ }, async () => {
      const { catalogues } = await import("../src/words/catalogue_files.ts");
      const { cldr } = await import("../src/words/cldr_tables.ts");
      const spoken = (names) =>
        Object.fromEntries(Object.keys(catalogues).map((code) => [code, names[code]]));
      const { countries, gazetteer, languages } = cldr;
      const own = { countries: spoken(countries), gazetteer, languages: spoken(languages) };
      return { contents: `export const cldr = ${JSON.stringify(own)};`, loader: "js" };
    });
  },
};

/** Return the stylesheet of a part in somebody else's page: the page's look, each rule confined to the frame. */
async function partStyles() {
  const bundled = async (name) =>
    (await build({ ...shared, entryPoints: [entry(name)], write: false })).outputFiles[0].text;
  const look = `:where(.mustermap-frame) { ${await bundled("style/styles.css")} }`;
  // Without nesting, for browsers that do not know it.
  const held = await transform(look, {
    loader: "css",
    minify: true,
    charset: "utf8",
    target: ["chrome110", "firefox115", "safari16"],
  });
  return (await bundled("style/part.css")) + held.code + (await bundled("style/part_layout.css"));
}

/** Return the packages whose files are in a bundle. */
function packagesIn(metafile) {
  const names = Object.keys(metafile.inputs).map(
    (file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1],
  );
  return [...new Set(names.filter(Boolean))].sort();
}

mkdirSync(STATIC, { recursive: true });
const entry = (name) => fileURLToPath(new URL(name, SOURCE));
const output = (name) => fileURLToPath(new URL(name, STATIC));
const script = await build({
  ...shared,
  entryPoints: [entry("main.ts")],
  outfile: output("page.js"),
  format: "iife",
  globalName: "mustermap",
  metafile: true,
  write: false,
  plugins: [words],
});
writeFileSync(
  output("page.js"),
  licences(packagesIn(script.metafile)) + script.outputFiles[0].text,
);
await build({ ...shared, entryPoints: [entry("style/document.css")], outfile: output("page.css") });
writeFileSync(output("part.css"), await partStyles());
const leaflet = (name) => readFileSync(require.resolve(`leaflet/dist/${name}`), "utf8");
writeFileSync(
  new URL("leaflet.js", STATIC),
  licences(["leaflet"]) + withoutSourceMap(leaflet("leaflet.js")),
);
writeFileSync(new URL("leaflet.css", STATIC), withoutPictures(leaflet("leaflet.css")));
