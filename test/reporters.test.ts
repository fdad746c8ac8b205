import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import * as fc from "fast-check";
import { reporters } from "../src/reporters/index.ts";
import { widthOf } from "../src/text/width.ts";
import { canary, missing, sample } from "./reporters.sample.ts";
import { isRunnerCommand, runnerLines } from "./runner-commands.ts";
import { render } from "./support/report.ts";

const ids = reporters.map(({ id }) => id);

describe("text", () => {
  test("shows a finding with its line, its other places, its reason and its fix", () => {
    expect(render("text", { ...sample, problems: [], diagnostics: [missing], unseen: [], remarks: [] })).toBe(
      `error[missing] OAUTH_CLIENT_ID is not set for auth in production
  --> k8s/production/auth.yaml:23:11
   |
23 |           env:
   |           ^^^ 14 variables are set here, OAUTH_CLIENT_ID is not one of them
   |
  ::: auth/settings.py:13:20      read without a default
  ::: schemas/auth.yaml:21:3      declared required: "OAuth client used at /login"
  = set in staging: k8s/staging/auth.yaml:31 (opaque: secret auth-oauth, key client-id)
  = impact: login with OAuth fails
  = help: add it from the secret that staging uses
      + - name: OAUTH_CLIENT_ID
      +   valueFrom: { secretKeyRef: { name: auth-oauth, key: client-id } }
  = runbook: docs/runbooks/auth-failure.md    rule: docs/rules/missing.md

auth          local ✓ 1 warning   staging ✓
              production ✗ 1 missing · 2 cannot tell (secret auth-db is not in these files)
auth-worker   production ? 1 cannot tell (secret auth-db is not in these files)
4 environments, 61 variables, 1 error, 1 warning, 3 unverifiable, 212 ms
`,
    );
  });

  test("tells wrong documents first, and at the end what was not seen", () => {
    const output = render("text", { ...sample, diagnostics: [], stages: [] });
    expect(output).toBe(
      `error: k8s/worker.yaml: a mapping is not allowed here
  --> k8s/worker.yaml:2:3
   |
 2 |   b: ***
   |   ^

error: --stage prodution: no such stage; did you mean production

not seen
  secret auth-db is not in these files   k8s/staging/auth.yaml:1:12

note: image registry.example.com/auth:1.2 is not built from these files, and taken to set none of
      the declared variables

4 environments, 61 variables, 2 problems, 1 error, 1 warning, 3 unverifiable, 212 ms
`,
    );
  });

  test("reads well in 40 columns", () => {
    expect(render("text", { ...sample, problems: [], diagnostics: [{ ...missing, suggestion: [] }], remarks: [] }, { width: 40 })).toBe(
      `error[missing] OAUTH_CLIENT_ID is not
  set for auth in production
  --> k8s/production/auth.yaml:23:11
   |
23 |           env:
   |           ^^^
   | 14 variables are set here,
   | OAUTH_CLIENT_ID is not one of them
   |
  ::: auth/settings.py:13:20
        read without a default
  ::: schemas/auth.yaml:21:3
        declared required: "OAuth client
        used at /login"
  = set in staging:
    k8s/staging/auth.yaml:31 (opaque:
    secret auth-oauth, key client-id)
  = impact: login with OAuth fails
  = help: add it from the secret that
    staging uses
  = runbook: docs/runbooks/auth-failure.md
  = rule: docs/rules/missing.md

not seen
  secret auth-db is not in these files
    k8s/staging/auth.yaml:1:12

auth          local ✓ 1 warning
              staging ✓
              production ✗
                1 missing · 2 cannot
                tell (secret auth-db is
                not in these files)
auth-worker   production ?
                1 cannot tell (secret
                auth-db is not in these
                files)
4 environments, 61 variables, 1 error,
1 warning, 3 unverifiable, 212 ms
`,
    );
  });

  test.each([48, 60, 80, 120])("fits into %d columns, but for what is to be copied", (width) => {
    const lines = render("text", sample, { width }).split("\n");
    expect(lines.filter((line) => widthOf(line) > width && !line.includes("+ "))).toEqual([]);
  });

  test("fits into the columns where a message takes several lines", () => {
    const words = Array.from({ length: 200 }, (_, index) => "x".repeat(1 + (index % 7))).join(" ");
    const lines = render("text", { ...sample, diagnostics: [{ ...missing, message: words }] }, { width: 48 }).split("\n");
    expect(lines.filter((line) => widthOf(line) > 48 && !line.includes("+ "))).toEqual([]);
  });

  test("is the same text without its colours", () => {
    const colored = render("text", sample, { color: true });
    expect(colored).toContain("\u001B[1;31merror[missing]\u001B[0m");
    // oxlint-disable-next-line no-control-regex
    expect(colored.replaceAll(/\u001B\[[\d;]*m/g, "")).toBe(render("text", sample));
  });

  test("is only findings when quiet", () => {
    expect(render("text", { ...sample, problems: [], diagnostics: [] }, { quiet: true })).toBe("");
  });
});

test("concise has one line for each finding", () => {
  expect(render("concise", sample)).toBe(
    `k8s/worker.yaml:2:3: error: k8s/worker.yaml: a mapping is not allowed here
error: --stage prodution: no such stage; did you mean production
k8s/production/auth.yaml:23:11: error[missing] OAUTH_CLIENT_ID is not set for auth in production
.env:2:8: warning[invalid] PORT is not a port
.env:2:8: suppressed invalid: PORT is fine (the port is fine, until 2027-03-31; k8s/auth.yaml:7)
4 environments, 61 variables, 2 problems, 1 error, 1 warning, 3 unverifiable, 1 suppressed, 212 ms
`,
  );
});

test("json is what its schema describes", () => {
  const schema: unknown = JSON.parse(readFileSync(join(import.meta.dirname, "../schemas/report.schema.json"), "utf8"));
  const ajv = new Ajv({ allErrors: true });
  if (typeof schema !== "object" || schema === null) throw new Error("no schema");
  const valid = ajv.validate(schema, JSON.parse(render("json", sample)));
  expect({ valid, errors: ajv.errors }).toEqual({ valid: true, errors: null });
});

describe("github", () => {
  test("annotates the place, escaped as the runner reads it", () => {
    const finding = { ...missing, message: "100% of a,b: c", notes: [], impact: "two\nlines" };
    expect(render("github", { ...sample, problems: [], diagnostics: [finding] }, { quiet: true })).toBe(
      "::error file=k8s/production/auth.yaml,line=23,endLine=23,col=11,endColumn=14,title=envcheck%3A missing::100%25 of a,b: c%0Aimpact: two\\nlines%0A" +
        "help: add it from the secret that staging uses%0A+ - name: OAUTH_CLIENT_ID%0A+   valueFrom: { secretKeyRef: { name: auth-oauth, key: client-id } }%0Arunbook: docs/runbooks/auth-failure.md\n",
    );
  });

  test("names the other places last", () => {
    const finding = { ...missing, notes: [{ at: missing.at, message: "the same in staging" }, { message: "and\nmore" }] };
    expect(render("github", { ...sample, problems: [], diagnostics: [finding] }, { quiet: true })).toMatch(
      /%0Ak8s\/production\/auth\.yaml:23: the same in staging%0Aand\\nmore\n$/,
    );
  });

  test("keeps within the runner's limits, errors first", () => {
    const warnings = Array.from({ length: 12 }, () => ({ ...missing, severity: "warning" as const }));
    const errors = Array.from({ length: 30 }, () => ({ ...missing, help: "x".repeat(9000) }));
    const lines = runnerLines(render("github", { ...sample, problems: [], diagnostics: [...warnings, ...errors] }).trimEnd());
    expect(lines.map((line) => line.slice(0, line.indexOf(" ")))).toEqual([
      ...Array.from({ length: 10 }, () => "::error"),
      ...Array.from({ length: 10 }, () => "::warning"),
      "::notice",
      "4",
    ]);
    expect(lines[20]).toContain("22 more findings without an annotation");
    const [first = ""] = lines;
    expect(first.slice(first.indexOf("::", 2) + 2).replaceAll("%0A", "\n")).toHaveLength(4096);
  });
});

test.each(ids)("%s shows no value of the documents", (id) => {
  expect(render(id, sample)).not.toContain(canary);
});

test.each(ids)("%s is safe whatever the names, paths and messages are", (id) => {
  const piece = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("::error::x", "##[add-mask]x", "\u001B]0;x\u0007", "\r", "\n::debug::", "\u202E", " ", "%0A"),
  );
  const hostile = fc.array(piece, { maxLength: 5 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(hostile, hostile, fc.integer({ min: 40, max: 120 }), (one, other, width) => {
      const at = { source: { path: one, text: `${other}\n${one}=x` }, start: 0, end: other.length };
      const output = render(
        id,
        {
          ...sample,
          diagnostics: [
            {
              ...missing,
              at,
              message: one,
              label: other,
              notes: [{ at, message: other }, { message: one }],
              help: other,
              suggestion: [one],
              runbook: one,
            },
          ],
          problems: [{ at, message: other }],
          unseen: [{ at, because: one }],
          remarks: [other],
          stages: sample.stages.map((stage) => ({ ...stage, service: one, stage: other, openings: [{ at, because: one }] })),
        },
        { width },
      );
      const commands = runnerLines(output).filter(
        (line) => isRunnerCommand(line) && !(id === "github" && /^::(?:error|warning|notice) /.test(line)),
      );
      expect(commands).toEqual([]);
      expect(output.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }),
    { numRuns: 60 },
  );
});
