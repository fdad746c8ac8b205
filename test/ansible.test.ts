import { expect, test } from "@jest/globals";
import { ansible } from "../src/formats/ansible.ts";
import { readTexts } from "./support/env-file-case.ts";

/** `NAME type` for what the module of a container refuses. */
function refused(env: string, key = "env"): string[] {
  const { facts } = readTexts(ansible, [`- name: web\n  environment: {A: 1}\n  docker_container:\n    ${key}: {${env}}\n`]);
  return facts.flatMap((fact) => (fact.kind === "refused-type" ? [`${fact.name} ${fact.type}`] : []));
}

test.each([
  ["P: 80, Q: '80', R: -1.5, S: 1e3", ["P number", "R number"]],
  ['P: yes, Q: y, R: False, S: "no"', ["P boolean", "R boolean"]],
  ["P: , Q: '', R: ~", ["P null", "R null"]],
  ["P: 2026-11-22, Q: 1.2.3, R: !vault 1, S: '{{ port }}'", ["P date"]],
])("a container takes no %j without quotes", (env, expected) => {
  expect(refused(env)).toEqual(expected);
});

test("labels are no variables", () => {
  expect(refused("P: 80", "labels")).toEqual([]);
});
