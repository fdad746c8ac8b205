import { spawnSync } from "node:child_process";
import { expect, test } from "@jest/globals";
import { environment, forms, good, project } from "./support/start.ts";

const [program, ...args] = forms["envcheck run"];

/** The files of envcheck that a start loads beside its own. */
function loaded(words: readonly string[], env: Readonly<Record<string, string>>) {
  const cwd = project({ ".env": "OTHER=1\n" });
  const { status, stderr } = spawnSync(program, [...args, ...words, "--", "true"], {
    cwd,
    env: { ...environment(env), NODE_DEBUG: "module" },
    encoding: "utf8",
  });
  return { status, late: stderr.includes("guard-late.cjs") };
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
