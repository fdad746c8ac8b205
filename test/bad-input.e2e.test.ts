import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Canaries } from "./support/canary.ts";
import { envcheck, temporaryFolder, writeFiles } from "./support/bin.ts";

const folder = temporaryFolder();
let count = 0;

const good = {
  "schemas/good.yaml": "service: good\nstages: { production: good.env }\nvariables: { PORT: { type: port }, TOKEN: {} }\n",
  "good.env": "PORT=80\n",
};

/** A project with a service that lacks a variable, and whatever else is to be tried. */
function project(files: Readonly<Record<string, string | Buffer>>, prepare: (path: string) => void = () => undefined): string {
  const path = join(folder, String((count += 1)));
  writeFiles(path, { ...good, ...files });
  prepare(path);
  return path;
}

const auth = (target: string): string => `service: auth\nstages: { production: ${JSON.stringify(target)} }\nvariables: { A: {} }\n`;

test.each([
  [
    "an unknown flag",
    ["--stagee", "x"],
    /^envcheck: there is no flag --stagee, did you mean --stage|there is no flag --stagee; did you mean --stage/,
  ],
  ["an unknown command", ["chekc"], /^envcheck: chekc is neither a command nor a file; did you mean check/],
  ["a flag without its value", ["--format"], /^envcheck: --format needs a value: /],
  [
    "an unknown format",
    ["--format", "xml"],
    /^envcheck: --format takes text, concise, json, github, markdown, sarif, junit, gitlab, rdjson, checkstyle/,
  ],
  ["a flag of another command", ["rules", "--schema", "x"], /^envcheck: rules does not take --schema/],
  ["a word for a flag", ["help"], /^envcheck: help is neither a command nor a file; did you mean --help/],
  ["a value for help", ["--help=check"], /^envcheck: --help takes no value/],
  ["an empty name", ["explain", ""], /^envcheck: explain needs a name/],
  ["several shells", ["completion", "bash", "zsh"], /^envcheck: completion takes bash, zsh, fish$/m],
  ["several operands", ["hook", "install", "uninstall"], /^envcheck: hook takes install or uninstall and nothing more/],
  ["an operand in place of a flag", ["release", "HEAD"], /^envcheck: release takes flags only/],
  ["two names to explain", ["explain", "PORT", "TOKEN"], /^envcheck: TOKEN does not exist$/m],
  ["a target that is not there", ["probe", "nowhere.env"], /^envcheck: nowhere\.env does not exist$/m],
  ["a root that is not there", ["--root", "nowhere"], /^envcheck: --root names no folder/],
])("%s is one line that tells what is right", (_what, args, line) => {
  const { code, stdout, stderr } = envcheck(project({}), args);
  expect({ code, stdout, lines: stderr.split("\n").length }).toEqual({ code: 2, stdout: "", lines: 2 });
  expect(stderr).toMatch(line);
});

/** What is wrong, and what is said of it: the place first where there is one. */
type Row = readonly [
  what: string,
  target: string,
  files: Readonly<Record<string, string | Buffer>>,
  said: RegExp,
  prepare?: (path: string) => void,
];

const keys = Array.from({ length: 100_000 }, (_, i) => `KEY_${String(i)}=x\n`).join("");

