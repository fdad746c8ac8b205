import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import type { Diagnostic, Report } from "../src/model/diagnostic.ts";
import { missing, sample, spanOf } from "./reporters.sample.ts";
import { temporaryFolder } from "./support/bin.ts";
import { render, resultsIn } from "./support/report.ts";

const root = join(import.meta.dirname, "..");
const folder = temporaryFolder();

/** Names, paths and messages that no format is made for. */
const odd = `a"b<c>&'{0}[x](1)]]>\u0000\u0007\u001B[31m\uD800\u202E\uFFFE😀::error::##[debug]`;
const oddSource = { path: `./${odd}/ä b%.yaml`, text: `ä😀: ${odd}\nKEY: 1\n` };
const oddFinding: Diagnostic = {
  ...missing,
  service: odd,
  stage: odd,
  variable: odd,
  message: odd.repeat(200),
  label: odd,
  at: spanOf(oddSource, "KEY"),
  notes: Array.from({ length: 1500 }, () => ({ at: spanOf(oddSource, "ä"), message: odd })),
  help: odd,
  suggestion: [odd],
  owner: odd,
};

const reports: readonly (readonly [string, Report])[] = [
  ["with something of everything", sample],
  ["with nothing", { ...sample, diagnostics: [], problems: [], unseen: [], remarks: [], stages: [], verdicts: [] }],
  [
    "with odd texts",
    {
      ...sample,
      diagnostics: [
        oddFinding,
        { ...oddFinding, severity: "warning" },
        { ...oddFinding, suppressed: { reason: odd, until: null, by: odd } },
      ],
      problems: [{ message: odd }, { at: spanOf(oddSource, "KEY"), message: odd }],
      unseen: [{ at: spanOf(oddSource, "KEY"), because: odd }],
      remarks: [odd],
      verdicts: [{ service: odd, stage: odd, variable: odd, verdict: "unverifiable" }],
      stages: sample.stages.map((stage) => ({ ...stage, service: odd })),
    },
  ],
];

function xmllint(document: string, schema: string): string {
  const schemaFile = join(import.meta.dirname, "validators", schema);
  const { status, stderr } = spawnSync("xmllint", ["--noout", "--nonet", "--schema", schemaFile, "-"], {
    input: document,
    encoding: "utf8",
  });
  return status === 0 ? "" : stderr;
}

function schemaErrors(document: string, schema: string): unknown {
  const known: unknown = JSON.parse(readFileSync(join(import.meta.dirname, "validators", schema), "utf8"));
  if (typeof known !== "object" || known === null) throw new Error("no schema");
  const ajv = new Ajv({ allErrors: true });
  ajv.validate(known, JSON.parse(document));
  return ajv.errors;
}

describe("sarif", () => {
  const multitool = join(root, "node_modules/@microsoft", `sarif-multitool-${process.platform}`, "Sarif.Multitool");

  /**
   * Advice that is not taken: texts in place of identifiers (2002), where the code came from (2003) and a page of the tool (2005, 2012), which is not
   * published, a look at the schema's address (2006), numbers for names of rules (2009), the text of the lines (2010, 2011), which may be values, and
   a region everywhere (2017), of whose line GitHub's upload would make a hash.
   */
  const declined = /^SARIF20(?:02|03|05|06|09|10|11|12|17):/;

  /** What Microsoft's validator says with the rules of GitHub, as `RULE: message`. */
  function multitoolSays(document: string): string[] {
    const [file, out] = [join(folder, "report.sarif"), join(folder, "validation.sarif")];
    writeFileSync(file, document);
    chmodSync(multitool, 0o755);
    const { stdout } = spawnSync(
      multitool,
      ["validate", file, "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning;Note", "-o", out, "--log", "ForceOverwrite"],
      {
        encoding: "utf8",
      },
    );
    expect(stdout).toContain("Analysis completed successfully");
    return stdout
      .split("\n")
      .flatMap((line) => /(?:error|warning|note) (\w+: .*)/.exec(line)?.[1] ?? [])
      .filter((line) => !declined.test(line));
  }

  test.each(reports)("%s is what GitHub takes", (_what, report) => {
    expect(multitoolSays(render("sarif", report))).toEqual([]);
  });
});

describe("junit", () => {
  test.each(reports)("%s is what both dialects take", (_what, report) => {
    const document = render("junit", report);
    expect(xmllint(document, "junit.xsd")).toBe("");
    expect(xmllint(document, "junit-jenkins.xsd")).toBe("");
  });
});

test.each(reports)("checkstyle %s is what its readers take", (_what, report) => {
  expect(xmllint(render("checkstyle", report), "checkstyle.xsd")).toBe("");
});

