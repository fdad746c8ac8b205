import { describe, expect, test } from "@jest/globals";
import { goScalar, isGoText, isMistagged } from "../src/text/go-yaml.ts";
import { type Scalar, yamlDocument } from "../src/text/yaml.ts";

function scalarOf(yaml: string): Scalar {
  const { root } = yamlDocument({ path: "a.yaml", text: yaml });
  if (root?.kind !== "scalar") throw new Error("no scalar");
  return root;
}

describe("how Go prints a plain scalar", () => {
  test.each([
    ["0755", "493", "octal number"],
    ["0o17", "15", "octal number"],
    ["007", "7", "octal number"],
    ["08", "8", "number"],
    ["0x1F", "31", "hexadecimal number"],
    ["0x_1F", "31", "hexadecimal number"],
    ["0b11", "3", "binary number"],
    ["-0o7", "-7", "octal number"],
    ["1_000", "1000", "number"],
    ["+12", "12", "number"],
    ["18446744073709551615", "18446744073709551615", "number"],
    ["123456789012345678901234567890", "1.2345678901234568e+29", "number"],
    ["1e3", "1000", "float"],
    ["1e6", "1e+06", "float"],
    ["1234567.0", "1.234567e+06", "float"],
    ["0.00001", "1e-05", "float"],
    ["0.0001", "0.0001", "float"],
    ["1.10", "1.1", "float"],
    ["-.5", "-0.5", "float"],
    ["-0.0", "-0", "float"],
    [".inf", "+Inf", "float"],
    ["True", "true", "boolean"],
  ])("%s is %s", (yaml, text, notation) => {
    expect(goScalar(scalarOf(yaml))).toMatchObject({ text, notation });
  });

  test.each([
    "yes",
    "on",
    "0b2",
    "0o8",
    "1e400",
    "12:30",
    "2024-13-01",
    "2024-02-30",
    "1.2.3",
    "_1",
    "<<x",
    "=",
    "'5'",
    '"0755"',
    "!!str 0755",
    "!x 07",
  ])("%s stays text", (yaml) => {
    const scalar = scalarOf(yaml);
    expect(goScalar(scalar)).toEqual({ type: "string", text: scalar.text });
    expect(isGoText(scalar)).toBe(true);
  });

  test.each([
    ["2024-01-02", "date"],
    ["2024-1-2T3:4:5Z", "date"],
    ["2024-01-02 03:04:05.5", "date"],
    ["~", "null"],
    ["Null", "null"],
    ["!!int '5'", "number"],
    ["FALSE", "boolean"],
  ])("%s is a %s", (yaml, type) => {
    expect(goScalar(scalarOf(yaml)).type).toBe(type);
    expect(isGoText(scalarOf(yaml))).toBe(false);
  });

  test("binary is decoded", () => {
    expect(goScalar(scalarOf("!!binary aGVsbG8="))).toEqual({ type: "string", text: "hello" });
  });
});

test.each([
  ["a flow list that closes in the column of its key", "a:\n  b: [\n    1\n  ]\n  c: 2\n", "2"],
  ["two of them, with a comment", "a:\n  b: [\n    1, # one\n  ]\n  d: {\n    x: 1\n  }\n  c: 2\n", "2"],
  ["a quoted scalar that goes on at the margin", 'a:\n  b: "x\ny"\n  c: 2\n', "2"],
])("%s is read with offsets of the text itself", (_, text, expected) => {
  const { root, problems } = yamlDocument({ path: "a.yaml", text });
  expect(problems).toEqual([]);
  const inner = root?.kind === "mapping" ? root.pairs[0]?.value : undefined;
  const last = inner?.kind === "mapping" ? inner.pairs.at(-1)?.value : undefined;
  expect(text.slice(last?.start, last?.end)).toBe(expected);
});

test.each([
  ["!!bool yes", true],
  ["!!bool 'true'", false],
  ["!!int 1.5", true],
  ["!!int '0x1F'", false],
  ["!!float 1", false],
  ["!!float x", true],
  ["!!null ''", false],
  ["!!null x", true],
  ["!!str 1", false],
  ["!mine x", false],
])("go-yaml refuses %s: %s", (yaml, expected) => {
  const scalar = scalarOf(yaml);
  expect(isMistagged(scalar, goScalar(scalar))).toBe(expected);
});
