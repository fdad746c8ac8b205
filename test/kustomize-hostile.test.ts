import { expect, test } from "@jest/globals";
import { generated, problems, read } from "./support/kustomizations.ts";

test("hostile input is read in its time, and never throws", () => {
  const deep = Array.from({ length: 100 }, (_, level): [string, string] => [
    `l${String(level)}/kustomization.yaml`,
    level === 99 ? generated : `resources: [../l${String(level + 1)}]\n`,
  ]);
  expect(read({ "kustomization.yaml": "resources: [l0]\n", ...Object.fromEntries(deep) }).problems).toEqual([]);
  const twice = Array.from({ length: 60 }, (_, level): [string, string] => [
    `l${String(level)}/kustomization.yaml`,
    level === 59 ? generated : `resources: [../l${String(level + 1)}, ../l${String(level + 1)}]\n`,
  ]);
  expect(problems({ "kustomization.yaml": "resources: [l0]\n", ...Object.fromEntries(twice) })).toContainEqual(
    expect.stringContaining("bases repeat each other too often"),
  );
  const bomb = `a0: &a0 [x]\n${Array.from({ length: 40 }, (_, n) => `a${String(n + 1)}: &a${String(n + 1)} { l: *a${String(n)}, r: *a${String(n)} }\n`).join("")}`;
  const object = `apiVersion: v1\nkind: Own\nmetadata: { name: o }\n${bomb}`;
  const files = { "kustomization.yaml": "resources: [o.yaml]\npatches: [{ path: p.yaml }]\n", "o.yaml": object, "p.yaml": object };
  expect(problems(files)).toEqual([expect.stringContaining("aliases repeat the patched nodes too often")]);
  const tested = { ...files, "kustomization.yaml": "resources: [o.yaml]\npatches: [{ target: { kind: Own }, path: p.yaml }]\n" };
  const operations = `- op: test\n  path: /all\n  value:\n${bomb.replaceAll(/^/gm, "    ").trimEnd()}\n`;
  const wrapped = `apiVersion: v1\nkind: Own\nmetadata: { name: o }\nall:\n${bomb.replaceAll(/^/gm, "  ").trimEnd()}\n`;
  expect(problems({ ...tested, "o.yaml": wrapped, "p.yaml": operations })).toEqual([]);
  for (const text of [
    "\0",
    "a: &a [*a]",
    "resources: [{}, 5, null, '']",
    "patches: [5, {}, { patch: [] }, { patch: '{' }]",
    "replacements: [5]",
    "vars: [5]",
    "labels: [5]",
  ]) {
    expect(read({ "kustomization.yaml": text }).workloads).toEqual([]);
  }
});
