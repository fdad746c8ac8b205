import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Host } from "../src/host.ts";
import { isSource } from "../src/model/source.ts";
import { nodeHost } from "../src/shell/node-host.ts";

const folder = mkdtempSync(join(tmpdir(), "envcheck-host-"));
const root = join(folder, "root");
let host: Host;
let open: Host;

function put(path: string, content: string | Buffer): void {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), content);
}

const files = {
  ".env": "A=1\n",
  "bom.env": "\uFEFFA=1\n",
  "schemas/auth.yaml": "service: auth\n",
  "schemas/web.yaml": "service: web\n",
  "schemas/deep/x.yaml": "",
  "app/(group)/.env": "",
  "packages/api/.env": "",
  "packages/api/.env.local": "",
  "packages/api/kept/.env": "",
  "packages/api/.gitignore": "!.env.local\nkept/*\n!kept/.env\n",
  "build/.env": "",
  "node_modules/x/.env": "",
  ".gitignore": "build/\n*.secret\n.env.local\nlocal.env\n",
} as const;

beforeAll(() => {
  for (const [path, text] of Object.entries(files)) put(path, text);
  put("latin1.env", Buffer.from("A=1\nB=caf\u00E9\nC=2\n", "latin1"));
  put("utf16.env", Buffer.from("\uFEFFA=1\n", "utf16le"));
  put("locked.env", "A=1\n");
  chmodSync(join(root, "locked.env"), 0);
  put("huge.env", "");
  truncateSync(join(root, "huge.env"), 50 * 1024 * 1024);
  writeFileSync(join(folder, "outside.env"), "A=1\n");
  execFileSync("mkfifo", [join(root, "fifo.env")]);
  const links = {
    "out.env": "../outside.env",
    "device.env": "/dev/zero",
    "loop.env": "loop.env",
    "fine.env": ".env",
    up: "..",
    again: ".",
    "gone.env": "nowhere",
    "passwd.env": "/etc/passwd",
  };
  for (const [path, target] of Object.entries(links)) symlinkSync(target, join(root, path));
  host = nodeHost(root, { allowOutsideRoot: false });
  open = nodeHost(root, { allowOutsideRoot: true });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function told(one: Host, path: string): string {
  const found = one.read(path);
  return isSource(found) ? "read" : `${found.reason}: ${found.because}`;
}

describe("read", () => {
  test.each([
    [".env", "read"],
    ["./schemas/../.env", "read"],
    ["fine.env", "read"],
    ["again/.env", "read"],
    ["schemas", "not-a-file: is a folder, not a file"],
    ["fifo.env", "not-a-file: is a pipe, not a file"],
    ["socket.env", "not-a-file: is a socket, not a file"],
    ["device.env", "outside: is a link out of the root; --allow-outside-root follows it"],
    ["passwd.env", "outside: is a link out of the root; --allow-outside-root follows it"],
    ["out.env", "outside: is a link out of the root; --allow-outside-root follows it"],
    ["up/outside.env", "outside: is a link out of the root; --allow-outside-root follows it"],
    ["../outside.env", "outside: lies outside the root; --allow-outside-root lets it in"],
    ["/etc/passwd", "outside: lies outside the root; --allow-outside-root lets it in"],
    ["../../../../../etc/passwd", "outside: lies outside the root; --allow-outside-root lets it in"],
    ["loop.env", "unreadable: is a link that leads to itself"],
    ["gone.env", "missing: is a link to what does not exist"],
    ["nowhere/at/all.env", "missing: does not exist"],
    [".env/below", "missing: does not exist"],
    ["a\0b", "missing: does not exist"],
    ["x".repeat(256), "missing: is longer than a path can be"],
    ["local.env", "ignored: does not exist here, and git ignores it"],
    ["packages/api/x.secret", "ignored: does not exist here, and git ignores it"],
    ["packages/api/.env.local.bak", "missing: does not exist"],
    ["huge.env", "too-large: is larger than 32 MiB, which no environment needs"],
    ["latin1.env", "not-utf-8: is not UTF-8 (line 2)"],
    ["utf16.env", "not-utf-8: is UTF-16; it must be UTF-8"],
  ])("%.20s", async (path, expected) => {
    const server = createServer();
    if (path === "socket.env") await new Promise<void>((done) => server.listen(join(root, path), done));
    expect(told(host, path)).toBe(expected);
    if (server.listening) await new Promise((done) => server.close(done));
  });

  test("what may not be read says so, unless the user may read everything", () => {
    const expected = process.getuid?.() === 0 ? "read" : "unreadable: may not be read by this user";
    expect(told(host, "locked.env")).toBe(expected);
  });

  test("leaves the root only when it may, and waits for no device even then", () => {
    expect(["out.env", "../outside.env", "up/outside.env", "device.env"].map((path) => told(open, path))).toEqual([
      "read",
      "read",
      "read",
      "not-a-file: is a device, not a file",
    ]);
  });

  test("keeps a byte order mark, and the path as it was asked for", () => {
    expect(host.read("bom.env")).toMatchObject({ path: "bom.env", text: "\uFEFFA=1\n" });
  });

  test("reads a text again that was let go, and has none of a file that was written since", () => {
    const fresh = nodeHost(root, { allowOutsideRoot: false });
    const fillers = ["filler-1.txt", "filler-2.txt"];
    for (const path of fillers) put(path, "x".repeat(2 * 1024 * 1024));
    for (const path of ["kept.txt", "written.txt"]) put(path, "A=1\n");
    const [, kept, written, last] = ["filler-1.txt", "kept.txt", "written.txt", "filler-2.txt"].map((path) => fresh.read(path));
    put("written.txt", "SECRET=1\n");
    const texts = [kept, written].map((source) => source !== undefined && isSource(source) && source.text);
    expect([...texts, last !== undefined && isSource(last)]).toEqual(["A=1\n", "", true]);
    for (const path of fillers) rmSync(join(root, path));
  });
});

test.each([
  [".env", "file"],
  ["schemas", "folder"],
  [".", "folder"],
  ["fifo.env", "other"],
  ["out.env", "other"],
  ["loop.env", "other"],
  ["..", "other"],
  ["nowhere", "missing"],
])("kindOf %s is %s", (path, kind) => {
  expect(host.kindOf(path)).toBe(kind);
});

describe("glob", () => {
  test.each([
    ["one folder", ["schemas/*.yaml"], ["schemas/auth.yaml", "schemas/web.yaml"]],
    ["all folders but what git ignores", ["**/.env"], [".env", "app/(group)/.env", "packages/api/.env", "packages/api/kept/.env"]],
    ["a nested file that takes back an ignored name", ["**/.env.*"], ["packages/api/.env.local"]],
    ["a path as it is, once", ["schemas/web.yaml", "./schemas/web.yaml", "schemas/*.yaml"], ["schemas/auth.yaml", "schemas/web.yaml"]],
    ["a path with brackets in it", ["app/(group)/.env"], ["app/(group)/.env"]],
    ["folders with brackets in their names", ["app/(group)/**/.e*"], ["app/(group)/.env"]],
    ["a path that git ignores, when it is named", ["build/.env"], ["build/.env"]],
    ["what is not taken back", ["schemas/*.yaml", "!**/web.*"], ["schemas/auth.yaml"]],
    ["nothing", ["nowhere/*.yaml", "nowhere.yaml", "**/*.nothing"], []],
    ["no links, whatever they lead to", ["*.env"], [".env", "bom.env", "huge.env", "latin1.env", "locked.env", "utf16.env"]],
    ["nothing outside, where a pattern begins with a link", ["up/*.env", "{up,again}/bom*"], ["again/bom.env"]],
  ])("finds %s", (_what, patterns, paths) => {
    expect(host.glob(patterns)).toEqual(paths);
  });
});

test.each([
  ["a pattern", (name: string) => host.glob([`**/${"a*".repeat(9)}b`, "(a+)+b*", name])],
  ["a file of git", (name: string) => host.read(`hostile/${name.slice(1)}`)],
])("%s that would never end is passed over", (_what, use) => {
  const name = "a".repeat(200);
  put(name, "");
  put("hostile/.gitignore", `${"a*".repeat(9)}b\n${"**/a/".repeat(30)}b\n`);
  const started = performance.now();
  use(name);
  expect(performance.now() - started).toBeLessThan(5000);
});

describe("environ", () => {
  test("reads the block that a process was started with", () => {
    const found = host.environ();
    expect(isSource(found) && found.text.split("\0").some((entry) => entry.startsWith("PATH="))).toBe(true);
  });
});
