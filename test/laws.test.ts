import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { resolveTargets as resolve } from "../src/commands/resolve.ts";
import { formats } from "../src/formats/index.ts";
import type { Report, VerdictId } from "../src/model/diagnostic.ts";
import { textAt } from "../src/model/source.ts";
import { reporters } from "../src/reporters/index.ts";
import { resolve as environmentsOf } from "../src/resolve/resolve.ts";
import { assessWithoutCode } from "../src/run.ts";
import { memoryHost, plain, requestFor } from "./memory-host.ts";
import { check } from "./support/check.ts";
import { type Project, project, specific } from "./support/projects.ts";

function reportOf(files: Readonly<Record<string, string>>, changes = {}): Report {
  return assessWithoutCode(requestFor("check", changes), memoryHost(new Map(Object.entries(files)))).report;
}

function verdicts(report: Report): ReadonlyMap<string, VerdictId> {
  return new Map(report.verdicts.map(({ stage, variable, verdict }) => [`${variable} in ${stage}`, verdict]));
}

const nameIn = (place: string): string => place.slice(0, place.indexOf(" "));

/** Whether a file other than the schema names the variable. */
function isSetIn(files: Readonly<Record<string, string>>, place: string): boolean {
  return Object.entries(files).some(([path, text]) => path !== "schemas/auth.yaml" && text.includes(nameIn(place)));
}

