import { describe, expect, test } from "@jest/globals";
import { resolveTargets as resolve } from "../src/commands/resolve.ts";
import { reporters } from "../src/reporters/index.ts";
import type { Request } from "../src/request.ts";
import { assessWithoutCode } from "../src/run.ts";
import { memoryHost, plain, requestFor } from "./memory-host.ts";
import { check } from "./support/check.ts";
import { type Files, hostOf, patience, range, runOn, schema, service, timed } from "./support/hostile.ts";

/** The rows are those of the threat table: what an untrusted pull request may hold. */
const doubling = (pad: string): string =>
  range(40)
    .map((i) => `${pad}a${String(i + 1)}: &a${String(i + 1)} [*a${String(i)}, *a${String(i)}]\n`)
    .join("");

const merging = (pad: string): string =>
  range(60)
    .map((i) => `${pad}m${String(i + 1)}: &m${String(i + 1)} { <<: [*m${String(i)}, *m${String(i)}], k${String(i)}: x }\n`)
    .join("");

describe("row 1: a YAML bomb", () => {
  test.each<[string, Files]>([
    ["of aliases in a compose file", { "compose.yaml": `x-a0: &a0 [x]\n${doubling("x-")}${service("    environment: *a40\n")}` }],
    ["of aliases in labels", { "compose.yaml": `x-a0: &a0 [x]\n${doubling("x-")}${service("    labels: { a: *a40 }\n    x-b: *a40\n")}` }],
    ["of merge keys in a compose file", { "compose.yaml": `x-m0: &m0 { A: 1 }\n${merging("x-")}${service("    environment: *m60\n")}` }],
    [
      "of aliases in a manifest",
      {
        "k8s/p.yaml": `a0: &a0 [x]\n${doubling("")}apiVersion: v1\nkind: Pod\nmetadata: { name: auth }\nspec: { containers: [{ name: auth, env: *a40 }] }\n`,
      },
    ],
    [
      "of merge keys in a ConfigMap",
      { "k8s/c.yaml": `m0: &m0 { A: x }\n${merging("")}apiVersion: v1\nkind: ConfigMap\nmetadata: { name: auth }\ndata: *m60\n` },
    ],
    ["of aliases in a schema", { "schemas/auth.yaml": `service: auth\nx: &a0 [x]\n${doubling("")}variables: { A: { one-of: *a40 } }\n` }],
    ["of merge keys in a schema", { "schemas/auth.yaml": `service: auth\nm0: &m0 { A: {} }\n${merging("")}variables: *m60\n` }],
    ["of aliases in the configuration", { "envcheck.yaml": `a0: &a0 [x]\n${doubling("")}ignore: *a40\n` }],
  ])("%s ends in time", (_what, files) => {
    runOn({ "schemas/auth.yaml": schema, ".env": "A=1\n", ...files });
  });
});

describe("row 2: depth", () => {
  const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
  const mappings = range(5000)
    .map((i) => `${" ".repeat(i)}a:\n`)
    .join("");

  test.each<[string, Files]>([
    ["a flow collection in a compose file", { "compose.yaml": service(`    environment: ${deep}\n`) }],
    ["block mappings in a compose file", { "compose.yaml": `x-a:\n${mappings.replaceAll(/^/gm, " ")}${service("")}` }],
    ["a manifest", { "k8s/p.yaml": `apiVersion: v1\nkind: Pod\nspec: ${deep}\n` }],
    ["a schema", { "schemas/auth.yaml": `service: auth\nvariables: ${deep}\n` }],
    ["JSON", { "k8s/p.json": `{ "apiVersion": "v1", "kind": "List", "items": ${deep} }` }],
    ["nested references", { "compose.yaml": service(`    environment: { A: "${"${A:-".repeat(5000)}x${"}".repeat(5000)}" }\n`) }],
    ["nested references of a Dockerfile", { Dockerfile: `FROM scratch\nENV A=${"${A:-".repeat(5000)}x${"}".repeat(5000)}\n` }],
  ])("%s is told and no crash", (_what, files) => {
    const { problems, verdicts, remarks } = runOn({ "schemas/auth.yaml": schema, ".env": "A=1\n", ...files });
    expect(problems.length + verdicts.length + remarks.length).toBeGreaterThan(0);
  });
});

