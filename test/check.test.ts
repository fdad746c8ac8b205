import { expect, test } from "@jest/globals";
import { placeOf } from "../src/text/place.ts";
import { assessWithoutCode } from "../src/run.ts";
import { memoryHost, requestFor } from "./memory-host.ts";

/** What is said of a service with these variables and this env file: verdicts, then findings with their places. */
function said(variables: string, env: string, more = ""): string[] {
  const schema = `service: auth\nstages: { production: prod.env }\n${more}variables:\n${variables.replaceAll(/^/gm, "  ")}\n`;
  const { report } = assessWithoutCode(
    requestFor("check"),
    memoryHost(new Map(Object.entries({ "schemas/auth.yaml": schema, "prod.env": env }))),
  );
  return [
    ...report.verdicts.map(({ variable, verdict }) => `${variable} ${verdict}`),
    ...report.diagnostics.map(({ rule, at }) => `${rule} ${placeOf(at)}`),
  ];
}

test.each<[string, string, string, string[]]>([
  ["a default stands in", "A: { default: x }", "B=1", ["A default"]],
  [
    "what must be set has no default",
    "A: { default: x, in: { production: { required: true } } }",
    "B=1",
    ["A missing", "missing prod.env:1:1"],
  ],
  ["a stage's own default is the nearer word", "A: { required: true, in: { production: { default: x } } }", "B=1", ["A default"]],
  ["an alias is judged where it is set", "A: { type: port, aliases: [OLD_A] }", "B=1\nOLD_A=x\n", ["A invalid", "invalid prod.env:2:1"]],
  ["a file holds the value", "A: { aliases: [A_FILE] }", "A_FILE=/run/secrets/a", ["A ok"]],
  ["no file is named", "A: { aliases: [A_FILE] }", "A_FILE=", ["A missing", "missing prod.env:1:1"]],
  ["an optional secret is empty", "A: { type: secret, required: false }", "A=", ["A ok"]],
  ["an optional address is empty", "A: { type: url, required: false }", "A=", ["A ok"]],
  ["a required secret is empty", "A: { type: secret }", "A=", ["A empty", "empty prod.env:1:1"]],
])("%s", (_what, variables, env, expected) => {
  expect(said(variables, env)).toEqual(expected);
});

test.each([
  ["", ["A ok", "B ok"]],
  ["reader: django-environ\n", ["A ok", "B missing", "missing prod.env:1:1", "ignored-line prod.env:2:1"]],
])("an env file is read as the service reads it: %j", (reader, expected) => {
  expect(said("A: {}\nB: {}", "A=1\nB = 2\n", reader)).toEqual(expected);
});

/** The problems of a run that names one target, and the verdicts. */
function named(files: Readonly<Record<string, string>>, target: string, ...services: readonly string[]): string[] {
  const { report } = assessWithoutCode(requestFor("check", { targets: [target], services }), memoryHost(new Map(Object.entries(files))));
  return [
    ...report.problems.map(({ message }) => message),
    ...report.verdicts.map((one) => `${one.service} ${one.variable} ${one.verdict}`),
  ];
}

const one = { "schemas/a.yaml": "service: a\nvariables: { A: {} }\n", "x.env": "A=1\n", "blank.env": "\n" };
const two = { ...one, "schemas/b.yaml": "service: b\nvariables: { A: {} }\n" };
const json = {
  "schemas/a.json": '{ "service": "a", "variables": { "A": {} } }',
  "schemas/report.schema.json": '{ "properties": { "service": { "type": "string" } } }',
  "x.env": "A=1\n",
};
const pods = ["web", "worker"].map(
  (name) => `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec: { containers: [{ name: x, image: x }] }\n`,
);
const several = { ...one, "k.yaml": pods.join("---\n") };
const bundle = { "c.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\n" };

test.each([
  ["the only service's", named(one, "x.env"), "a A ok"],
  ["that of a schema in JSON, beside one of something else", named(json, "x.env"), "a A ok"],
  ["that of the service that is asked for", named(two, "x.env", "b"), "b A ok"],
  ["nobody's", named(two, "x.env"), "x.env: no workload here carries the name of a and b; say whose it is with --service"],
  ["for a service that is not there", named(two, "x.env", "c"), "--service c: no such service; did you mean a or b"],
  ["blank", named(one, "blank.env"), "blank.env is empty, so there is nothing to check"],
  ["without anything to choose from", named(one, "x.env#web"), "x.env#web: #web matches nothing; there is nothing to choose from"],
  ["without anything near a short name", named(one, "x.env#w"), "x.env#w: #w matches nothing; there is nothing to choose from"],
  [
    "chosen by no name there is",
    named(several, "k.yaml#Pod/wbe/x"),
    "k.yaml#Pod/wbe/x: #Pod/wbe/x matches nothing; did you mean Pod/web/x; the workloads are Pod/web/x, Pod/worker/x",
  ],
  ["without a workload", named(bundle, "c.yaml"), "nothing was checked: what is here holds no workload (--allow-empty accepts that)"],
])("a target that is named is %s", (_what, found, expected) => {
  expect(found).toEqual([expected]);
});
