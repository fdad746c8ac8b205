import { describe, expect, test } from "@jest/globals";
import { commands } from "../src/commands/index.ts";
import type { Report } from "../src/model/diagnostic.ts";
import { memoryHost, plain, requestFor } from "./memory-host.ts";
import { canary, missing, sample, spanOf } from "./reporters.sample.ts";
import { brokenPlots } from "./support/canary-broken.ts";
import { type Plot, validPlots } from "./support/canary-valid.ts";
import { codeqlHash, hashedBy } from "./support/codeql-hash.ts";
import { render, resultsIn } from "./support/report.ts";

function moved(text: string): string {
  return `# new\n\n${text.replaceAll(canary, "another")}`;
}

function fingerprintsOf(report: Report): string[] {
  return resultsIn(render("sarif", report)).map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash);
}

/** The texts of which a hash would be made. */
async function hashedIn({ files, env, targets }: Plot): Promise<string[]> {
  const host = memoryHost(new Map(Object.entries(files)), new Map(Object.entries(env ?? {})));
  const run = await commands[0].load();
  const asked = [{ targets }, {}].map((one) =>
    requestFor("check", { ...one, outputs: [{ format: "sarif", file: undefined, append: false }] }),
  );
  const outcomes = await Promise.all(asked.map(async (one) => run(one, host, plain)));
  const places = outcomes.flatMap(({ stdout }) =>
    resultsIn(stdout).flatMap(({ locations, relatedLocations }) => [...locations, ...relatedLocations].map((one) => one.physicalLocation)),
  );
  return places.flatMap(({ artifactLocation, region }) =>
    region === undefined ? [] : [hashedBy(files[decodeURIComponent(artifactLocation.uri)] ?? "", region.startLine)],
  );
}

describe("a result of sarif", () => {
  const [first, second, suppressed] = resultsIn(render("sarif", sample));

  test("points at the schema's line where its own may hold a value, and tells its own", () => {
    expect(first).toMatchObject({
      ruleId: "missing",
      message: {
        text: "OAUTH_CLIENT_ID is not set for auth in production; impact: login with OAuth fails; help: add it from the secret that staging uses (k8s/production/auth.yaml:23)",
      },
      locations: [
        { physicalLocation: { artifactLocation: { uri: "schemas/auth.yaml" }, region: { startLine: 21, startColumn: 3, endColumn: 18 } } },
      ],
    });
    expect(first?.relatedLocations.map(({ message }) => message.text)).toEqual([
      "14 variables are set here, OAUTH_CLIENT_ID is not one of them (k8s/production/auth.yaml:23)",
      "read without a default (auth/settings.py:13)",
    ]);
    expect(second?.message.text).toBe("PORT is not a port (.env:2)");
  });

  test("points at a file as a whole where no schema declares the variable", () => {
    const [lone] = resultsIn(render("sarif", { ...sample, diagnostics: [{ ...missing, notes: [] }] }));
    expect(lone?.locations).toEqual([{ physicalLocation: { artifactLocation: { uri: "k8s/production/auth.yaml" } } }]);
  });

  test("says why it is suppressed, and is left out where findings alone are wanted", () => {
    expect(suppressed).toMatchObject({
      level: "note",
      suppressions: [{ kind: "external", status: "accepted", justification: "the port is fine, until 2027-03-31 (k8s/auth.yaml:7)" }],
    });
    expect(resultsIn(render("sarif", sample, { quiet: true }))).toHaveLength(2);
  });

  test("keeps its fingerprint when lines move and values change, and shares it with no other", () => {
    const shifted = sample.diagnostics.map((one) => {
      const source = { ...one.at.source, text: moved(one.at.source.text) };
      return {
        ...one,
        message: `${one.message}, said in another way`,
        at: spanOf(source, one.at.source.text.slice(one.at.start, one.at.end)),
      };
    });
    expect(fingerprintsOf({ ...sample, diagnostics: shifted })).toEqual(fingerprintsOf(sample));
    expect(new Set(fingerprintsOf(sample)).size).toBe(3);
  });
});

describe("the hash that GitHub's upload makes of a line", () => {
  const pin = { path: ".env", text: "DEBUG=1\nDB_PIN=4711\n" };

  /** What the tests of codeql-action expect. */
  test.each([
    ["", ["c129715d7a2bc9a3"]],
    [" a\nb\n  \t\tc\n d", ["271789c17abda88f", "54703d4cd895b18", "180aee12dab6264", "a23a3dc5e078b07b"]],
  ])("is known: %j", (text, hashes) => {
    expect(hashes.map((_unused, index) => codeqlHash(text, index + 1))).toEqual(hashes);
  });

  test("gives a short value away", () => {
    const hash = codeqlHash(pin.text, 2);
    const guesses = Array.from({ length: 10_000 }, (_, guess) => String(guess).padStart(4, "0"));
    expect(guesses.filter((guess) => codeqlHash(`\nDB_PIN=${guess}\n`, 2) === hash)).toEqual(["4711"]);
  });

  test.each<[string, string, string, boolean]>([
    ["an env file", ".env", "DB_PIN=4711\n", false],
    ["a list whose items follow", "k8s.yaml", "DB_PIN:\n  value: 4711\n", false],
    ["a Dockerfile", "Dockerfile", "ENV DB_PIN 4711\n", false],
    ["code with a default", "a.py", 'x = os.getenv("DB_PIN", "4711")\n', false],
    ["code above one", "a.py", 'x = os.environ["DB_PIN"]\ny = "hunter"\n', false],
    ["code with a number", "a.ts", "DB_PIN = 4711;\n", false],
    ["a shell script", "a.sh", "DB_PIN=hunter\n", false],
    ["code whose lines the upload counts in another way", "a.py", '"hunter"\r\rx = os.environ["DB_PIN"]\n', false],
    ["code that only reads", "a.py", 'x = os.environ["DB_PIN"]\n', true],
    ["code far above one", "a.py", `x = os.environ["DB_PIN"]\n${"pass\n".repeat(20)}y = "hunter"\n`, true],
  ])("is made of %s: %s", (_what, path, text, isOpen) => {
    const diagnostic = { ...missing, notes: [], at: spanOf({ path, text }, "DB_PIN") };
    const [result] = resultsIn(render("sarif", { ...sample, diagnostics: [diagnostic] }));
    expect(result?.locations[0]?.physicalLocation.region !== undefined).toBe(isOpen);
  });

  test.each([
    ["a declaration", "DB_PIN: { type: string }", true],
    ["one with a default", "DB_PIN:\n  type: string\n  default: 4711", false],
    ["one above a default", "DB_PIN: {}\nOTHER: { default: 4711 }", false],
    ["a value in a list", "x:\n  one-of:\n    - DB_PIN", false],
  ])("is made of %s in a schema: %s", (_what, text, isOpen) => {
    const source = { path: "schemas/auth.yaml", text };
    const [result] = resultsIn(render("sarif", { ...sample, diagnostics: [{ ...missing, notes: [], at: spanOf(source, "DB_PIN") }] }));
    expect(result?.locations[0]?.physicalLocation.region !== undefined).toBe(isOpen);
  });

  test.each(["random", "word"] as const)("is made of no value, a %s, in any document", async (kind) => {
    let hashed = 0;
    for (const plot of [...validPlots(kind), ...brokenPlots(kind)]) {
      const texts = await hashedIn(plot);
      hashed += texts.length;
      expect([plot.what, texts.flatMap((text) => plot.canaries.seenIn(text))]).toEqual([plot.what, []]);
    }
    expect(hashed).toBeGreaterThan(100);
  });
});