const rows: readonly Row[] = [
  ["a missing file", "nowhere.env", {}, /^schemas\/auth\.yaml:2:\d+: error: nowhere\.env.* does not exist/m],
  ["a folder in place of a file", "dotenv:sub", { "sub/x": "" }, /^schemas\/auth\.yaml:2:\d+: error: .*sub is a folder/m],
  [
    "an empty folder",
    "sub",
    {},
    /^schemas\/auth\.yaml:2:\d+: error: sub.* is a folder without manifests/m,
    (path) => mkdirSync(join(path, "sub")),
  ],
  [
    "a pipe",
    "pipe.env",
    {},
    /^schemas\/auth\.yaml:2:\d+: error: pipe\.env.* is a pipe, not a file/m,
    (path) => execFileSync("mkfifo", [join(path, "pipe.env")]),
  ],
  ["an empty compose file", "compose.yaml", { "compose.yaml": "" }, /^compose\.yaml: error: a compose file must not be empty/m],
  [
    "broken YAML",
    "compose.yaml",
    { "compose.yaml": "services:\n  auth: {\n" },
    /^compose\.yaml:\d+:\d+: error: the YAML cannot be read: /m,
  ],
  [
    "broken YAML in a manifest",
    "k8s/p.yaml",
    { "k8s/p.yaml": "apiVersion: v1\nkind: Pod\nspec: { containers: [{\n" },
    /^k8s\/p\.yaml:\d+:\d+: error: the YAML cannot be read: /m,
  ],
  ["a Dockerfile that is none", "Dockerfile", { Dockerfile: "FORM scratch\n" }, /^Dockerfile:1:1: error: .*did you mean FROM/m],
  ["broken JSON", "docker-inspect:i.json", { "i.json": '[{ "Config": ' }, /^i\.json:1:\d+: error: /m],
  ["an env file that docker refuses", "docker-env-file:x.env", { "x.env": "A=1\nB C=2\n" }, /^x\.env:2:1: error: /m],
  [
    "what is not UTF-8",
    "latin.env",
    { "latin.env": Buffer.from("B=1\nA=caf\u00E9\n", "latin1") },
    /^schemas\/auth\.yaml:2:\d+: error: latin\.env.* is not UTF-8 \(line 2\)/m,
  ],
  [
    "UTF-16",
    "wide.env",
    { "wide.env": Buffer.from("\uFEFFA=1\n", "utf16le") },
    /^schemas\/auth\.yaml:2:\d+: error: wide\.env.* is UTF-16; it must be UTF-8/m,
  ],
  [
    "a file of 50 MB",
    "huge.env",
    { "huge.env": "" },
    /^schemas\/auth\.yaml:2:\d+: error: huge\.env.* is larger than 32 MiB/m,
    (path) => truncateSync(join(path, "huge.env"), 50 * 1024 * 1024),
  ],
  [
    "a selector that matches nothing",
    "compose.yaml#auht",
    { "compose.yaml": "services: { auth: { image: a } }\n" },
    /^schemas\/auth\.yaml:2:\d+: error: .*#auht matches nothing; did you mean auth/m,
  ],
  ["a format that is not known", "toml:x.env", { "x.env": "" }, /^schemas\/auth\.yaml:2:\d+: error: .*toml is no format/m],
  [
    "a file of no known format",
    "x.conf",
    { "x.conf": "A=1" },
    /^schemas\/auth\.yaml:2:\d+: error: .*the format of x\.conf is not recognised; say which it is, for example dotenv:x\.conf/m,
  ],
  [
    "an env_file that is not UTF-8",
    "compose.yaml",
    { "compose.yaml": "services:\n  auth:\n    image: a\n    env_file: x.env\n", "x.env": Buffer.from([0x41, 0x3d, 0xff]) },
    /^compose\.yaml:4:15: error: x\.env is not UTF-8/m,
  ],
];

describe("the rest is still checked beside", () => {
  test.each(rows)("%s", (...[_what, target, files, said, prepare]) => {
    const { code, stdout } = envcheck(project({ "schemas/auth.yaml": auth(target), ...files }, prepare), ["--format", "concise"]);
    expect(stdout).toMatch(said);
    expect(stdout).toMatch(/^good\.env:1:1: error\[missing\] TOKEN is not set for good in production/m);
    expect(code).toBe(2);
  });

  test.each([
    [
      "a broken schema",
      "service: auth\nvariables: { A: { type: prot } }\nstages: { production: .env }\n",
      /^schemas\/auth\.yaml:2:25: error: A\.type is not known, did you mean port/m,
    ],
    ["a schema that is no YAML", "service: auth\nvariables: {\n", /^schemas\/auth\.yaml:\d+:\d+: error: /m],
    ["an empty schema", "", /^schemas\/auth\.yaml(?::1:1)?: error: /m],
    ["a schema that is not UTF-8", Buffer.from([0x73, 0xff]), /^schemas\/auth\.yaml: error: schemas\/auth\.yaml is not UTF-8 \(line 1\)/m],
    ["broken configuration", undefined, /^envcheck\.yaml:1:1: error: /m],
  ])("%s", (_what, schema, said) => {
    const files = schema === undefined ? { "envcheck.yaml": "rulez: {}\n" } : { "schemas/auth.yaml": schema };
    const { code, stdout } = envcheck(project(files), ["--format", "concise"]);
    expect(stdout).toMatch(said);
    expect(stdout).toContain("error[missing] TOKEN is not set for good in production");
    expect(code).toBe(2);
  });

  test("a file that this user may not read", () => {
    const root = project({ "schemas/auth.yaml": auth("locked.env"), "locked.env": "A=1\n" }, (path) =>
      chmodSync(join(path, "locked.env"), 0),
    );
    const { code, stdout } = envcheck(root, ["--format", "concise"]);
    expect(stdout).toContain("error[missing] TOKEN is not set for good in production");
    if (process.getuid?.() !== 0) expect([code, stdout]).toEqual([2, expect.stringContaining("locked.env may not be read by this user")]);
  });
});

const pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: auth }\nspec: { containers: [{ name: auth, image: a, env: [] }] }\n";

/** What stands beside a good manifest in a folder, and what is said of it. */
const odd: readonly (readonly [what: string, said: string, put: (path: string) => void])[] = [
  ["what is not UTF-8", "is not UTF-8 (line 1)", (path) => writeFileSync(path, Buffer.from([0x61, 0xff]))],
  ["a file of 50 MB", "is larger than 32 MiB", (path) => (writeFileSync(path, ""), truncateSync(path, 50 * 1024 * 1024))],
  ["a pipe", "is a pipe, not a file", (path) => execFileSync("mkfifo", [path])],
  ["a link to nothing", "is a link to what does not exist", (path) => symlinkSync("nowhere", path)],
  ["a link out of the root", "is a link out of the root", (path) => symlinkSync("/etc/passwd", path)],
];

describe("in a folder of manifests the others are still checked beside", () => {
  test.each(odd)("%s", (_what, said, put) => {
    for (const target of ["k8s#Pod/auth", "kubernetes:k8s"]) {
      const root = project({ "schemas/auth.yaml": auth(target), "k8s/pod.yaml": pod }, (path) => put(join(path, "k8s/secret.yaml")));
      const { code, stdout } = envcheck(root, ["--format", "concise", "--service", "auth"]);
      expect(stdout).toContain(`k8s/secret.yaml: error: k8s/secret.yaml ${said}`);
      expect(stdout).toContain("error[missing] A is not set for auth in production");
      expect(code).toBe(2);
    }
  });

  test("and where there are none, that is why", () => {
    const root = project({ "schemas/auth.yaml": auth("k8s"), "k8s/secret.yaml": Buffer.from([0xff]) });
    const { code, stdout } = envcheck(root, ["--format", "concise", "--service", "auth"]);
    expect([code, stdout]).toEqual([2, expect.stringMatching(/^k8s\/secret\.yaml: error: k8s\/secret\.yaml is not UTF-8 .*\n0 env/)]);
  });
});

test.each<[string, (path: string) => void, string | undefined]>([
  ["a folder", (path) => mkdirSync(path), "is a folder, not a file"],
  ["a pipe", (path) => execFileSync("mkfifo", [path]), "is a pipe, not a file"],
  ["a link to nothing", (path) => symlinkSync("nowhere", path), "is a link to what does not exist"],
  ["a link to a schema elsewhere", (path) => symlinkSync("../shared/auth.yaml", path), undefined],
  ["a link to the schema beside it", (path) => symlinkSync("good.yaml", path), undefined],
])("%s under the name of a schema is not passed by", (_what, put, said) => {
  const root = project({ "shared/auth.yaml": auth("good.env") }, (path) => put(join(path, "schemas/auth.yaml")));
  const { code, stdout } = envcheck(root, ["--format", "concise"]);
  expect(stdout.includes(`schemas/auth.yaml: error: schemas/auth.yaml ${said ?? ""}`)).toBe(said !== undefined);
  expect(stdout).toContain("error[missing] TOKEN is not set for good in production");
  expect(code).toBe(said === undefined ? 1 : 2);
});

describe("what a search finds and cannot read", () => {
  const bytes = Buffer.from([0x41, 0x3d, 0xff]);

  test.each([".env", "compose.yaml", "api/Dockerfile"])("is an error where its name tells that it belongs to the deploy: %s", (path) => {
    const root = join(folder, String((count += 1)));
    writeFiles(root, { "web.env": "A=1\n", [path]: bytes });
    expect(envcheck(root, ["--format", "concise"])).toMatchObject({ code: 2, stdout: expect.stringContaining(`${path} is not UTF-8`) });
  });

  test.each([".env.example", "test/.env", "data.json"])("is a note elsewhere: %s", (path) => {
    const root = join(folder, String((count += 1)));
    writeFiles(root, { "web.env": "A=1\n", [path]: bytes });
    expect(envcheck(root, [])).toMatchObject({ code: 0, stdout: expect.stringContaining(`note: skipped ${path}: is not UTF-8`) });
  });

  test("is told of links, of folders not", () => {
    const root = join(folder, String((count += 1)));
    writeFiles(root, { "web.env": "A=1\n", "venv/.env/x": "" });
    for (const [path, target] of Object.entries({ ".env": "web.env", "out.env": "/etc/passwd" })) symlinkSync(target, join(root, path));
    const { code, stdout } = envcheck(root, []);
    expect(stdout.split("\n").filter((line) => line.startsWith("note: skipped"))).toEqual([
      "note: skipped .env: is a link, which no search follows; name it to have it read",
      "note: skipped out.env: is a link out of the root; --allow-outside-root follows it",
    ]);
    expect(code).toBe(0);
  });
});

