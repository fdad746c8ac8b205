import { execFileSync } from "node:child_process";
import { rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { commit, folder, git, open, put, repository } from "./support/repository.ts";

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const own = 1_600_000_000_000;
const first = 1_700_000_000_000;
const later = 1_750_000_000_000;

/** Commits at a time of its own, and gives every file another. */
function commitAt(root: string, time: number): void {
  git(root, "add", "-A");
  const date = `@${String(time / 1000)} +0000`;
  const author = ["-c", "user.name=a", "-c", "user.email=a@b"];
  execFileSync("git", ["-C", root, ...author, "commit", "-qm", "x", "--date", date], { env: { ...process.env, GIT_COMMITTER_DATE: date } });
}

function touch(root: string, ...paths: readonly string[]): void {
  for (const path of paths) utimesSync(join(root, path), own / 1000, own / 1000);
}

test("a file was changed by the last commit that changed it, else when it was written", () => {
  const root = repository("changed", { ".gitignore": "*.secret\n" });
  put(root, { "a.env": "A=1\n", "deep/b.env": "B=1\n", "edited.env": "C=1\n" });
  commitAt(root, first);
  put(root, { "deep/b.env": "B=2\n" });
  commitAt(root, later);
  put(root, { "edited.env": "C=2\n", "new.env": "D=1\n", "x.secret": "E=1\n" });
  touch(root, "a.env", "deep/b.env", "edited.env", "new.env", "x.secret");
  const host = open(root);
  const times = ["a.env", "deep/b.env", "edited.env", "new.env", "x.secret", "gone.env", "../outside"].map((path) => host.changed(path));
  expect(times).toEqual([first, later, own, own, own, undefined, undefined]);
  expect(open(join(root, "deep")).changed("b.env")).toBe(later);
});

test("a shallow clone does not know who changed what it has had from the start", () => {
  const root = repository("whole", { "a.env": "A=1\n" });
  put(root, { "b.env": "B=1\n" });
  commit(root);
  const shallow = join(folder, "shallow");
  git(folder, "clone", "-q", "--depth=1", `file://${root}`, shallow);
  expect(open(shallow).changed("a.env")).toBeUndefined();
  expect(open(root).changed("a.env")).toBeGreaterThan(first);
});

test("what is in no repository was changed when it was written", () => {
  put(folder, { "plain/a.env": "A=1\n" });
  touch(folder, "plain/a.env");
  expect(open(join(folder, "plain")).changed("a.env")).toBe(own);
});
