import { describe, expect, test } from "@jest/globals";
import { assess } from "../src/run.ts";
import { memoryHost, requestFor } from "./memory-host.ts";
import { type Files, python, said } from "./support/code.ts";

const schema = (variables: string, more = ""): string =>
  `service: auth\ncode: [auth/**/*.py]\nstages: { production: prod.env }\n${more}variables:\n${variables}`;

describe("a service with a schema", () => {
  const stage = { "prod.env": "A_KEY=x\n" };
  test.each<[string, Files, readonly string[]]>([
    [
      "is told of the schema's own missing variable once, with the line of the code",
      {
        ...stage,
        "schemas/auth.yaml": schema("  A_KEY: {}\n  B_KEY: {}\n"),
        "auth/a.py": python('os.environ["A_KEY"]', 'os.environ["B_KEY"]'),
      },
      ["error missing B_KEY prod.env"],
    ],
    [
      "declares optional what the code needs",
      {
        ...stage,
        "schemas/auth.yaml": schema("  A_KEY: {}\n  B_KEY: { required: false }\n"),
        "auth/a.py": python('os.environ["A_KEY"]', 'os.environ["B_KEY"]'),
      },
      ["error read-unset B_KEY prod.env"],
    ],
    [
      "declares optional what the code checks by itself",
      {
        ...stage,
        "schemas/auth.yaml": schema("  A_KEY: {}\n  B_KEY: { required: false }\n"),
        "auth/a.py": python('os.environ["A_KEY"]', 'key = os.environ.get("B_KEY")', "if not key:", '    raise SystemExit("no key")'),
      },
      ["warning read-unset B_KEY prod.env"],
    ],
    [
      "does not declare what the code reads",
      {
        ...stage,
        "schemas/auth.yaml": schema("  A_KEY: {}\n"),
        "auth/a.py": python('os.environ["A_KEY"]', 'os.environ.get("B_KEY")', 'os.environ.get("HOME")'),
      },
      ["warning undeclared-read B_KEY auth/a.py"],
    ],
    [
      "declares what nothing reads",
      { ...stage, "schemas/auth.yaml": schema("  A_KEY: {}\n  B_KEY: { required: false }\n"), "auth/a.py": python('os.environ["A_KEY"]') },
      ["warning unread B_KEY schemas/auth.yaml"],
    ],
    [
      "declares what a library reads",
      {
        ...stage,
        "requirements.txt": "opentelemetry-sdk==1.27.0\n",
        "schemas/auth.yaml": schema("  A_KEY: {}\n  OTEL_SERVICE_NAME: { required: false }\n"),
        "auth/a.py": python('os.environ["A_KEY"]'),
      },
      [],
    ],
    [
      "declares what a name made up at run time may be",
      {
        ...stage,
        "schemas/auth.yaml": schema("  A_KEY: {}\n  B_KEY: { required: false }\n"),
        "auth/a.py": python('os.environ["A_KEY"]', "def f(n):", '    return os.environ.get(f"B_{n}")'),
      },
      [],
    ],
    [
      "declares another default than the code takes",
      {
        ...stage,
        "schemas/auth.yaml": schema("  A_KEY: {}\n  B_KEY: { default: five }\n"),
        "auth/a.py": python('os.environ["A_KEY"]', 'os.environ.get("B_KEY", "six")'),
      },
      ["warning default-mismatch B_KEY schemas/auth.yaml"],
    ],
    [
      "declares the same default in other words",
      {
        ...stage,
        "schemas/auth.yaml": schema("  A_KEY: {}\n  B_KEY: { type: boolean, default: true }\n"),
        "auth/a.py": python('os.environ["A_KEY"]', 'os.environ.get("B_KEY", "1")'),
      },
      [],
    ],
    [
      "declares another type than the code parses",
      {
        ...stage,
        "schemas/auth.yaml": schema("  A_KEY: {}\n  B_KEY: { type: url, required: false }\n"),
        "auth/a.py": python('os.environ["A_KEY"]', 'int(os.environ.get("B_KEY"))'),
      },
      ["warning type-mismatch B_KEY schemas/auth.yaml"],
    ],
    [
      "takes every text for true",
      {
        ...stage,
        "schemas/auth.yaml": schema("  A_KEY: {}\n  B_KEY: { type: boolean, default: false }\n"),
        "auth/a.py": python('os.environ["A_KEY"]', 'bool(os.environ.get("B_KEY"))'),
      },
      ["warning unsafe-boolean B_KEY auth/a.py"],
    ],
    [
      "names a reader that only its authors know",
      {
        ...stage,
        "schemas/auth.yaml": schema("  A_KEY: {}\n", "readers: [{ call: settings.fetch, name: 0 }]\n"),
        "auth/a.py": python("from vendored import settings", 'os.environ["A_KEY"]', 'settings.fetch("B_KEY")'),
      },
      ["warning undeclared-read B_KEY auth/a.py"],
    ],
  ])("%s", async (_what, files, expected) => {
    expect(await said(files)).toEqual(expected);
  });

  test("is left alone where the command line says so", async () => {
    const files = { ...stage, "schemas/auth.yaml": schema("  A_KEY: {}\n"), "auth/a.py": python('os.environ["B_KEY"]') };
    const { report } = await assess(requestFor("check", { withoutCode: true }), memoryHost(new Map(Object.entries(files))));
    expect(report.diagnostics).toEqual([]);
  });
});
