import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { environment, forms, good, project } from "./support/start.ts";

const [program, ...args] = forms["envcheck run"];

/** Whether a start loads more of envcheck than the guard: each file that it loads is kept compiled. */
function loaded(words: readonly string[], env: Readonly<Record<string, string>>) {
  const cache = mkdtempSync(join(tmpdir(), "envcheck-cache-"));
  const { status } = spawnSync(program, [...args, ...words, "--", "true"], {
    cwd: project({ ".env": "OTHER=1\n" }),
    env: { ...environment(env), ENVCHECK_NO_CODE_CACHE: "", XDG_CACHE_HOME: cache },
  });
  return { status, late: readdirSync(join(cache, "envcheck")).length > 1 };
}

test.each<readonly [string, readonly string[], Readonly<Record<string, string>>, object]>([
  ["goes well", [], good, { status: 0, late: false }],
  [
    "goes well in a stage, beside names that are like declared ones",
    ["--stage", "production"],
    { ...good, SOCKET_KEY: "1" },
    { status: 0, late: false },
  ],
  ["lays env files under", ["--load", ".env"], good, { status: 0, late: true }],
  ["is refused", [], {}, { status: 1, late: true }],
])("what a start loads that %s", (_what, words, env, expected) => {
  expect(loaded(words, env)).toEqual(expected);
});
