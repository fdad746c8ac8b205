import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { envcheck, temporaryFolder } from "./support/bin.ts";

const fixture = join(import.meta.dirname, "../fixtures/outage-2023-11-08");
const expected = join(fixture, "expected.txt");
const folder = temporaryFolder();

const clientId = `            - name: OAUTH_CLIENT_ID
              valueFrom: { secretKeyRef: { name: auth-oauth, key: client-id } }
`;

/** What envcheck says of the project as it was on that day, less the time it took, after a change. */
function outage(args: readonly string[], change: (project: string) => void = () => undefined): { code: number | null; said: string } {
  const project = mkdtempSync(join(folder, "project-"));
  cpSync(fixture, project, { recursive: true });
  change(project);
  const { code, stdout, stderr } = envcheck(project, args);
  return { code, said: (stdout + stderr).replaceAll(/\d+ ms/g, "# ms") };
}

function addTheVariable(project: string): void {
  const path = join(project, "k8s/production/auth.yaml");
  writeFileSync(path, readFileSync(path, "utf8").replace("          env:\n", `          env:\n${clientId}`));
}

function removeTheSecret(project: string): void {
  rmSync(join(project, "k8s/production/auth-db.yaml"));
}

test("the deploy of that day is stopped with all there is to say about it", () => {
  const { code, said } = outage([]);
  if (process.env["UPDATE"] === "1") writeFileSync(expected, said);
  expect({ code, said }).toEqual({ code: 1, said: readFileSync(expected, "utf8") });
});

test.each([
  ["the variable and the stage", /^error\[missing\] OAUTH_CLIENT_ID is not set for auth in production$/m],
  ["where it should be set", /^ +--> k8s\/production\/auth\.yaml:17:11$/m],
  ["the line of the schema", /^ +::: schemas\/auth\.yaml:20:3 +declared required/m],
  ["the stage that has it", /^ +::: k8s\/staging\/auth\.yaml:\d+:\d+ +set in staging/m],
  ["what happens without it", /impact: login with OAuth fails/],
  ["the runbook", /runbook: docs\/runbooks\/auth-failure\.md/],
])("it names %s", (_what, line) => {
  expect(readFileSync(expected, "utf8")).toMatch(line);
});

test("with the variable it may ship", () => {
  const { code, said } = outage([], addTheVariable);
  expect(code).toBe(0);
  expect(said).toContain("0 errors");
});

test.each([
  ["the variable missing as well", [], removeTheSecret, 0],
  ["everything else right", [], both, 0],
  ["doubt not allowed", ["--strict"], both, 3],
] as const)("without the Secret's file nobody can tell, with %s", (_what, args, change, exitCode) => {
  const { code, said } = outage(args, change);
  expect(said).toMatch(/DATABASE_URL.* cannot be verified for auth in production: secret auth-db is not\s+in\s+these files/s);
  expect(said).toMatch(/production .* cannot tell/);
  expect(code).toBe(exitCode);
});

function both(project: string): void {
  addTheVariable(project);
  removeTheSecret(project);
}
