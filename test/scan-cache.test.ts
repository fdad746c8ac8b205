import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { envcheck, temporaryFolder } from "./support/bin.ts";
import { folder, git, put, repository } from "./support/repository.ts";

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const secret = "hush-4711-hush-4711";
const files = {
  "schemas/auth.yaml": "service: auth\ncode: ['**']\nstages: { production: prod.env }\nvariables:\n  PORT: { type: port, default: 80 }\n",
  "prod.env": "PORT=8080\n",
  "settings.py": `import os\nfrom given import KEY\nPORT = int(os.environ.get("PORT", "8000"))\nA = os.environ[KEY]\nB = os.environ.get("B_PASSWORD", "${secret}")\n`,
  "given.py": 'KEY = "TAKEN"\n',
  "get.ts":
    "export const get = (name: string, instead = 'none') => process.env[name] ?? instead;\nexport const odd = (x: string) => process.env[`ODD_${x}`];\n",
  "use.ts": "import { get } from './get';\nget('USED', 'one\\ntwo');\n",
  "run.sh": '#!/bin/sh\n: "${NEEDED:?}"\n',
  "broken.go": "package a\nfunc {{{\n",
  "load.py": "from dotenv import load_dotenv\nload_dotenv()\n",
};

/** Settled: what was written a moment ago is never kept. */
let root: string;
beforeAll(async () => {
  root = repository("kept", files);
  await setTimeout(2100);
});

const home = temporaryFolder();
const own = join(home, "envcheck");
const keptIn = (): string[] =>
  (existsSync(own) ? readdirSync(own).filter((name) => name.endsWith(".reads")) : []).map((name) => join(own, name));
const asked = ["reads", "--format", "json"];

function run(args: readonly string[], env: Record<string, string> = {}): string {
  const { stdout, stderr } = envcheck(root, args, { env: { XDG_CACHE_HOME: home, ...env } });
  expect(stderr).toBe("");
  return stdout.replaceAll(/"milliseconds":\s*\d+/g, "");
}

beforeEach(() => rmSync(own, { recursive: true, force: true }));

const fresh = (args: readonly string[]): string => run(args, { ENVCHECK_NO_SCAN_CACHE: "1" });

describe("the scan cache", () => {
  test.each([[asked], [["check", "--format", "json", "--fail-on", "never"]], [["release", "--from", "HEAD", "--format", "json"]]])(
    "%j says the same without it, with a new one and with an old one",
    (args) => {
      const expected = fresh(args);
      expect(keptIn()).toEqual([]);
      expect(run(args)).toBe(expected);
      const [kept = ""] = keptIn();
      const { mtimeMs } = statSync(kept);
      expect(run(args)).toBe(expected);
      expect(statSync(kept).mtimeMs).toBe(mtimeMs);
    },
  );

  test("is the user's own, and holds nothing of what code writes down", () => {
    run(asked);
    const [kept = ""] = keptIn();
    expect([statSync(own).mode & 0o777, statSync(kept).mode & 0o777]).toEqual([0o700, 0o600]);
    const text = readFileSync(kept, "utf8");
    expect(text).toContain("settings.py");
    for (const piece of [secret, secret.slice(0, 9), "8000", "NEEDED", "USED"]) expect(text).not.toContain(piece);
  });

  test("is one file for a root, whatever changes", async () => {
    put(root, { "more.py": 'import os\nos.environ["MORE"]\n' });
    expect(run(asked)).toContain("MORE");
    await setTimeout(2100);
    expect(run(asked)).toContain("MORE");
    expect(keptIn().length).toBe(1);
    put(root, { "more.py": 'import os\nos.environ["LESS"]\n' });
    utimesSync(join(root, "more.py"), 1, 1);
    expect(run(asked)).toContain("LESS");
    rmSync(join(root, "more.py"));
    expect(run(asked)).toBe(fresh(asked));
  });

  test("does not know another way to read", () => {
    const before = run(asked);
    put(root, { "envcheck.yaml": "readers: [{ call: lookUp, name: 0 }]\n", "look.ts": "lookUp('LOOKED_UP');\n" });
    expect(run(asked)).toContain("LOOKED_UP");
    rmSync(join(root, "envcheck.yaml"));
    rmSync(join(root, "look.ts"));
    expect(run(asked)).toBe(before);
  });

  test.each([
    ["empty", () => ""],
    ["not of this program", (text: string) => text.replace(/^.{8}/, "00000000")],
    ["cut off", (text: string) => text.slice(0, -20)],
    ["of another shape", (text: string) => `${text.slice(0, 65)}{"a":[1]}`],
    ["out of bounds", (text: string) => text.replaceAll(/\d{2,3}/g, (digits, at: number) => (at > 65 ? "99999999" : digits))],
    ["of the wrong kinds", (text: string) => text.replaceAll(/"(?:runtime|optional)"/g, "7")],
  ])("that is %s is left alone and written anew", (_what, spoil) => {
    const expected = fresh(asked);
    run(asked);
    const [kept = ""] = keptIn();
    const sound = readFileSync(kept, "utf8");
    writeFileSync(kept, spoil(sound));
    expect(run(asked)).toBe(expected);
    expect(readFileSync(kept, "utf8")).toBe(sound);
  });

  test.each([
    ["a folder that others may enter", (path: string) => chmodSync(join(path, ".."), 0o755)],
    ["a file that others may read", (path: string) => chmodSync(path, 0o644)],
    [
      "a file behind a link",
      (path: string) => {
        writeFileSync(`${path}.moved`, readFileSync(path), { mode: 0o600 });
        rmSync(path);
        symlinkSync(`${path}.moved`, path);
      },
    ],
  ])("in %s is not read", (_what, spoil) => {
    const expected = run(asked);
    const [kept = ""] = keptIn();
    writeFileSync(kept, readFileSync(kept, "utf8").replaceAll('"python"', '"planted"'));
    spoil(kept);
    expect(run(asked)).toBe(expected);
  });

  test("is not written below the project", () => {
    expect(run(asked, { XDG_CACHE_HOME: join(root, "cache") })).toBe(fresh(asked));
    expect(existsSync(join(root, "cache"))).toBe(false);
  });

  test("knows a commit by itself", () => {
    const before = run(["release", "--from", "HEAD~0", "--format", "json"]);
    git(root, "commit", "-q", "--allow-empty", "-m", "y");
    expect(run(["release", "--from", "HEAD~1", "--format", "json"]).length).toBe(before.length);
  });
});