test.each<[string, Files]>([
  [
    "a list",
    {
      "compose.yaml": service(
        `    environment:\n${range(60_000)
          .map((i) => `      - A${String(i)}=x\n`)
          .join("")}`,
      ),
    },
  ],
  [
    "a flow list",
    {
      "compose.yaml": service(
        `    environment: [${range(60_000)
          .map((i) => `A${String(i)}=x`)
          .join(", ")}]\n`,
      ),
    },
  ],
  [
    "documents",
    {
      "k8s/all.yaml": range(10_000)
        .map(
          (i) =>
            `---\napiVersion: v1\nkind: Pod\nmetadata: { name: p${String(i)} }\nspec: { containers: [{ name: c, env: [{ name: A, value: x }] }] }\n`,
        )
        .join(""),
    },
  ],
  [
    "env",
    {
      "k8s/p.yaml": `apiVersion: v1\nkind: Pod\nmetadata: { name: auth }\nspec:\n  containers:\n    - name: auth\n      env:\n${range(
        60_000,
      )
        .map((i) => `        - { name: A${String(i)}, value: "$(A${String(i - 1)})" }\n`)
        .join("")}`,
    },
  ],
])("row 3: 60,000 elements (%s) are read in time", (_what, files) => {
  expect(runOn(files).summary.environments).toBeGreaterThan(0);
});

test("row 4: __proto__ is a name like another in schemas, configuration and documents", () => {
  const report = runOn({
    "schemas/auth.yaml":
      'service: auth\nstages: { __proto__: "compose.yaml#auth" }\nvariables: { __proto__: { type: integer }, constructor: { in: { __proto__: { one-of: [a] } } } }\n',
    "compose.yaml": service("    environment: { __proto__: x, constructor: b }\n"),
    "envcheck.yaml": "rules: { __proto__: off }\n",
  });
  expect(report.verdicts).toEqual([
    { service: "auth", stage: "__proto__", variable: "__proto__", verdict: "invalid" },
    { service: "auth", stage: "__proto__", variable: "constructor", verdict: "invalid" },
  ]);
  expect(report.problems.length).toBe(1);
  expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("type");
});

/** Each name refers to the one before. */
const chain = (line: (name: string, before: string) => string): string =>
  `A0=${"x".repeat(64)}\n${range(40)
    .map((i) => line(`A${String(i + 1)}`, `A${String(i)}`))
    .join("")}`;

describe("row 5: growth by interpolation", () => {
  const twice = chain((name, before) => `${name}=\${${before}}\${${before}}\n`);

  test.each<[string, string, Files]>([
    ["a .env of compose", "compose.yaml", { ".env": twice, "compose.yaml": service("    environment: { A: '${A40}' }\n") }],
    ["an env_file", "compose.yaml", { "x.env": twice, "compose.yaml": service("    env_file: x.env\n") }],
    ["python-dotenv", "python-dotenv:.env", { ".env": twice }],
    [
      "a Dockerfile",
      "Dockerfile",
      { Dockerfile: `FROM scratch\n${chain((name, before) => `ENV ${name}=\${${before}}\${${before}}\n`).replace("A0=", "ENV A0=")}` },
    ],
    [
      "a pod",
      "k8s",
      {
        "k8s/p.yaml": `{ apiVersion: v1, kind: Pod, metadata: { name: a }, spec: { containers: [{ name: a, env: [{ name: A0, value: ${"x".repeat(64)} }, ${range(
          40,
        )
          .map((i) => `{ name: A${String(i + 1)}, value: "$(A${String(i)})$(A${String(i)})" }`)
          .join(", ")}] }] } }`,
      },
    ],
  ])("of %s is cut", (_what, target, files) => {
    runOn({ "schemas/auth.yaml": schema, ...files }, { targets: [target] });
    const asked = requestFor("resolve", { targets: [target], reveal: true, outputs: [{ format: "json", file: undefined, append: false }] });
    expect(timed(() => resolve(asked, hostOf(files), plain).stdout.length)).toBeLessThan(64 * 1024 * 1024);
  });
});

test.each([
  ["(a+)+$", "a".repeat(50_000)],
  ["^(a|a)*$", "a".repeat(50_000)],
  ["^(.*a){20}$", "a".repeat(5000)],
  ["(x+x+)+y", "x".repeat(50_000)],
  ["^(([a-z])+.)+[A-Z]([a-z])+$", "a".repeat(50_000)],
])("row 6: the pattern %s is matched in time", (pattern, text) => {
  const files = {
    "schemas/auth.yaml": `service: auth\nstages: { production: .env }\nvariables: { A: { pattern: '${pattern}' } }\n`,
    ".env": `A=${text}!\n`,
  };
  expect(runOn(files).verdicts.length).toBe(1);
});

