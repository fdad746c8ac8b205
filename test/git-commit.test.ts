import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { isSource } from "../src/model/source.ts";
import { at, commit, folder, git, open, paths, put, reasons, repository, told, whyNot } from "./support/repository.ts";

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the text of code", () => {
  test("is read as it is, or refused with the reason", () => {
    const root = repository("texts", {
      "a.py": "é",
      "latin1.py": Buffer.from("x = 'é'", "latin1"),
      "binary.py": Buffer.from([1, 0, 2]),
      "large.py": "x".repeat(1024 * 1024 + 1),
    });
    symlinkSync("a.py", join(root, "link.py"));
    put(folder, { "outside.py": "x" });
    const wanted = ["a.py", "latin1.py", "binary.py", "large.py", "gone.py"];
    const expected = ["é", "x = 'é'", "binary.py is binary", "large.py is larger than 1 MB", "gone.py does not exist"];
    expect([...open(root).texts(wanted)].map(told)).toEqual(expected);
    expect([...at(root, "HEAD").texts(wanted)].map(told)).toEqual(expected);
    expect([...open(root).texts(["link.py", "../outside.py"])].filter(isSource)).toEqual([]);
  });

  test("of a commit comes in the order asked for, however much it is", () => {
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`${String(i)}.py`, String(i).padEnd(900_000, "x")]));
    const then = at(repository("much", files), "HEAD");
    const wanted = Object.keys(files).toReversed();
    expect([...then.texts(wanted)].map((found) => `${found.path} ${told(found).slice(0, 2)}`)).toEqual(
      wanted.map((path) => `${path} ${path.slice(0, -3).padEnd(2, "x")}`),
    );
  });
});

describe("a commit", () => {
  let root: string;

  beforeAll(() => {
    root = repository("history", {
      ".env": "A=1\n",
      ".gitignore": "*.secret\n",
      "x.secret": "s",
      "app/(group)/.env": "B=1\n",
      "app/schemas/auth.yaml": "service: auth\n",
      "app/code.py": "old",
      "deep/a/b/c.yaml": "c",
      "sub/.gitignore": "hidden/\n",
      "sub/hidden/d.yaml": "d",
      "sub/kept.yaml": "k",
    });
    for (const [path, target] of Object.entries({
      link: "app",
      "link.env": ".env",
      up: "..",
      "out.env": "../x",
      loop: "loop",
      abs: "/etc/passwd",
    }))
      symlinkSync(target, join(root, path));
    commit(root);
    git(root, "tag", "v1");
    rmSync(join(root, "app"), { recursive: true });
    put(root, { ".env": "A=2\n", "new.yaml": "" });
    commit(root);
  });

  test("is read as it was, and the working tree stays as it is", async () => {
    const before = git(root, "status", "--porcelain");
    expect(told(at(root, "v1").read("app/code.py"))).toBe("old");
    expect(told(at(root, "v1").read(".env"))).toBe("A=1\n");
    expect(told(open(root).read(".env"))).toBe("A=2\n");
    expect(await paths(at(root, "v1"))).toContain("app/code.py");
    expect(await paths(at(root, "v1"))).not.toContain("new.yaml");
    expect(git(root, "status", "--porcelain")).toBe(before);
  });

  test.each([
    [["**/*.yaml"]],
    [["*.env", ".env*", "app/**/*"]],
    [["app/(group)/.env", "new.yaml"]],
    [["**/[a-c].yaml"]],
    [["**/*.yaml", "!deep/**"]],
    [["./.env", "link/*.py", "sub/**"]],
    [["*.secret", "x.secret"]],
    [["../*"]],
    [["deep"]],
  ])("finds %j as the same files on a disk do", (patterns) => {
    const copy = join(folder, `copy-${String(Math.random())}`);
    git(folder, "clone", "-q", "-b", "v1", root, copy);
    expect(at(root, "v1").glob(patterns)).toEqual(open(copy).glob(patterns));
  });

  test.each([
    ["./app/../.env", "A=1\n"],
    ["link.env", "A=1\n"],
    ["link/code.py", "old"],
    ["link/schemas/../code.py", "old"],
    ["app", "app is a folder, not a file"],
    ["gone", "gone does not exist"],
    ["app/code.py/x", "app/code.py/x does not exist"],
    ["../x", "../x lies outside the root"],
    ["/etc/passwd", "/etc/passwd lies outside the root"],
    ["abs", "abs is a link out of the root"],
    ["out.env", "out.env is a link out of the root"],
    ["up/x", "up/x is a link out of the root"],
    ["loop", "loop is a link that leads to itself"],
    ["a\0b", "a\0b does not exist"],
  ])("reads %j", (path, expected) => {
    expect(told(at(root, "v1").read(path))).toBe(expected);
  });

  test.each([
    [".", "folder"],
    ["app", "folder"],
    ["app/", "folder"],
    ["link", "folder"],
    [".env", "file"],
    ["link.env", "file"],
    ["gone", "missing"],
    ["up", "other"],
  ])("has at %j a %s", (path, kind) => {
    expect(at(root, "v1").kindOf(path)).toBe(kind);
  });

  test("is seen below the root, under the rules above it", () => {
    const sub = join(root, "sub");
    expect(at(sub, "v1").glob(["**/*.yaml"])).toEqual(["kept.yaml"]);
    expect(told(at(sub, "v1").read("hidden/d.yaml"))).toBe("d");
    expect(told(at(sub, "v1").read("../.env"))).toBe("../.env lies outside the root");
  });

  test("tells what is no file", async () => {
    expect(await reasons(at(root, "v1"))).toContain("link is a link");
    const outer = repository("outer", { "x.py": "" });
    git(outer, "submodule", "add", "-q", root, "module");
    commit(outer);
    expect(await reasons(at(outer, "HEAD"))).toContain("module is a submodule");
  });

  test.each([
    ["nowhere", "nowhere is not a commit that this repository has"],
    ["HEAD~9", "HEAD~9 is not a commit that this repository has"],
    ["", " is not the name of a commit"],
    ["--all", "--all is not the name of a commit"],
    ["-h", "-h is not the name of a commit"],
    ["HEAD:app", "HEAD:app is not the name of a commit"],
    [":/x", ":/x is not the name of a commit"],
    ["a\nb", "a\nb is not the name of a commit"],
    ["a\0b", "a\0b is not the name of a commit"],
  ])("is refused when it is called %j", (ref, expected) => {
    expect(whyNot(root, ref)).toBe(expected);
  });

  test("may lie beyond what a shallow clone has", () => {
    const shallow = join(folder, "shallow");
    git(folder, "clone", "-q", "--depth", "1", `file://${root}`, shallow);
    expect(whyNot(shallow, "HEAD~1")).toBe(
      "HEAD~1 is not a commit that this repository has: the clone is shallow (git fetch --unshallow, or fetch-depth: 0 in CI)",
    );
  });

  test("may lack objects in a partial clone, and nothing is fetched", () => {
    git(root, "config", "uploadpack.allowFilter", "true");
    const partial = join(folder, "partial");
    git(folder, "clone", "-q", "--no-checkout", "--filter=blob:none", `file://${root}`, partial);
    const because = "is not in this clone, which holds only a part of the repository";
    expect(told(at(partial, "HEAD").read(".env"))).toBe(`.env ${because}`);
    expect([...at(partial, "HEAD").texts([".env"])].map(told)).toEqual([`.env ${because}`]);
  });

  test("needs a repository", () => {
    const plain = mkdtempSync(join(folder, "plain-"));
    expect(whyNot(plain, "HEAD")).toBe("HEAD cannot be looked up: git finds no repository here");
  });
});