/** One thing is taken for granted: that a layer out of sight overrides nothing that is in sight, or every ConfigMap before an unseen Secret were in doubt. */
describe("fewer inputs, less knowledge", () => {
  test("what cannot be told stays so when a file is removed, and nothing becomes missing", () => {
    fc.assert(
      fc.property(project, ({ files, removable }) => {
        const before = verdicts(reportOf(files));
        for (const path of removable) {
          const { [path]: _removed, ...rest } = files;
          const after = verdicts(reportOf(rest));
          for (const [place, verdict] of after) {
            const was = before.get(place);
            const overrides = files[path]?.includes(nameIn(place)) === true && isSetIn(rest, place);
            if (was === "unverifiable" && !overrides) expect([path, place, verdict]).toEqual([path, place, "unverifiable"]);
            if (was !== "missing") expect([path, place, verdict]).not.toEqual([path, place, "missing"]);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("one more layer", () => {
  test.each([
    ["a later env file", "base.env+more.env", "base.env"],
    ["a later env_file of a service", "with.yaml#auth", "without.yaml#auth"],
  ])("as %s changes only what it names", (_what, withIt, withoutIt) => {
    fc.assert(
      fc.property(specific.envFile, specific.envFile, ([base, _names], [more, named]) => {
        const files = {
          "base.env": base,
          "more.env": more,
          "with.yaml": "services: { auth: { image: a, env_file: [base.env, more.env], environment: { A: x } } }",
          "without.yaml": "services: { auth: { image: a, env_file: [base.env], environment: { A: x } } }",
        };
        const [under, over] = [effective(files, withoutIt), effective(files, withIt)];
        for (const name of new Set([...under.keys(), ...over.keys()]))
          if (!named.has(name)) expect([name, over.get(name)]).toEqual([name, under.get(name)]);
      }),
    );
  });
});

/** What `--reveal` shows of the only environment of a target. */
function effective(files: Readonly<Record<string, string>>, target: string): ReadonlyMap<string, unknown> {
  const asked = requestFor("resolve", {
    targets: [target],
    reveal: true,
    hostEnv: new Map([["NOTHING", undefined]]),
    outputs: [{ format: "json", file: undefined, append: false }],
  });
  const parsed: unknown = JSON.parse(resolve(asked, memoryHost(new Map(Object.entries(files))), plain).stdout);
  return new Map(variablesIn(parsed));
}

function variablesIn(document: unknown): [string, unknown][] {
  if (typeof document !== "object" || document === null || !("environments" in document) || !Array.isArray(document.environments))
    return [];
  return document.environments.flatMap(
    (environment: { readonly variables: Readonly<Record<string, { readonly state: string; readonly value?: string }>> }) =>
      Object.entries(environment.variables).map(([name, { state, value }]): [string, unknown] => [name, [state, value]]),
  );
}

describe("what is said", () => {
  test("holds no value, and points at names, keys and paths", () => {
    fc.assert(
      fc.property(project, ({ files, values, words }: Project) => {
        const report = reportOf(files);
        const texts = [
          ...report.diagnostics.flatMap(({ message, label = "", help = "", notes = [], suggestion = [] }) => [
            message,
            label,
            help,
            ...suggestion,
            ...notes.map((note) => note.message),
          ]),
          ...report.problems.map(({ message }) => message),
          ...report.remarks,
          ...report.unseen.map(({ because }) => because),
        ];
        for (const value of values) expect(texts.filter((text) => text.includes(value))).toEqual([]);
        for (const { at, message } of [...report.diagnostics, ...report.problems]) {
          const text = at === undefined ? "" : textAt(at);
          expect([message, text === "" || words.has(text) ? "" : text]).toEqual([message, ""]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test.each(specific.documents)("every binding of a %s stands where its name is", (format, document) => {
    fc.assert(
      fc.property(document, ([text]) => {
        const source = { path: "x", text };
        const spec = formats.find(({ id }) => id === format)?.read({ sources: [source], options: new Map() }, nothing);
        const bindings = (spec === undefined ? [] : environmentsOf(spec)).flatMap(({ entries }) =>
          [...entries.values()].flatMap(({ from }) => from),
        );
        const written = bindings.filter(({ name }) => name !== "PATH");
        expect(written.map(({ name, at }) => [name, textAt(at)])).toEqual(written.map(({ name }) => [name, name]));
      }),
    );
  });
});

const nothing = {
  read: (path: string) => ({ path, reason: "missing" as const, because: "is not there" }),
  shell: () => ({ state: "absent" as const }),
};

const words = [
  "services:",
  "auth:",
  "environment:",
  "env:",
  "- ",
  "name: ",
  "value: ",
  ": ",
  "=",
  "\n",
  "\n  ",
  "\n    ",
  "{",
  "}",
  "[",
  "]",
  '"',
  "'",
  "`",
  "\\",
  "$",
  "${",
  "$(",
  ")",
  ":-",
  ":?",
  "#",
  " #",
  "&a",
  "*a",
  "<<: *a",
  "|",
  ">",
  "---\n",
  "kind: ",
  "Secret",
  "Pod",
  "ConfigMap",
  "apiVersion: v1\n",
  "data:",
  "FROM ",
  "ENV ",
  "ARG ",
  "RUN <<EOT",
  "EOT",
  "\0",
  "\r",
  "\uFEFF",
  "\u2028",
  "\uD800",
  "export ",
  "!reset ",
  "include:",
  "extends:",
  "env_file:",
  ".env",
  "compose.yaml",
  "A",
  "__proto__",
  "==",
];
const anything = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
  fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((parts) => parts.join("")),
);

describe("anything at all", () => {
  test.each(formats.map(({ id }) => id))("is read as %s without a crash", (id) => {
    const format = formats.find((candidate) => candidate.id === id);
    fc.assert(
      fc.property(anything, anything, (text, other) => {
        const source = { path: "x", text };
        const world = { ...nothing, read: (path: string) => ({ path, text: other }) };
        format?.accepts(source);
        const spec = format?.read({ sources: [source], options: new Map() }, world);
        for (const { entries } of spec === undefined ? [] : environmentsOf(spec)) expect(entries.size).toBeGreaterThanOrEqual(0);
        const outside = [...(spec?.problems ?? []), ...(spec?.facts ?? [])].filter(
          ({ at }) => at !== undefined && (at.start > at.end || at.end > at.source.text.length),
        );
        expect(outside).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("is checked without a crash, in every output format", () => {
    const paths = [".env", "compose.yaml", "k8s/auth.yaml", "Dockerfile", "schemas/auth.yaml", "envcheck.yaml"];
    fc.assert(
      fc.property(fc.array(anything, { minLength: paths.length, maxLength: paths.length }), (texts) => {
        const files = new Map(paths.map((path, i) => [path, texts[i] ?? ""]));
        for (const { id } of reporters) {
          const { stdout, exitCode } = check(
            requestFor("check", { outputs: [{ format: id, file: undefined, append: false }] }),
            memoryHost(files),
            plain,
          );
          expect([stdout === "", exitCode > 3]).toEqual([false, false]);
        }
      }),
      { numRuns: 150 },
    );
  });
});

const odd = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"];
const lines = odd.map((name) => `${name}=x\n`).join("");

test.each([
  ["dotenv", ".env", lines, odd.slice(1)],
  ["compose-env-file", ".env", lines, odd],
  ["docker-env-file", ".env", lines, odd],
  ["python-dotenv", ".env", lines, odd],
  ["django-environ", ".env", lines, odd],
  ["node-env-file", ".env", lines, odd],
  ["env-dump", ".env", lines, odd],
  ["compose", "compose.yaml", `services: { auth: { image: a, environment: { ${odd.map((name) => `${name}: x`).join(", ")} } } }`, odd],
  ["compose", "compose.yaml", `services: { auth: { image: a, environment: [${odd.map((name) => `${name}=x`).join(", ")}] } }`, odd],
  [
    "kubernetes",
    "p.yaml",
    `{ apiVersion: v1, kind: Pod, metadata: { name: a }, spec: { containers: [{ name: a, env: [${odd.map((name) => `{ name: ${name}, value: x }`).join(", ")}] }] } }`,
    odd,
  ],
  ["dockerfile", "Dockerfile", `FROM scratch\n${odd.map((name) => `ENV ${name}=x\n`).join("")}`, odd],
  ["docker-inspect", "i.json", JSON.stringify([{ Config: { Env: odd.map((name) => `${name}=x`) } }]), odd],
])("names that objects have by themselves are names in %s (%s)", (format, path, text, expected) => {
  const asked = requestFor("resolve", { targets: [`${format}:${path}`], outputs: [{ format: "json", file: undefined, append: false }] });
  const { stdout } = resolve(asked, memoryHost(new Map([[path, text]])), plain);
  expect(
    variablesIn(JSON.parse(stdout))
      .map(([name]) => name)
      .filter((name) => name !== "PATH"),
  ).toEqual(expected);
});

test("the one name that npm dotenv cannot hold is told", () => {
  const report = reportOf({
    "x.env": lines,
    "schemas/auth.yaml": "service: auth\nstages: { production: x.env }\nvariables: { __proto__: {}, constructor: {} }\n",
  });
  expect(report.verdicts.map(({ variable, verdict }) => [variable, verdict])).toEqual([
    ["__proto__", "missing"],
    ["constructor", "ok"],
  ]);
  expect(report.diagnostics).toContainEqual(expect.objectContaining({ rule: "ignored-line", variable: "__proto__" }));
});
