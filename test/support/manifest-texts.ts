import { type Arbitrary, constantFrom, oneof, record, tuple, uniqueArray } from "fast-check";

const words = [
  "x",
  "two words",
  "yes",
  "No",
  "y",
  "on",
  "OFF",
  "true",
  "False",
  "null",
  "~",
  "",
  "TRUE",
  "nul",
  "a: b",
  "a #b",
  "$(A)",
  "é",
];
const numbers = [
  "5",
  "-1",
  "+3",
  "010",
  "0o17",
  "0x1F",
  "0b101",
  "1_000",
  "1e3",
  "1.5",
  ".5",
  "5.",
  ".inf",
  ".nan",
  "1:30",
  "08",
  "0",
  "-0",
  "1e",
  "_1",
];
const dates = ["2020-01-01", "2020-01-01T00:00:00Z", "20-1-1"];
const text = constantFrom(...words, ...numbers, ...dates);

/** Ways to write a scalar; those that YAML would take for something else are left out. */
const spellings: readonly ((text: string) => string)[] = [
  (one) => (/^[a-z0-9+.~-]/i.test(one) && !/: | #|^- /.test(one) ? one : JSON.stringify(one)),
  (one) => (/^[a-z0-9+.~-]/i.test(one) && !/: | #|^- /.test(one) ? one : `'${one}'`),
  (one) => JSON.stringify(one),
  (one) => `'${one}'`,
  (one) => `!!str '${one}'`,
];
const scalar = tuple(text, constantFrom(...spellings)).map(([one, spell]) => spell(one));
const nothing = constantFrom("null", "~", "");

const kinds = [
  { kind: "Pod", apiVersion: "v1", path: [] },
  { kind: "Deployment", apiVersion: "apps/v1", path: ["template", "spec"] },
  { kind: "CronJob", apiVersion: "batch/v1", path: ["jobTemplate", "spec", "template", "spec"] },
  { kind: "Job", apiVersion: "batch/v1", path: ["template", "spec"] },
] as const;

const names = constantFrom(
  ...Array.from({ length: 10 }, () => ["A", "B", "C_1", "'on'", '"010"', "d.e", "f-g", "2020-01-01"]).flat(),
  "on",
  "5",
  "''",
);
const quoted = tuple(text, constantFrom(...spellings.slice(2))).map(([one, spell]) => spell(one));
const entry = tuple(names, oneof({ weight: 12, arbitrary: quoted }, { weight: 1, arbitrary: scalar }, { weight: 1, arbitrary: nothing }));
const entries = uniqueArray(entry, { minLength: 1, maxLength: 4, selector: ([name]) => name.replaceAll(/['"]/g, "") });

/** A workload whose variables are written in all the ways of YAML. */
export const workload: Arbitrary<string> = record({ kind: constantFrom(...kinds), entries }).map(
  ({ kind: { kind, apiVersion, path }, entries: list }) => {
    const head = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: w-0- }\nspec:\n`;
    const steps = path.map((step, depth) => `${"  ".repeat(depth + 1)}${step}:\n`).join("");
    const indent = "  ".repeat(path.length + 1);
    const env = list.map(([name, value]) => `${indent}    - name: ${name}\n${indent}      value: ${value}\n`).join("");
    return `${head}${steps}${indent}containers:\n${indent}- name: app\n${indent}  image: x\n${indent}  env:\n${env}`;
  },
);

const key = constantFrom(
  ...Array.from({ length: 20 }, () => "A"),
  "~",
  "A",
  "b",
  "on",
  "010",
  "0x10",
  "5",
  "1e3",
  "1.5",
  "2020-01-01",
  "d.e",
  ".inf",
  "-.Inf",
  ".NaN",
);

/** A ConfigMap whose keys and values are; no two keys mean the same. */
export const configMap: Arbitrary<string> = uniqueArray(tuple(key, scalar), { minLength: 1, maxLength: 5, selector: ([one]) => one }).map(
  (pairs) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: w-0- }\ndata:\n${pairs.map(([name, value]) => `  ${name}: ${value}\n`).join("")}`,
);