test.each(reports)("gitlab %s is what its parser takes, and no two entries are one", (_what, report) => {
  const document = render("gitlab", report);
  expect(schemaErrors(document, "gitlab.schema.json")).toBeNull();
  const fingerprints = document.match(/"fingerprint": "[^"]+"/g) ?? [];
  expect(new Set(fingerprints).size).toBe(fingerprints.length);
});

test.each(reports)("rdjson %s is what reviewdog takes", (_what, report) => {
  expect(schemaErrors(render("rdjson", report), "rdjson.schema.json")).toBeNull();
});

test("25,000 findings are a file that GitHub takes", () => {
  const diagnostics = Array.from({ length: 26_000 }, (_unused, index) => ({ ...missing, variable: `NAME_${String(index)}` }));
  const document = render("sarif", { ...sample, diagnostics });
  expect(resultsIn(document)).toHaveLength(25_000);
  expect(document).toContain("1000 findings left out");
  expect(gzipSync(document).length).toBeLessThan(10 * 2 ** 20);
});

function about(variable: string, changes: Partial<Diagnostic>): Diagnostic {
  return { ...missing, notes: [], suggestion: [], variable, message: variable, ...changes };
}

test("junit has a test for each variable, and only errors fail one", () => {
  const stage = { service: "auth", stage: "production", errors: 1, warnings: 1, missing: 1, unverifiable: 1, openings: [] };
  const verdicts = (["ok", "unverifiable", "missing", "empty"] as const).map((verdict) => ({
    ...stage,
    variable: verdict.toUpperCase(),
    verdict,
  }));
  const report: Report = {
    ...sample,
    problems: [],
    unseen: [],
    remarks: [],
    stages: [stage],
    verdicts,
    diagnostics: [
      about("MISSING", { alsoIn: ["staging"] }),
      about("OK", { severity: "warning" }),
      about("EMPTY", { suppressed: { reason: "known", until: null, by: "baseline.json" } }),
    ],
  };
  const lines = render("junit", report).split("\n");
  const failure = [
    `<failure message="MISSING" type="missing">MISSING`,
    "at k8s/production/auth.yaml:23:11 (missing)",
    "impact: login with OAuth fails",
    "help: add it from the secret that staging uses",
    "runbook: docs/runbooks/auth-failure.md</failure>",
  ];
  const only = lines.map((line) => line.trim()).filter((line) => !/^(?:$|<(?:properties|\?xml|system-err|\/))/.test(line));
  expect(only).toEqual([
    "<testsuites>",
    expect.stringMatching(/^<testsuite id="0" package="envcheck" name="auth.production" tests="4" failures="1" errors="0" skipped="2" /),
    `<testcase name="OK" classname="envcheck.auth.production" time="0"/>`,
    `<testcase name="UNVERIFIABLE" classname="envcheck.auth.production" time="0">`,
    "<skipped>UNVERIFIABLE cannot be told from what was read</skipped>",
    `<testcase name="MISSING" classname="envcheck.auth.production" time="0">`,
    ...failure,
    `<testcase name="EMPTY" classname="envcheck.auth.production" time="0">`,
    "<skipped>suppressed missing: EMPTY (known; baseline.json)</skipped>",
    "<system-out>k8s/production/auth.yaml:23:11: warning[missing] OK</system-out>",
    expect.stringMatching(/^<testsuite id="1" package="envcheck" name="auth.staging" tests="1" failures="1" /),
    `<testcase name="MISSING" classname="envcheck.auth.staging" time="0">`,
    ...failure,
    "<system-out></system-out>",
    expect.stringMatching(/^<testsuite id="2" package="envcheck" name="documents" tests="1" failures="0" /),
    `<testcase name="all documents can be read" classname="envcheck.documents" time="0"/>`,
    "<system-out></system-out>",
  ]);
});

test("rdjson counts columns in bytes, and suggests what can be put there", () => {
  const source = { path: "a.env", text: "ä😀 KEYS=1\n" };
  const at = spanOf(source, "KEYS");
  const range = { start: { line: 1, column: 8 }, end: { line: 1, column: 12 } };
  const document: unknown = JSON.parse(
    render("rdjson", { ...sample, problems: [], diagnostics: [{ ...missing, at, fix: { safe: false, edits: [{ at, text: "KEY" }] } }] }),
  );
  expect(document).toMatchObject({ diagnostics: [{ location: { path: "a.env", range }, suggestions: [{ range, text: "KEY" }] }] });
});

test.each(["sarif", "junit", "gitlab", "rdjson", "checkstyle", "markdown"])(
  "%s lists what is suppressed with its reason, unless it is quiet",
  (id) => {
    expect(render(id, sample)).toContain("the port is fine, until 2027-03-31");
    expect(render(id, sample, { quiet: true })).not.toContain("the port is fine");
  },
);
