import { describe, expect, test } from "@jest/globals";
import { type Assessment, assessWithoutCode } from "../src/run.ts";
import { memoryHost, requestFor } from "./memory-host.ts";

function assessed(files: Readonly<Record<string, string>>, targets: readonly string[] = []): Assessment {
  return assessWithoutCode(requestFor("check", { targets }), memoryHost(new Map(Object.entries(files))));
}

const schema = `service: auth
stages:
  staging: [base.env, staging.env]
  production: [base.env, production.env]
variables:
  PORT: { type: port }
  REGION: { required: false }
`;

describe("what two stages share", () => {
  const { report } = assessed({
    "schemas/auth.yaml": schema,
    "base.env": "PORT=99999\n",
    "staging.env": "REGION=eu\n",
    "production.env": "REGION=eu\n",
  });

  test("is told once, for the first stage, with all of them in a note", () => {
    expect(report.diagnostics.map(({ rule, stage, alsoIn }) => ({ rule, stage, alsoIn }))).toEqual([
      { rule: "invalid", stage: "staging", alsoIn: ["production"] },
    ]);
    expect(report.diagnostics[0]?.notes?.map(({ message }) => message)).toContain("the same in staging and production");
  });

  test("fails both", () => {
    expect(report.stages.map(({ stage, errors }) => ({ stage, errors }))).toEqual([
      { stage: "staging", errors: 1 },
      { stage: "production", errors: 1 },
    ]);
  });
});

test("a finding about a document counts for the stages that take the variable from there", () => {
  const { report } = assessed({
    "schemas/auth.yaml": schema,
    "base.env": "PORT=8000\n",
    "staging.env": "REGION=eu\nSECRET_KEY=changeme\n",
    "production.env": "REGION=eu\n",
  });
  expect(report.diagnostics.map(({ rule, service }) => ({ rule, service }))).toEqual([{ rule: "placeholder", service: undefined }]);
  expect(report.stages.map(({ stage, errors }) => ({ stage, errors }))).toEqual([
    { stage: "staging", errors: 1 },
    { stage: "production", errors: 0 },
  ]);
});

describe("what discovery found by itself", () => {
  const overlay = "services:\n  auth:\n    environment: { PORT: '80' }\n";
  const broken = "services:\n  auth: [\n";

  test.each<[string, Record<string, string>, number, readonly string[]]>([
    ["an overlay without images is a fragment", { "suites/compose.yml": overlay }, 0, ["suites/compose.yml is read alone"]],
    ["an empty compose file is nothing to tell", { "compose.extras.yaml": "\n", "compose.yaml": "services: { a: { image: a } }\n" }, 0, []],
    ["what is broken in a test is skipped", { "test/compose.yaml": broken, "auth.env": "A=1\n" }, 0, ["skipped test/compose.yaml"]],
    ["what is broken in a deploy is a problem", { "deploy/compose.yaml": broken }, 1, []],
  ])("%s", (_, files, problems, remarks) => {
    const { report } = assessed(files);
    expect(report.problems).toHaveLength(problems);
    for (const remark of remarks) expect(report.remarks).toContainEqual(expect.stringContaining(remark));
    expect(report.remarks.filter((remark) => /^skipped|alone/.test(remark))).toHaveLength(remarks.length);
  });

  test("a fragment that is asked for is a problem", () => {
    expect(assessed({ "suites/compose.yml": overlay }, ["suites/compose.yml"]).report.problems).toHaveLength(1);
  });
});

test.each<[string, Record<string, string>, number]>([
  ["the example beside the env file of a stage", { "auth/.env": "A=1\n", "auth/.env.example": "B=\n" }, 1],
  ["an example in the root", { "auth/.env": "A=1\n", ".env.example": "B=\n" }, 1],
  ["an example of something else", { "auth/.env": "A=1\n", ".env.example": "B=\nC=\nD=\n" }, 0],
  ["an example elsewhere", { "auth/.env": "A=1\n", "web/.env.example": "B=\n" }, 0],
  ["an example that names all", { "auth/.env": "A=1\n", "auth/.env.example": "# A=\nB=\n" }, 0],
])("stale-example: %s", (_, files, expected) => {
  const variables = "service: auth\nstages: { production: auth/.env }\nvariables: { A: {}, B: { required: false } }\n";
  const { report } = assessed({ "schemas/auth.yaml": variables, ...files });
  expect(report.diagnostics.filter(({ rule }) => rule === "stale-example")).toHaveLength(expected);
});
