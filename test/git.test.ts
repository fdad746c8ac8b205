import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { at, commit, folder, git, open, paths, put, reasons, repository, whyNot } from "./support/repository.ts";

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the working tree", () => {
  const odd = ["with\nnewline.py", 'a "quoted" é.py', "tab\t.py", "? looks like a record", "-n", "*.py"];
  let root: string;

  beforeAll(() => {
    const inner = repository("inner", { "x.py": "" });
    root = repository("tree", {
      ...Object.fromEntries(odd.map((path) => [path, "x"])),
      ".gitignore": "ignored/\n",
      "kept.py": "old",
      "changed.py": "old",
      "deleted.py": "",
      "linked/x.py": "",
      "run.sh": "#!/bin/sh\n",
      "tracked/node_modules/x.js": "",
      "sub/x.py": "sub",
      "sub/deep/y.py": "sub",
    });
    chmodSync(join(root, "run.sh"), 0o755);
    symlinkSync("kept.py", join(root, "link.py"));
    git(root, "submodule", "add", "-q", inner, "module");
    commit(root);
    utimesSync(join(root, "kept.py"), 1, 1);
    git(root, "update-index", "--refresh");
    put(root, {
      "changed.py": "new",
      "staged.py": "s",
      "untracked.py": "u",
      "ignored/x.py": "i",
      "node_modules/p/x.js": "n",
      "nested/x.py": "",
    });
    git(root, "add", "staged.py");
    git(join(root, "nested"), "init", "-q");
    commit(join(root, "nested"));
    rmSync(join(root, "deleted.py"));
    rmSync(join(root, "linked"), { recursive: true });
    symlinkSync("sub", join(root, "linked"));
  });

  test("lists what is tracked, and what is neither tracked nor ignored", async () => {
    const expected = [".gitignore", ".gitmodules", ...odd, "changed.py", "kept.py", "run.sh", "staged.py", "sub/deep/y.py", "sub/x.py"];
    expect(await paths(open(root))).toEqual([...expected, "tracked/node_modules/x.js", "untracked.py"].toSorted());
    expect((await open(root).code()).withoutGit).toBeNull();
  });

  test("leaves out with the reason", async () => {
    expect(await reasons(open(root))).toEqual([
      "deleted.py is deleted",
      "link.py is a link",
      "linked is a link",
      "linked/x.py lies behind a link",
      "module is a submodule",
      "nested/ is a repository of its own",
    ]);
  });

  test("marks no file that was written a moment ago, and any other anew with every change", async () => {
    const markOf = async (path: string): Promise<string | null | undefined> =>
      (await open(root).code()).files.find((file) => file.path === path)?.mark;
    const second = Math.floor(Date.now() / 1000);
    put(root, { "kept.py": "old" });
    utimesSync(join(root, "kept.py"), second, second);
    expect(await markOf("kept.py")).toBeNull();
    await setTimeout(2100);
    const before = await markOf("kept.py");
    expect(before).toMatch(new RegExp(`^3 ${String(second)}000 `));
    expect([...open(root).texts(["kept.py"])]).toEqual([{ path: "kept.py", text: "old", mark: before }]);
    put(root, { "kept.py": "new" });
    utimesSync(join(root, "kept.py"), second, second);
    expect([...open(root).texts(["kept.py"])]).not.toMatchObject([{ mark: before }]);
  });

  test("tells what may be run", async () => {
    const { files } = await open(root).code();
    expect(files.flatMap(({ path, executable }) => (executable ? [path] : []))).toEqual(["run.sh"]);
  });

  test("lists the part of the repository that is below the root", async () => {
    expect(await paths(open(join(root, "sub")))).toEqual(["deep/y.py", "x.py"]);
  });

  test("lists a path in conflict once, without an object", async () => {
    const torn = repository("torn", { "x.py": "1" });
    git(torn, "checkout", "-qb", "other");
    put(torn, { "x.py": "2" });
    commit(torn);
    git(torn, "checkout", "-q", "main");
    put(torn, { "x.py": "3" });
    commit(torn);
    expect(() => git(torn, "merge", "other")).toThrow();
    expect((await open(torn).code()).files).toMatchObject([{ path: "x.py", executable: false }]);
  });

  test("is walked where there is no repository, and .gitignore holds", async () => {
    const plain = join(folder, "plain");
    put(plain, { ".gitignore": "out/\n", "a.py": "", "out/b.py": "", "build/c.py": "", "node_modules/d.js": "", "sub/e.py": "" });
    symlinkSync(".", join(plain, "loop"));
    expect(await paths(open(plain))).toEqual([".gitignore", "a.py", "build/c.py", "sub/e.py"]);
    expect(await open(plain).code()).toMatchObject({
      withoutGit: "git finds no repository here",
      leftOut: [{ path: "loop", because: "is a link" }],
    });
  });
});

