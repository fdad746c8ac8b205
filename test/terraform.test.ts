import { describe, expect, test } from "@jest/globals";
import { formats } from "../src/formats/index.ts";
import { terraform } from "../src/formats/terraform.ts";
import { textAt } from "../src/model/source.ts";
import { memoryHost } from "./memory-host.ts";
import { readFolder } from "./support/folder.ts";
import { variablesOf } from "./support/platform.ts";
import { terraformAmazonCases } from "./support/terraform-amazon.ts";
import { terraformOtherCases } from "./support/terraform-others.ts";
import { runWords } from "./support/words.ts";

const terraformCases = [...terraformAmazonCases, ...terraformOtherCases];

describe("what a file of Terraform sets", () => {
  test.each(terraformCases)("%s", (_title, files, expected) => {
    const spec = readFolder(terraform, files);
    expect(spec.problems).toEqual([]);
    expect(variablesOf(spec)).toEqual(expected);
  });

  test.each(terraformCases)("%s: every binding stands where its name is written", (_title, files) => {
    const { workloads, bundles } = readFolder(terraform, files);
    const bindings = [...bundles.values(), ...workloads.flatMap(({ layers }) => layers.filter((layer) => layer.kind === "bindings"))];
    for (const { name, at } of bindings.flatMap((each) => each.bindings)) expect(textAt(at)).toBe(name);
  });

  test.each(terraformCases)("%s: is recognised", (_title, files) => {
    const [[path, text] = ["", ""]] = Object.entries(files);
    expect(formats.find((one) => one.accepts({ path, text }))).toBe(terraform);
  });
});

describe("files of values that a target names", () => {
  const files = new Map([
    [
      "infra/main.tf",
      'variable "stage" {}\nvariable "level" {}\nresource "aws_lambda_function" "auth" {\n  environment {\n    variables = { STAGE = var.stage, LEVEL = var.level }\n  }\n}\n',
    ],
    ["infra/own.auto.tfvars", 'stage = "own"\n'],
    ["stages/production.tfvars", 'stage = "production"\nlevel = "info"\n'],
    ["stages/loud.tfvars.json", '{ "level": "debug", "undeclared": 1 }'],
    ["stages/broken.tfvars", "stage = [\n"],
    ["stages/broken.json", "{"],
  ]);
  const resolved = (options: string): ReturnType<typeof runWords> =>
    runWords(["resolve", "--reveal", `infra/main.tf?${options}#aws_lambda_function.auth`], memoryHost(files));

  test.each([
    ["var-file=stages/production.tfvars", '"production"', '"info"'],
    ["var-file=stages/production.tfvars&var-file=stages/loud.tfvars.json", '"production"', '"debug"'],
    ["var-file=stages/loud.tfvars.json&var-file=stages/production.tfvars", '"production"', '"info"'],
    ["var-file=stages/loud.tfvars.json", '"own"', '"debug"'],
  ])("%s", async (options, stage, level) => {
    const { exitCode, stdout } = await resolved(options);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(new RegExp(`^ *STAGE +${stage}  .*\\n +LEVEL +${level}  `, "m"));
  });

  test.each([
    ["var-file=none.tfvars", "infra/main.tf:1:1: none.tfvars "],
    ["var-file=../out.tfvars", "infra/main.tf:1:1: ../out.tfvars "],
    ["var-file=stages/broken.tfvars", "stages/broken.tfvars:2:1: the HCL cannot be read"],
    ["var-file=stages/broken.json", "stages/broken.json:1:2: "],
    ["var-files=x", "did you mean var-file"],
  ])("%s is refused", async (options, words) => {
    const { exitCode, stdout, stderr } = await resolved(options);
    expect(exitCode).toBe(2);
    expect(stdout + stderr).toContain(words);
  });
});

describe("a folder of Terraform, as a whole run reads it", () => {
  const files = new Map([
    [
      "schemas/auth.yaml",
      "service: auth\nvariables:\n  DATABASE_URL: { type: url }\n  LEVEL: { one-of: [debug, info] }\n  SECRET_KEY: {}\n  GIVEN: {}\n",
    ],
    [
      "main.tf",
      'variable "level" {}\nresource "aws_lambda_function" "auth" {\n  environment {\n    variables = { LEVEL = var.level, DATABASE_URL = local.none, GIVEN = var.given }\n  }\n}\nvariable "given" {}\n',
    ],
    ["terraform.tfvars", 'level = "verbose-xyzzy"\n'],
  ]);

  test("says what is wrong, what is missing and what cannot be told, with places and without values", async () => {
    const { exitCode, stdout } = await runWords(["check"], memoryHost(files));
    const lines = stdout.split("\n").filter((line) => /^(?:error|warning)|-->/.test(line));
    expect(lines).toEqual([
      "error[missing] SECRET_KEY is not set for auth in main.tf",
      "  --> main.tf:4:5",
      "error[invalid] LEVEL must be debug or info",
      "  --> main.tf:4:19",
      "warning[unverifiable] DATABASE_URL cannot be verified for auth in main.tf: local.none is not in",
      "  --> main.tf:4:38",
      "warning[unverifiable] GIVEN cannot be verified for auth in main.tf: var.given can be given from",
      "  --> main.tf:4:65",
    ]);
    expect(stdout).not.toContain("xyzzy");
    expect(exitCode).toBe(1);
  });
});
