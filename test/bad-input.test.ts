import { describe, expect, test } from "@jest/globals";
import { formats } from "../src/formats/index.ts";
import type { Format, World } from "../src/formats/format.ts";
import type { Binding, Spec } from "../src/model/binding.ts";
import { isEmptyText, unseal } from "../src/model/sealed.ts";
import { type Span, textAt } from "../src/model/source.ts";
import { absent } from "../src/model/value.ts";
import { resolve } from "../src/resolve/resolve.ts";
import { type Example, examplesOf } from "./support/format-examples.ts";
import { damaged, large, ofOtherTypes, placesIn, put } from "./support/spoilt.ts";

/** What every reader owes to a document that somebody got wrong, whatever its format: a good one of each is spoilt in every way, and each way is read. */
const canary = "zq7canary";

function readAs(format: Format, { path, files = {} }: Example, text: string): Spec {
  const world: World = {
    read: (other) => {
      const found = Object.entries(files).find(([name]) => name === other)?.[1];
      return found === undefined ? { path: other, reason: "missing", because: "it is not there" } : { path: other, text: found };
    },
    list: (folder) => Object.keys(files).filter((name) => (name.includes("/") ? name.slice(0, name.lastIndexOf("/")) : ".") === folder),
    shell: () => absent,
  };
  return format.read({ sources: [{ path, text }], options: new Map() }, world);
}

function bindingsOf({ workloads, bundles }: Spec): readonly Binding[] {
  const layers = workloads.flatMap((workload) => workload.layers).filter((layer) => layer.kind === "bindings");
  return [...layers, ...bundles.values()].flatMap(({ bindings }) => bindings);
}

function isMarked({ value }: Binding): boolean {
  return value.state === "known" && !isEmptyText(value.text) && unseal(value.text).includes(canary);
}

function marksIn(spec: Spec): number {
  return bindingsOf(spec).filter(isMarked).length;
}

/** The example with as many of its values as can be told from its other words replaced by one that must never show. */
function marked(format: Format, example: Example): Example {
  let { text } = example;
  for (const place of placesIn(example).toReversed()) {
    for (const word of [canary, `"${canary}"`]) {
      const other = put(text, place, word);
      if (marksIn(readAs(format, example, other)) > marksIn(readAs(format, example, text))) text = other;
    }
  }
  return { ...example, text };
}

function isWithin({ source, start, end }: Span): boolean {
  return start >= 0 && start <= end && end <= source.text.length;
}

/** All that is told of a document but its own text; sealed values do not show. */
function told(spec: Spec): string {
  const places = [...spec.problems, ...spec.facts, ...bindingsOf(spec)].flatMap(({ at }) => (at === undefined ? [] : [textAt(at)]));
  return JSON.stringify([spec.problems, spec.facts, spec.workloads, [...spec.bundles.values()], places], (key, value: unknown) =>
    key === "source" || key === "sources" || key === "image" ? undefined : value,
  );
}

/** What is wrong with the reading of a text, as words. */
function faults(format: Format, example: Example, text: string): readonly string[] {
  let spec: Spec;
  try {
    spec = readAs(format, example, text);
    resolve(spec);
  } catch (error) {
    return [`throws ${String(error)}`];
  }
  const found: string[] = [];
  for (const { at, message } of spec.problems) if (at === undefined || !isWithin(at)) found.push(`has no place for: ${message}`);
  for (const { at, kind } of spec.facts) if (!isWithin(at)) found.push(`has no place for the fact ${kind}`);
  for (const { name, at } of bindingsOf(spec)) if (!isWithin(at)) found.push(`has no place for the name ${name}`);
  const words = told(spec);
  const leak = words.indexOf(canary);
  if (leak >= 0) found.push(`tells a value: ${words.slice(Math.max(leak - 60, 0), leak)}`);
  return found;
}

interface Fault {
  readonly fault: string;
  readonly text: string;
}

function faultsOf(format: Format, example: Example, texts: Iterable<string>): readonly Fault[] {
  const found = new Map<string, Fault>();
  for (const text of texts)
    for (const fault of faults(format, example, text)) if (!found.has(fault)) found.set(fault, { fault, text: text.slice(0, 2000) });
  return [...found.values()];
}

const table = formats.map((format) => ({
  id: format.id,
  format,
  examples: examplesOf(format.id).map((example) => marked(format, example)),
}));

test.each(table)("$id has a good example", ({ id, format, examples }) => {
  // A new format is shown by a case of test/support/platform-*.ts or in test/support/format-examples.ts.
  expect(examples.length > 0 ? "" : `${id} has no example in test/support/format-examples.ts`).toBe("");
  if (examples.some(({ setsNothing }) => setsNothing)) return;
  for (const example of examples) expect(readAs(format, example, example.text).problems).toEqual([]);
  expect(examples.some(({ text }) => text.includes(canary)) ? "" : `no example of ${id} sets a variable to a text`).toBe("");
});

test.each(table)("$id shows where each of its names is written", ({ format, examples }) => {
  for (const example of examples) {
    for (const binding of bindingsOf(readAs(format, example, example.text)).filter(isMarked)) {
      const written = textAt(binding.at);
      // What is written nowhere has an empty place, as USER of a unit has.
      if (written !== "") expect(written).toBe(binding.name);
    }
  }
});

describe.each(table)("$id", ({ format, examples }) => {
  test("takes anything anywhere", () => {
    for (const example of examples) expect(faultsOf(format, example, ofOtherTypes(example))).toEqual([]);
  });

  test("takes what is damaged", () => {
    for (const example of examples) expect(faultsOf(format, example, damaged(example))).toEqual([]);
  });

  test("takes what is large, in time", () => {
    const [example] = examples;
    if (example === undefined) return;
    const started = performance.now();
    for (const text of large(example)) expect(() => readAs(format, example, text)).not.toThrow();
    expect(performance.now() - started).toBeLessThan(20_000);
  }, 60_000);
});
