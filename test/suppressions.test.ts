import { describe, expect, test } from "@jest/globals";
import { array, assert, boolean, constantFrom, property } from "fast-check";
import type { Suppression } from "../src/model/suppression.ts";
import { rules } from "../src/rules/index.ts";
import { suppressionsIn } from "../src/suppress/comments.ts";
import { memoryHost } from "./memory-host.ts";
import { runWords } from "./support/words.ts";

const ids = rules.map(({ id }) => id);
const read = (text: string, path = "a.yaml"): ReturnType<typeof suppressionsIn> => suppressionsIn({ path, text }, ids);

describe("a comment", () => {
  test.each<[string, Partial<Suppression>]>([
    ["# envcheck-ignore invalid -- why\nA: 1", { rules: ["invalid"], reason: "why", lines: { first: 2, last: 2 } }],
    ["#envcheck-ignore invalid -- why\n\n# more\nA: 1", { rules: ["invalid"], lines: { first: 4, last: 4 } }],
    ["  // envcheck-ignore invalid -- a -- b\nx", { reason: "a -- b", lines: { first: 2, last: 2 } }],
    [
      "A: 1 # envcheck-ignore invalid, empty A B -- why not (until 2027-01-31)",
      { rules: ["invalid", "empty"], variables: ["A", "B"], reason: "why not", until: "2027-01-31", lines: { first: 1, last: 1 } },
    ],
    ["# envcheck-ignore invalid -- (see #12) later (until 2026-12-01)\nx", { reason: "(see #12) later", until: "2026-12-01" }],
    ["# envcheck-ignore plaintext-secret -- why\n- name: A\n  value: b\n- name: B", { lines: { first: 2, last: 3 } }],
    ["# envcheck-ignore invalid -- why\r\nA: 1\r\n", { reason: "why", lines: { first: 2, last: 2 } }],
  ])("%j", (text, wanted) => {
    expect(read(text)).toEqual({ suppressions: [expect.objectContaining({ variables: [], until: undefined, ...wanted })], problems: [] });
  });

  test.each([
    ["# envcheck-ignore", "a suppression names the rule"],
    ["# envcheck-ignore invalid", "a suppression gives its reason"],
    ["# envcheck-ignore invalid --   ", "a suppression gives its reason"],
    ["# envcheck-ignore invalid -- (until 2027-01-31)", "a suppression gives its reason"],
    ["# envcheck-ignore -- why", "a suppression names the rule"],
    ["# envcheck-ignore invlid -- why", "invlid is no rule; did you mean invalid"],
    ["# envcheck-ignore invalid weak-secrets -- why", "weak-secrets is no rule; did you mean weak-secret"],
    ["# envcheck-ignore invalid -- why (until 2027-02-30)", "a suppression ends on a day"],
    ["# envcheck-ignore invalid -- why (until soon)", "a suppression ends on a day"],
  ])("%j cannot be understood", (text, message) => {
    const { suppressions, problems } = read(text);
    expect({ suppressions, problems: problems.map((one) => one.message) }).toEqual({
      suppressions: [],
      problems: [expect.stringContaining(message)],
    });
    expect(problems.map(({ at }) => at && text.slice(at.start, at.end))).toEqual(["envcheck-ignore"]);
  });

  test.each([
    ["a value of an env file", "A=x # envcheck-ignore invalid -- why", ".env"],
    ["a text of JSON", '{ "A": "# envcheck-ignore invalid -- why" }', "a.json"],
  ])("behind %s is none", (_what, text, path) => {
    expect(read(text, path)).toEqual({ suppressions: [], problems: [] });
  });

  test("takes no time on hostile lines", () => {
    const line = `# envcheck-ignore invalid -- ${"(until (until ".repeat(20_000)}`;
    const started = performance.now();
    read(`${line}\n`.repeat(20));
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test("points at itself wherever it stands", () => {
    assert(
      property(
        array(constantFrom("A: 1", "", "# x", "\t# envcheck-ignore invalid -- y", "B: 2 # envcheck-ignore empty -- z")),
        boolean(),
        (lines, crlf) => {
          const source = { path: "a.yaml", text: lines.join(crlf ? "\r\n" : "\n") };
          for (const { at } of suppressionsIn(source, ids).suppressions)
            expect(source.text.slice(at.start, at.end)).toBe("envcheck-ignore");
        },
      ),
    );
  });
});

const schema = "service: auth\nstages: { production: prod.env }\nvariables:\n  PORT: { type: port }\n  HOST: { type: hostname }\n";
const wrong = "PORT=no\nHOST=a b\n";

interface Told {
  readonly exitCode: number;
  readonly counted: readonly string[];
  readonly suppressed: readonly unknown[];
  readonly problems: readonly string[];
}

interface Shown {
  readonly diagnostics: readonly {
    readonly rule: string;
    readonly variable: string | null;
    readonly suppressed: unknown;
    readonly notes: readonly { message: string }[];
  }[];
  readonly problems: readonly { readonly message: string }[];
}

function isShown(value: unknown): value is Shown {
  return typeof value === "object" && value !== null && "diagnostics" in value;
}

async function told(files: Readonly<Record<string, string>>, ...words: readonly string[]): Promise<Told> {
  const { stdout, exitCode } = await runWords(["check", ...words, "--format", "json"], memoryHost(new Map(Object.entries(files))));
  const shown: unknown = JSON.parse(stdout);
  if (!isShown(shown)) throw new Error("no report");
  const { diagnostics, problems } = shown;
  return {
    exitCode,
    counted: diagnostics
      .filter(({ suppressed }) => suppressed === null)
      .map(({ rule, variable, notes }) =>
        [rule, variable, ...notes.filter(({ message }) => message.includes("ended")).map(({ message }) => message)].join(" "),
      ),
    suppressed: diagnostics.flatMap(({ suppressed }) => suppressed ?? []),
    problems: problems.map(({ message }) => message),
  };
}

const endingOn = (day: string): Readonly<Record<string, string>> => ({
  "schemas/auth.yaml": schema,
  "prod.env": `# envcheck-ignore invalid -- soon (until ${day})\nPORT=no\nHOST=db\n`,
});

describe("check", () => {
  test("counts nothing that is suppressed, and says by whom", async () => {
    const files = { "schemas/auth.yaml": schema, "prod.env": "# envcheck-ignore invalid -- the proxy knows\nPORT=no\nHOST=db\n" };
    expect(await told(files)).toEqual({
      exitCode: 0,
      counted: [],
      suppressed: [{ reason: "the proxy knows", until: null, by: "prod.env:1" }],
      problems: [],
    });
  });

  test("lets it count again after its last day", async () => {
    expect(await told(endingOn("2026-11-22"))).toMatchObject({ exitCode: 0, counted: [] });
    expect(await told(endingOn("2026-11-21"))).toMatchObject({
      exitCode: 1,
      counted: ["invalid PORT its suppression ended with 2026-11-21: soon"],
    });
  });

  test.each<[string, string, Partial<Told>]>([
    ["a rule everywhere", "{ rule: invalid, reason: x }", { exitCode: 0, counted: [] }],
    ["one variable", "{ rule: invalid, variable: PORT, reason: x }", { exitCode: 1, counted: ["invalid HOST"] }],
    ["a file", '{ rule: invalid, path: "*.env", reason: x }', { exitCode: 0, counted: [] }],
    [
      "another file",
      "{ rule: invalid, path: other.env, reason: x }",
      { exitCode: 1, counted: ["invalid PORT", "invalid HOST", "unused-suppression "] },
    ],
    ["a stage", "{ rule: invalid, stage: production, service: auth, reason: x }", { exitCode: 0, counted: [] }],
    [
      "another stage",
      "{ rule: invalid, stage: staging, reason: x }",
      { exitCode: 1, counted: ["invalid PORT", "invalid HOST", "unused-suppression "] },
    ],
    [
      "what has ended",
      "{ rule: invalid, reason: x, until: 2026-01-01 }",
      {
        exitCode: 1,
        counted: ["invalid PORT its suppression ended with 2026-01-01: x", "invalid HOST its suppression ended with 2026-01-01: x"],
      },
    ],
  ])("takes %s from the configuration", async (_what, item, expected) => {
    const files = { "schemas/auth.yaml": schema, "prod.env": wrong, "envcheck.yaml": `suppressions:\n  - ${item}\n` };
    expect(await told(files)).toMatchObject(expected);
  });

  test.each([
    ["{ rule: invalid }", "suppressions[0] needs the key reason"],
    ["{ rule: invlid, reason: x }", "did you mean invalid"],
    ["{ rule: invalid, reason: x, until: soon }", "must be a day"],
  ])("refuses %s in the configuration", async (item, message) => {
    const { exitCode, problems } = await told({ "prod.env": wrong, "envcheck.yaml": `suppressions:\n  - ${item}\n` });
    expect({ exitCode, problems }).toEqual({ exitCode: 2, problems: [expect.stringContaining(message)] });
  });

  test("says nothing of an unused one where only a part was looked at", async () => {
    const files = { "schemas/auth.yaml": schema, "prod.env": "# envcheck-ignore empty -- x\nPORT=1\nHOST=a\n" };
    expect(await told(files)).toMatchObject({ counted: ["unused-suppression "] });
    expect(await told(files, "--stage", "production")).toMatchObject({ counted: [] });
    expect(await told(files, "--without-code")).toMatchObject({ counted: [] });
  });

  test("fails on one that cannot be understood, whatever else is fine", async () => {
    const files = { "schemas/auth.yaml": schema, "prod.env": "# envcheck-ignore invalid\nPORT=1\nHOST=a\n" };
    expect(await told(files)).toMatchObject({ exitCode: 2, problems: [expect.stringContaining("gives its reason")] });
  });
});