describe("a hostile repository", () => {
  test("runs no program, whatever its configuration says", async () => {
    const root = repository("hostile", { "a.py": "a", "b.py": "b", ".gitattributes": "*.py filter=evil diff=evil\n" });
    const witness = join(folder, "witness");
    const program = join(folder, "program.sh");
    writeFileSync(program, `#!/bin/sh\necho "$0 $*" >> ${witness}\ncat\n`);
    chmodSync(program, 0o755);
    put(root, { "a.py": "changed", git: readFileSync(program) });
    chmodSync(join(root, "git"), 0o755);
    mkdirSync(join(root, "hooks"));
    for (const hook of ["post-index-change", "fsmonitor-watchman", "pre-auto-gc", "reference-transaction"])
      writeFileSync(join(root, "hooks", hook), readFileSync(program), { mode: 0o755 });
    const config = {
      "core.fsmonitor": program,
      "core.hooksPath": "hooks",
      "core.pager": program,
      "core.sshCommand": program,
      "core.alternateRefsCommand": program,
      "core.editor": program,
      "core.askPass": program,
      "credential.helper": program,
      "diff.external": program,
      "diff.evil.textconv": program,
      "diff.evil.command": program,
      "filter.evil.clean": program,
      "filter.evil.smudge": program,
      "filter.evil.process": program,
      "filter.evil.required": "true",
      "gpg.program": program,
      "log.showSignature": "true",
      "pager.ls-files": "true",
      "pager.ls-tree": "true",
      "alias.ls-files": `!${program}`,
      "alias.rev-parse": `!${program}`,
      "remote.origin.url": `ext::${program}`,
      "remote.origin.promisor": "true",
      "extensions.partialClone": "origin",
      "protocol.ext.allow": "always",
    };
    for (const [name, value] of Object.entries(config)) execFileSync("git", ["config", "-f", join(root, ".git", "config"), name, value]);
    git(root, "config", "-f", join(root, ".git", "config"), "core.repositoryFormatVersion", "1");
    rmSync(witness, { force: true });
    const object = execFileSync("git", ["hash-object", "--no-filters", join(root, "b.py")], { encoding: "utf8" }).trim();
    rmSync(join(root, ".git", "objects", object.slice(0, 2), object.slice(2)));

    expect(await paths(open(root))).toContain("a.py");
    expect([...at(root, "HEAD").texts(["a.py", "b.py"])].length).toBe(2);
    at(root, "HEAD").glob(["**/*.py"]);
    whyNot(root, "nowhere");
    expect(existsSync(witness)).toBe(false);
  });

  test("cannot send the listing elsewhere", async () => {
    const root = repository("elsewhere", { "a.py": "" });
    const other = join(folder, "other-tree");
    put(other, { "secret.py": "" });
    git(root, "config", "core.worktree", other);
    expect((await paths(open(root))).filter((path) => path.includes("secret"))).toEqual([]);
  });

  test("is not found through the environment", async () => {
    const root = repository("asked", { "a.py": "" });
    process.env["GIT_DIR"] = join(folder, "tree", ".git");
    process.env["GIT_INDEX_FILE"] = join(folder, "nowhere");
    try {
      expect(await paths(open(root))).toEqual(["a.py"]);
    } finally {
      delete process.env["GIT_DIR"];
      delete process.env["GIT_INDEX_FILE"];
    }
  });
});
