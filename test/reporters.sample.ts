import type { Diagnostic, Report } from "../src/model/diagnostic.ts";
import type { Source, Span } from "../src/model/source.ts";
import type { Run } from "../src/reporters/reporter.ts";
import { rules } from "../src/rules/index.ts";

/** A value that no output may show, in every document of the sample. */
export const canary = "c4n4ry-v4lue";

export function spanOf(source: Source, word: string): Span {
  const start = source.text.indexOf(word);
  return { source, start, end: start + word.length };
}

const deployment: Source = {
  path: "k8s/production/auth.yaml",
  text: `${"\n".repeat(21)}      containers:\n          env:\n            - name: TOKEN\n              value: ${canary}\n`,
};
const settings: Source = { path: "auth/settings.py", text: `${"\n".repeat(12)}OAUTH = os.environ["OAUTH_CLIENT_ID"]\n` };
const schema: Source = { path: "schemas/auth.yaml", text: `${"\n".repeat(20)}  OAUTH_CLIENT_ID: {}\n  PORT: {}\n` };
const staging: Source = { path: "k8s/staging/auth.yaml", text: "secretRef: auth-db\n" };
const dotenv: Source = { path: ".env", text: `A=${canary}\nexport PORT=${canary}\n` };
const broken: Source = { path: "k8s/worker.yaml", text: `a: ${canary}\n  b: [\n` };

export const missing: Diagnostic = {
  rule: "missing",
  severity: "error",
  service: "auth",
  stage: "production",
  variable: "OAUTH_CLIENT_ID",
  message: "OAUTH_CLIENT_ID is not set for auth in production",
  at: spanOf(deployment, "env"),
  label: "14 variables are set here, OAUTH_CLIENT_ID is not one of them",
  notes: [
    { at: spanOf(settings, `"OAUTH_CLIENT_ID"`), message: "read without a default" },
    { at: spanOf(schema, "OAUTH_CLIENT_ID"), message: `declared required: "OAuth client used at /login"` },
    { message: "set in staging: k8s/staging/auth.yaml:31 (opaque: secret auth-oauth, key client-id)" },
  ],
  impact: "login with OAuth fails",
  help: "add it from the secret that staging uses",
  suggestion: ["- name: OAUTH_CLIENT_ID", "  valueFrom: { secretKeyRef: { name: auth-oauth, key: client-id } }"],
  runbook: "docs/runbooks/auth-failure.md",
  suppressed: null,
};

const invalid: Diagnostic = {
  rule: "invalid",
  severity: "warning",
  service: "auth",
  stage: "local",
  variable: "PORT",
  message: "PORT is not a port",
  at: spanOf(dotenv, "PORT"),
  notes: [{ at: spanOf(schema, "PORT"), message: "declared as port" }],
  fix: { safe: true, edits: [{ at: spanOf(dotenv, "export "), text: "" }] },
  suppressed: null,
};

/** A report with something of everything. */
export const sample: Report = {
  diagnostics: [
    missing,
    invalid,
    { ...invalid, message: "PORT is fine", suppressed: { reason: "the port is fine", until: "2027-03-31", by: "k8s/auth.yaml:7" } },
  ],
  verdicts: [{ service: "auth", stage: "production", variable: "OAUTH_CLIENT_ID", verdict: "missing" }],
  stages: [
    { service: "auth", stage: "local", errors: 0, warnings: 1, missing: 0, unverifiable: 0, openings: [] },
    { service: "auth", stage: "staging", errors: 0, warnings: 0, missing: 0, unverifiable: 0, openings: [] },
    {
      service: "auth",
      stage: "production",
      errors: 1,
      warnings: 0,
      missing: 1,
      unverifiable: 2,
      openings: [{ at: spanOf(staging, "auth-db"), because: "secret auth-db is not in these files" }],
    },
    {
      service: "auth-worker",
      stage: "production",
      errors: 0,
      warnings: 0,
      missing: 0,
      unverifiable: 1,
      openings: [{ at: spanOf(staging, "auth-db"), because: "secret auth-db is not in these files" }],
    },
  ],
  unseen: [{ at: spanOf(staging, "auth-db"), because: "secret auth-db is not in these files" }],
  problems: [
    { at: spanOf(broken, "b"), message: "k8s/worker.yaml: a mapping is not allowed here" },
    { message: "--stage prodution: no such stage; did you mean production" },
  ],
  remarks: ["image registry.example.com/auth:1.2 is not built from these files, and taken to set none of the declared variables"],
  summary: {
    services: 2,
    environments: 4,
    variables: 61,
    errors: 1,
    warnings: 1,
    unverifiable: 3,
    undetermined: 0,
    dynamicReads: 0,
    filesRead: 9,
    milliseconds: 212,
  },
};

/** The run that found it. */
export const sampleRun: Run = {
  version: "1.2.3",
  exitCode: 1,
  category: "envcheck/",
  rules,
  schemas: new Set([schema.path]),
};