test.each([
  "url",
  "email",
  "duration",
  "list",
  "map",
  "json",
  "cron",
  "date-time",
  "semver",
  "pem",
  "host-port",
  "ip",
  "cidr",
  "hostname",
  "regex",
  "base64",
  "path",
  "locale",
  "timezone",
  "secret",
])("row 6: a long text of type %s is judged in time", (type) => {
  const texts = [
    "a".repeat(100_000),
    "a.".repeat(50_000),
    `${"1".repeat(100_000)}!`,
    `${" ".repeat(100_000)}x`,
    `http://${"a@".repeat(50_000)}`,
    "(".repeat(50_000),
    `-----BEGIN ${"A ".repeat(50_000)}`,
  ];
  const names = texts.map((_, i) => `A${String(i)}`);
  const files = {
    "schemas/auth.yaml": `service: auth\nstages: { production: .env }\nvariables: { ${names.map((name) => `${name}: { type: ${type} }`).join(", ")} }\n`,
    ".env": texts.map((text, i) => `A${String(i)}='${text}'\n`).join(""),
  };
  expect(runOn(files).verdicts.length).toBe(texts.length);
});

describe("row 13: the environment of CI", () => {
  const env = new Map([["CI_SECRET", "zuxqo-of-ci"]]);
  const files = new Map([
    ["compose.yaml", service("    environment: [CI_SECRET, 'A=${CI_SECRET}', 'B=${CI_SECRET:-none}']\n    env_file: x.env\n")],
    ["x.env", "C=${CI_SECRET}\nCI_SECRET\n"],
    ["docker.env", "CI_SECRET\n"],
    ["Dockerfile", "ARG CI_SECRET\nFROM scratch\nARG CI_SECRET\nENV D=$CI_SECRET\n"],
  ]);
  const revealed = (changes: Partial<Request>): string =>
    resolve(
      requestFor("resolve", {
        targets: ["compose.yaml", "docker-env-file:docker.env", "python-dotenv:x.env", "Dockerfile"],
        reveal: true,
        outputs: [{ format: "json", file: undefined, append: false }],
        ...changes,
      }),
      memoryHost(files, env),
      plain,
    ).stdout;

  test("does not reach a document by itself", () => {
    expect(revealed({})).not.toContain("zuxqo-of-ci");
  });

  test("reaches it where the name is given", () => {
    expect(revealed({ hostEnv: new Map([["CI_SECRET", undefined]]) })).toContain("zuxqo-of-ci");
  });
});

describe("row 18: size", () => {
  const many = range(100_000)
    .map((i) => `NAME_${String(i)}=changeme\n`)
    .join("");

  test.each(reporters.map(({ id }) => id))("100,000 findings are told as %s in time, within the limits of the runner", (id) => {
    const asked = requestFor("check", { outputs: [{ format: id, file: undefined, append: false }] });
    const { stdout } = timed(() => check(asked, hostOf({ ".env.production": many }), plain), patience);
    if (id === "markdown") expect(Buffer.byteLength(stdout)).toBeLessThanOrEqual(1024 * 1024);
    if (id !== "github") return;
    expect(stdout.match(/^::(?:error|warning) /gm)?.length).toBe(10);
    expect(stdout).toMatch(/^::notice title=envcheck::99990 more findings without an annotation/m);
  });

  test("100,000 keys of a schema and of a document are judged in time", () => {
    const names = range(100_000).map((i) => `NAME_${String(i)}`);
    const files = {
      "schemas/auth.yaml": `service: auth\nstages: { production: .env }\nvariables:\n${names.map((name) => `  ${name}: {}\n`).join("")}`,
      ".env": many,
    };
    expect(runOn(files, {}, patience).verdicts.length).toBe(100_000);
  });
});

test.each<[string, Partial<Request>, Files]>([
  ["nothing is named", {}, { "compose.yaml": service("    environment: { A: 1 }\n"), ".env": "A=1\n" }],
  ["files are named", { targets: [".env"] }, { ".env": "A=1\n" }],
  ["the schema has stages", {}, { "schemas/auth.yaml": `${schema}stages: { production: .env }\n`, ".env": "A=1\n" }],
])("row 20: no process and no standard input is read where %s", (_what, changes, files) => {
  const asked: string[] = [];
  const host = hostOf(files);
  assessWithoutCode(requestFor("check", changes), {
    ...host,
    environ: () => (asked.push("self"), host.environ()),
    input: () => (asked.push("-"), host.input()),
  });
  expect(asked).toEqual([]);
});

test.each([
  [".env", "DATAB\u0410SE_URL=x\n"],
  ["compose.yaml", service("    environment: { DATAB\u0410SE_URL: x }\n")],
  [
    "k8s/p.yaml",
    "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, env: [{ name: DATAB\u0410SE_URL, value: x }] }] }\n",
  ],
])("row 21: a letter that only looks like another is told in the names of %s", (path, text) => {
  const rule = path === ".env" ? "ignored-line" : "invisible-character";
  expect(runOn({ [path]: text }).diagnostics).toContainEqual(expect.objectContaining({ rule, variable: "DATAB\u0410SE_URL" }));
});
