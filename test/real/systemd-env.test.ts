import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { systemd } from "../../src/formats/systemd.ts";
import { systemdEnvFile } from "../../src/formats/systemd-env-file.ts";
import { environEntries } from "../../src/text/environ.ts";
import { mapOf, readTexts } from "../support/env-file-case.ts";
import { leaveOut } from "../support/left-out.ts";

const oracle = join(import.meta.dirname, "..", "..", "..", "shared", "tools", "systemd-oracle.sh");
const canBoot = process.getuid?.() === 0 && existsSync(oracle) && existsSync("/usr/bin/systemd-nspawn");
if (!canBoot) leaveOut("systemd: a unit that a booted manager starts (root, systemd-container)");

const seed = Number(process.env["SEED"] ?? 42);
const pieces = [
  "a",
  "b c",
  " ",
  '"x y"',
  "'z'",
  "\\n",
  "\\\\",
  '\\"',
  "\\x41",
  "$A",
  "${A}",
  "#",
  " # c",
  ";",
  "=",
  "é",
  "\t",
  "%%",
  "\\101",
  ":",
];

/** Values that are made of pieces, as many at a time as one unit takes. */
function* values(count: number): Generator<string> {
  let state = seed;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % limit;
  };
  for (let index = 0; index < count; index += 1)
    yield Array.from({ length: 1 + below(6) }, () => pieces[below(pieces.length)] ?? "").join("");
}

(canBoot ? test : test.skip)(
  "a booted systemd sets what is read from its unit and its env file",
  () => {
    const written = [...values(1000)];
    const file = written.map((value, index) => `F${String(index)}=${value}\n`).join("");
    const lines = written.map((value, index) => `Environment=U${String(index)}=${value}`);
    const folder = mkdtempSync(join(tmpdir(), "envcheck-systemd-"));
    writeFileSync(join(folder, "in.env"), file);
    const { status } = spawnSync(oracle, [join(folder, "out"), join(folder, "in.env"), ...lines], { timeout: 90_000 });
    expect(status).toBe(0);
    const set = environEntries({ path: "out", text: readFileSync(join(folder, "out"), "utf8") });
    const theirs = Object.fromEntries(set.map(({ name, value = null }) => [name, value]));
    const read = { ...mapOf(readTexts(systemdEnvFile, [file])), ...unitMap(["[Service]", ...lines].join("\n")) };
    expect({ seed, ...oursOf(read) }).toEqual({ seed, ...oursOf(theirs) });
  },
  120_000,
);

/** Words of a value may set variables of their own. */
function oursOf(map: Readonly<Record<string, string | null>>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(map).filter(([name]) => /^[FU]\d/.test(name)));
}

function unitMap(text: string): Record<string, string | null> {
  const { workloads, ...rest } = readTexts(systemd, [text]);
  const own = workloads.map((workload) => ({ ...workload, layers: workload.layers.slice(1) }));
  return mapOf({ ...rest, workloads: own });
}
