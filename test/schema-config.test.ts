import { describe, expect, test } from "@jest/globals";
import { readConfig } from "../src/schema/read-config.ts";
import { mistakesIn } from "./schema-support.ts";

describe("envcheck.yaml", () => {
  const rules = ["missing", "empty"];

  test("says everything it can", () => {
    const text =
      "rules: { missing: off, empty: warning }\nroles: { 'deploy/**': deploy, __proto__: test }\nignore: [vendor/**]\nschemas: [env/*.yaml]\nfail-on: never\nreaders: [{ call: System::getEnv, name: 0 }]\ndynamic: [FEATURE_*]\nstrict: true\n";
    const { config, problems } = readConfig({ path: "envcheck.yaml", text }, rules);
    expect(problems).toEqual([]);
    expect({ ...config, rules: [...config.rules], roles: [...config.roles] }).toEqual({
      rules: [
        ["missing", "off"],
        ["empty", "warning"],
      ],
      roles: [
        ["deploy/**", "deploy"],
        ["__proto__", "test"],
      ],
      ignore: ["vendor/**"],
      readers: [{ call: "System.getEnv", name: 0, mode: "optional" }],
      dynamic: [{ prefix: "FEATURE_", suffix: "" }],
      schemas: ["env/*.yaml"],
      failOn: "never",
      strict: true,
      suppressions: [],
    });
  });

  test.each([
    ["", []],
    ["rules: { mising: off }", [["mising", "rules takes no key mising, did you mean missing; rules takes missing, empty"]]],
    ["rules: { missing: warn }", [["warn", "missing must be one of off, warning, error"]]],
    ["roles: { a: prod }", [["prod", "a must be one of example, test, local, deploy"]]],
    ["ignore: a", [["ignore", "ignore must be a list"]]],
    ["strict: 1", [["strict", "strict must be true or false"]]],
    ["fail-on: errors", [["errors", "fail-on is not known, did you mean error; it must be one of error, warning, never"]]],
  ])("%j", (text, expected) => {
    const { problems } = readConfig({ path: "envcheck.yaml", text }, rules);
    expect(mistakesIn(problems).map(({ span, message }) => [span, message])).toEqual(expected);
  });
});
