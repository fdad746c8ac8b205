import { describe, expect, test } from "@jest/globals";
import { formats } from "../src/formats/index.ts";
import { nomad } from "../src/formats/nomad.ts";
import { positionOf, textAt } from "../src/model/source.ts";
import { readFolder } from "./support/folder.ts";
import { nomadCases } from "./support/nomad-cases.ts";
import { variablesOf } from "./support/platform.ts";

describe("what a job of Nomad sets", () => {
  test.each(nomadCases)("%s", (_title, text, expected) => {
    const spec = readFolder(nomad, { "job.nomad.hcl": text });
    expect(spec.problems).toEqual([]);
    expect(variablesOf(spec)).toEqual(expected);
  });

  test.each(nomadCases)("%s: every binding stands where its name is written", (_title, text) => {
    const { workloads } = readFolder(nomad, { "job.nomad.hcl": text });
    const bindings = workloads.flatMap(({ layers }) => layers.filter((layer) => layer.kind === "bindings"));
    for (const { name, at } of bindings.flatMap((each) => each.bindings)) expect(textAt(at)).toBe(name);
  });

  test.each(nomadCases)("%s: is recognised", (_title, text) => {
    for (const path of ["job.nomad", "job.hcl"]) expect(formats.find((one) => one.accepts({ path, text }))).toBe(nomad);
  });
});

test("only what surely comes twice is told as such", () => {
  const data = "{{ if x }}\nA=1\n{{ else }}\nA=2\n{{ end }}\nB=1\nB=2\n";
  const text = `job "a" {\n  task "b" {\n    template {\n      env  = true\n      data = <<E\n${data}E\n    }\n  }\n}\n`;
  const { facts } = readFolder(nomad, { "a.nomad": text });
  const twice = facts.filter((fact) => fact.kind === "duplicate");
  expect(twice.map(({ name, at, earlier }) => [name, positionOf(at).line, positionOf(earlier).line])).toEqual([["B", 12, 11]]);
});