test("a target that git ignores and that is not here is an opening, as it is where a clean checkout is checked", () => {
  const schema = "service: auth\nstages: { local: [.env, local.env] }\nvariables: { A: {}, B: {} }\n";
  const root = join(folder, String((count += 1)));
  writeFiles(root, { "schemas/auth.yaml": schema, "local.env": "B=1\n", ".gitignore": ".env\n" });
  expect(envcheck(root, ["--format", "concise"])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(
      ".env: warning[unverifiable] A cannot be verified for auth in local: .env is ignored by git, so it is not in these files\n",
    ),
  });
  expect(envcheck(root, ["--strict"])).toMatchObject({ code: 3 });
  expect(envcheck(root, ["check", ".env"])).toMatchObject({ code: 2, stdout: expect.stringContaining("does not exist here") });
});

test.each<[string, readonly string[], RegExp]>([
  ["a target that is not there", ["nowhere.env"], /nowhere\.env does not exist/],
  ["a service that is not there", ["--service", "goood"], /--service goood: no such service; did you mean good/],
  ["a stage that is not there", ["--stage", "prodution"], /--stage prodution: no such stage; did you mean production/],
  ["a schema that is not there", ["--schema", "none/*.yaml"], /none\/\*\.yaml: no schema file is there/],
  ["a configuration that is not there", ["--config", "none.yaml"], /^none\.yaml: error: none\.yaml does not exist/],
  ["a host-env-file that is not there", ["--host-env-file", "none.env"], /^none\.env: error: none\.env does not exist/],
])("%s on the command line", (_what, args, said) => {
  const { code, stdout } = envcheck(project({}), [...args, "--format", "concise"]);
  expect([code, stdout]).toEqual([2, expect.stringMatching(said)]);
});

test.each([
  ["an empty file", { ".env": "" }, 1, "error[missing] A is not set for auth in production"],
  ["a file of blank lines", { ".env": "\n \r\n\t\n# x\n" }, 1, "error[missing] A is not set for auth in production"],
  ["100,000 keys", { ".env": `${keys}A=1\n` }, 0, "0 errors"],
])("%s is a file like another", (_what, files, exitCode, said) => {
  const root = project({ "schemas/auth.yaml": auth(".env"), ...files });
  const { code, stdout } = envcheck(root, ["--format", "concise", "--service", "auth"]);
  expect([code, stdout]).toEqual([exitCode, expect.stringContaining(said)]);
});

describe("a crash", () => {
  const canaries = new Canaries("word");
  const canary = canaries.mint("what was read");

  test.each([
    ["an error that quotes what was read", `throw new Error("cannot read " + ${JSON.stringify(canary)})`],
    ["one of several lines", `throw new TypeError("a\\n    at ${canary} (/x/${canary}.js:1:2)\\nb ${canary}")`],
    ["one whose stack was rewritten", `const e = new RangeError("x"); e.stack = "${canary}\\n    at f (/x/${canary}.js:1:2)"; throw e`],
    ["one with a cause", `throw new Error("x", { cause: new Error("${canary}") })`],
    ["one with more about it", `throw Object.assign(new Error("x"), { content: "${canary}", name: "${canary}" })`],
    ["text", `throw "${canary}"`],
    ["an object", `throw { message: "${canary}", stack: "${canary}", toString: () => "${canary}" }`],
    ["too deep a recursion", `const f = (text) => f(text) + text; f("${canary}")`],
  ])("with %s tells nothing of it, in CI neither", (_what, crash) => {
    const root = project({
      "good.env": `PORT=80\nTOKEN=${canary}\n`,
      "crash.cjs": `const fs = require("fs"); const read = fs.fstatSync; fs.fstatSync = (...all) => { ${crash}; return read(...all); };\n`,
    });
    for (const env of [{}, { CI: "true", NODE_DEBUG: "*", DEBUG: "*" }]) {
      const { code, stdout, stderr } = envcheck(root, ["--format", "json"], { node: ["--require", join(root, "crash.cjs")], env });
      expect(canaries.seenIn(stdout + stderr.replaceAll(/^[A-Z]+ \d+: .*$/gm, ""))).toEqual([]);
      expect(code).toBe(70);
      expect(stderr).toMatch(/envcheck: a bug in envcheck \(/);
    }
  });
});
