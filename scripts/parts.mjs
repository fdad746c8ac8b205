import { readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { build } from "esbuild";

/**
 * Bundles a program whose rarely needed modules lie in files of their own, its parts. A part is loaded when one of its modules is first asked for, and
 * takes from the program every module that both have: nothing is there twice, and a class is one class.
 *
 * `parts` are the modules of each file; what they import comes along. Gives the files, unwritten.
 */
export async function bundleInParts({ root, entry, outfile, parts, options }) {
  const program = basename(outfile);
  /** What several parts have, and the program has not. */
  const common = program.replace(/[.]cjs$/, "-common.cjs");
  const owners = new Map(Object.entries(parts).flatMap(([file, modules]) => modules.map((path) => [join(root, path), file])));
  const bundled = async (file, contents, shared = new Set()) => {
    const used = new Set();
    const { outputFiles, metafile } = await build({
      ...options,
      plugins: [seams({ root, owners, program, common, file, shared, used }), ...options.plugins],
      stdin: { contents, resolveDir: root },
      outfile: join(root, dirname(outfile), file),
      write: false,
      metafile: true,
    });
    return { outputFiles, used, inputs: importsIn(metafile, root) };
  };
  const { inputs } = await bundled(program, entryOf(root, { exported: entry }));
  const shared = new Set(inputs.keys());
  for (;;) {
    const files = [...new Set(owners.values())];
    const modulesOf = (file) => [...owners.keys()].filter((path) => owners.get(path) === file);
    const built = await Promise.all(files.map((file) => bundled(file, entryOf(root, { lazy: modulesOf(file) }), shared)));
    const twice = inSeveral(built.map((part) => [...part.inputs.keys()]));
    for (const path of twice) owners.set(path, common);
    if (twice.length > 0) continue;
    const started = reachedFrom(join(root, entry), inputs);
    const taken = [...new Set(built.flatMap(({ used }) => [...used]))];
    const early = taken.filter((path) => started.has(path));
    const lazy = taken.filter((path) => !started.has(path));
    const whole = await bundled(program, entryOf(root, { exported: entry, early, lazy }));
    return [whole, ...built].flatMap(({ outputFiles }) => outputFiles);
  }
}

/** Leads what crosses from one file to another to where it lies, and notes what is taken from the program. */
function seams({ root, owners, program, common, file, shared, used }) {
  const placeIn = (from, path) => `require("./${from}").at(${JSON.stringify(relative(root, path))})`;
  return {
    name: "seams",
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^[.]{1,2}\/.*[.]ts$/ }, ({ path, kind, resolveDir }) => {
        const target = join(resolveDir, path);
        const owner = owners.get(target);
        if (owner !== undefined && owner !== file)
          return { path: target, namespace: kind === "dynamic-import" || owner === common ? "apart" : "late", pluginData: owner };
        return shared.has(target) ? { path: target, namespace: "shared" } : undefined;
      });
      onResolve({ filter: /^[.]\/[\w-]+[.]cjs$/ }, ({ path }) => ({ path, external: true }));
      onLoad({ filter: /^/, namespace: "apart" }, ({ path, pluginData }) => ({
        contents: `module.exports = ${placeIn(pluginData, path)};`,
      }));
      onLoad({ filter: /^/, namespace: "late" }, ({ path, pluginData }) => ({
        contents: [
          "let found;",
          `const late = () => (found ??= ${placeIn(pluginData, path)});`,
          ...functionsOf(path).map((name) => `export const ${name} = (...given) => late().${name}(...given);`),
        ].join("\n"),
      }));
      onLoad({ filter: /^/, namespace: "shared" }, ({ path }) => {
        used.add(path);
        return { contents: `module.exports = ${placeIn(program, path)};` };
      });
    },
  };
}

/**
 * A module of which others can be had by their paths: `early` are those that it starts with anyway, and `lazy` those that start when they are asked for.
 * What an early one exports is put together only then, since a start needs none of it.
 */
function entryOf(root, { exported, early = [], lazy = [] }) {
  const renamed = early.map((path, index) => [path, valuesOf(path).map((name) => [name, `early${index}_${name}`])]);
  const places = [
    ...renamed.map(([path, names]) => [path, `({ ${names.map(([name, local]) => `${name}: ${local}`).join(", ")} })`]),
    ...lazy.map((path) => [path, `require(${JSON.stringify(path)})`]),
  ];
  return [
    ...renamed.map(
      ([path, names]) => `import { ${names.map(([name, local]) => `${name} as ${local}`).join(", ")} } from ${JSON.stringify(path)};`,
    ),
    ...(exported === undefined ? [] : [`export * from ${JSON.stringify(join(root, exported))};`]),
    "export function at(path) {",
    ...places.map(([path, place]) => `  if (path === ${JSON.stringify(relative(root, path))}) return ${place};`),
    "}",
  ].join("\n");
}

/** The names of all values that a module exports; an overloaded function is declared several times. */
function valuesOf(path) {
  const text = readFileSync(path, "utf8");
  if (/^export [*]/m.test(text))
    throw new Error(`${path} exports what another module has, whatever that is, and a part takes something from it`);
  const declared = [...text.matchAll(/^export (?:(?:async )?function\*?|const|class) (\w+)/gm)].map(([, name]) => name);
  const handedOn = [...text.matchAll(/^export [{](.*?)[}]/gms)].flatMap(([, names]) => names.split(",").map((name) => name.trim()));
  return [...new Set([...declared, ...handedOn.filter((name) => /^\w+$/.test(name))])];
}

/** What loads a module is a call of one of its functions; esbuild refuses an import of anything else. */
function functionsOf(path) {
  const exported = /^export (?:(?:async )?function\*? (?<declared>\w+)|const (?<assigned>\w+)(?:: \w+)? = (?:async )?\()/gm;
  return [...readFileSync(path, "utf8").matchAll(exported)].map(({ groups: { declared, assigned } }) => declared ?? assigned);
}

const own = (path) => path.startsWith("src/");

/** The modules of `src` that are bundled, each with those that it imports statically. */
function importsIn({ inputs }, root) {
  const entries = Object.entries(inputs).filter(([path]) => own(path));
  const statically = ({ imports }) =>
    imports.filter(({ path, kind }) => kind === "import-statement" && own(path)).map(({ path }) => join(root, path));
  return new Map(entries.map(([path, input]) => [join(root, path), statically(input)]));
}

function inSeveral(lists) {
  const seen = new Set();
  return [...new Set(lists.flat().filter((path) => seen.size === seen.add(path).size))];
}

function reachedFrom(start, imports) {
  const reached = new Set([start]);
  for (const path of reached) for (const next of imports.get(path) ?? []) reached.add(next);
  return reached;
}
