import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { envcheck, temporaryFolder, writeFiles } from "../support/bin.ts";
import { leaveOut } from "../support/left-out.ts";
import { key } from "../support/records.ts";

const folder = temporaryFolder();
const bin = join(import.meta.dirname, "../../bin/envcheck.cjs");
const secret = "zuxqo-of-the-process-0815";
const env = { ENVCHECK_FINGERPRINT_KEY: key };
const children: ReturnType<typeof spawn>[] = [];

afterAll(() => {
  for (const child of children) child.kill();
});

/** A process that stays, with this environment and nothing else. */
function start(variables: Readonly<Record<string, string>>): string {
  const child = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"], { env: variables, stdio: "ignore" });
  children.push(child);
  return `pid:${String(child.pid)}`;
}

test("a process is recorded, and compared with another one of the same service", () => {
  writeFiles(folder, { "schemas/auth.yaml": "service: auth\nvariables: { TOKEN: { type: secret } }\n" });
  const [one, other] = [start({ TOKEN: secret, LEVEL: "info" }), start({ TOKEN: `${secret}!`, LEVEL: "info", MORE: "1" })];
  const taken = envcheck(folder, ["snapshot", one, "--stage", "production", "--plain"], { env });
  expect(taken).toEqual({
    code: 0,
    stdout: "snapshots/auth-production.json  2 variables, 1 with a fingerprint, 1 in plain text\n",
    stderr: "",
  });
  const file = "snapshots/auth-production.json";
  expect(readFileSync(join(folder, file), "utf8")).not.toContain("zuxqo");
  expect(envcheck(folder, ["diff", file, one], { env })).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("no difference; 2 the same"),
  });
  const { code, stdout } = envcheck(folder, ["diff", file, other], { env });
  expect(code).toBe(1);
  expect(stdout).toMatch(/ {2}\+ MORE {3}added .*\n {2}~ TOKEN {2}another secret {2}snapshots\/auth-production\.json:\d+ -> /);
  expect(stdout).not.toContain("zuxqo");
});

test("a process that has ended is no reason to lose its record", () => {
  const file = join(folder, "snapshots", "gone.json");
  writeFiles(folder, {
    "snapshots/gone.json": '{ "version": 1, "service": "gone", "stage": "", "target": "", "taken": "2026-11-22", "variables": {} }\n',
  });
  const before = readFileSync(file, "utf8");
  const { code } = envcheck(folder, ["snapshot", "pid:999999999", "--service", "gone"], { env });
  expect([code === 2 || code === 3, readFileSync(file, "utf8") === before]).toEqual([true, true]);
});

test("its own environment is a target like any other", () => {
  const own = { ...env, LEVEL: "info" };
  expect(envcheck(folder, ["snapshot", "process:self", "--service", "self"], { env: own }).code).toBe(0);
  expect(envcheck(folder, ["diff", "snapshots/self.json", "process:self"], { env: own })).toMatchObject({ code: 0 });
  expect(envcheck(folder, ["diff", "snapshots/self.json", "process:self"], { env: { ...own, LEVEL: "debug" } })).toMatchObject({
    code: 1,
    stdout: expect.stringContaining("~ LEVEL  changed"),
  });
});

const many = Array.from({ length: 500 }, (_, i) => `NAME_${String(i)}=x`).join("\n");

/** Records one variable, then many where there is no room for them. */
function recordWithoutRoom(place: string, record: () => { readonly code: number | null; readonly stderr: string }): void {
  writeFiles(place, { "few.env": "NAME=x\n", "many.env": `${many}\n` });
  expect(envcheck(place, ["snapshot", "few.env", "--service", "disk"], { env }).code).toBe(0);
  const before = readFileSync(join(place, "snapshots/disk.json"), "utf8");
  expect(record()).toEqual(
    expect.objectContaining({ code: 2, stderr: expect.stringMatching(/cannot write .*disk\.json \(E(?:NOSPC|FBIG)\)/) }),
  );
  expect(readdirSync(join(place, "snapshots"))).toEqual(["disk.json"]);
  expect(readFileSync(join(place, "snapshots/disk.json"), "utf8")).toBe(before);
}

test("a file that may not grow leaves the former snapshot whole", () => {
  const place = join(folder, "limited");
  recordWithoutRoom(place, () => {
    const script = `ulimit -f 4; exec "${process.execPath}" "${bin}" snapshot many.env --service disk`;
    const { status, stderr } = spawnSync("sh", ["-c", script], {
      cwd: place,
      env: { PATH: process.env["PATH"], ENVCHECK_NO_CODE_CACHE: "1", ...env },
      encoding: "utf8",
    });
    return { code: status, stderr };
  });
});

test("a full disk leaves the former snapshot whole", () => {
  const place = join(folder, "full");
  mkdirSync(place);
  if (spawnSync("sh", ["-c", `mount -t tmpfs -o size=64k tmpfs "${place}"`]).status !== 0) {
    leaveOut("a full disk: this user cannot mount one");
    return;
  }
  try {
    recordWithoutRoom(place, () => envcheck(place, ["snapshot", "many.env", "--service", "disk"], { env }));
  } finally {
    execFileSync("sh", ["-c", `umount "${place}"`]);
  }
});
