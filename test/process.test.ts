import { expect, test } from "@jest/globals";
import { process } from "../src/formats/process.ts";
import { unseal } from "../src/model/sealed.ts";
import { textAt } from "../src/model/source.ts";
import { absent } from "../src/model/value.ts";
import { resolve } from "../src/resolve/resolve.ts";

function read(text: string) {
  const spec = process.read(
    { sources: [{ path: "pid:4711", text }], options: new Map() },
    { read: (path) => ({ path, text: "" }), shell: () => absent },
  );
  const [environment] = resolve(spec);
  const variables: Record<string, string> = {};
  for (const [name, { value }] of environment?.entries ?? []) variables[name] = value.state === "known" ? unseal(value.text) : value.state;
  return { spec, variables, openings: environment?.openings.map(({ because }) => because) };
}

const overwritten = ["the process has overwritten its environment block"];

test.each([
  ["entries end in NUL", "A=1\0B=\0", { A: "1", B: "" }, []],
  ["the last NUL may be missing", "A=1\0B=2", { A: "1", B: "2" }, []],
  ["values hold line breaks and equals signs", "A=1\n2\0B=c=d\0", { A: "1\n2", B: "c=d" }, []],
  ["the first of duplicates wins", "A=1\0B=x\0A=2\0A=3\0", { A: "1", B: "x" }, []],
  ["entries that are no variables", "A=1\0B=2\0noeq\0=x\0\0", { A: "1", B: "2" }, []],
  ["bytes that are no text", "A=\uFFFD\0", { A: "opaque" }, []],
  ["started with nothing", "", {}, []],
  ["wiped by setproctitle", "\0\0\0\0", {}, overwritten],
  ["a title with NULs behind it", "gunicorn: worker [auth]\0\0\0", {}, overwritten],
  ["a title over the first entries", "nginx: master process\0B=2\0C=3\0", { B: "2", C: "3" }, overwritten],
  ["a title with an equals sign, and NULs behind it", "port=80\0\0\0", { port: "80" }, overwritten],
  ["NULs over the first entries", "\0\0B=2\0", { B: "2" }, overwritten],
])("%s", (_, text, variables, openings) => {
  expect(read(text)).toMatchObject({ variables, openings });
});

test("facts and bindings stand at names, never at values", () => {
  const { spec } = read("A=1\0SECRET\0A=2\0=x\0B=3\0C=4\0");
  expect(spec.facts.map((fact) => [fact.kind, fact.at && textAt(fact.at)])).toEqual([
    ["duplicate", "A"],
    ["ignored-line", ""],
    ["ignored-line", ""],
  ]);
  const [layer] = spec.workloads[0]?.layers ?? [];
  expect(layer?.kind === "bindings" ? layer.bindings.map(({ at }) => textAt(at)) : []).toEqual(["A", "A", "B", "C"]);
});

test.each([
  ["proc/4711/environ", "", true],
  ["pid:4711", "\0\0", true],
  ["-", "A=1\0B=2\0", true],
  ["-", "A=1\nB=2\n", false],
  [".env", "", false],
])("%s holding %j is an environment block: %s", (path, text, expected) => {
  expect(process.accepts({ path, text })).toBe(expected);
});
