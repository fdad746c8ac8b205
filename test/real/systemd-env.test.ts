import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { array, constantFrom } from "fast-check";
import { systemd } from "../../src/formats/systemd.ts";
import { systemdEnvFile } from "../../src/formats/systemd-env-file.ts";
import { environEntries } from "../../src/text/environ.ts";
import { mapOf, readTexts } from "../support/env-file-case.ts";
import { leaveOut } from "../support/left-out.ts";
import { agree } from "../support/oracle.ts";

const oracle = join(import.meta.dirname, "..", "..", "..", "shared", "tools", "systemd-oracle.sh");
const canBoot = process.getuid?.() === 0 && existsSync(oracle) && existsSync("/usr/bin/systemd-nspawn");
if (!canBoot) leaveOut("systemd: a unit that a booted manager starts (root, systemd-container)");

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

/** What a manager makes of a value, where it sets it. */
interface Set {
  readonly file: string | null | undefined;
  readonly unit: string | null | undefined;
}

function namedIn(map: Readonly<Record<string, string | null>>, index: number): Set {
  return { file: map[`F${String(index)}`], unit: map[`U${String(index)}`] };
}

/** As lines of an env file, and as settings of a unit. */
function written(values: readonly string[]): { readonly file: string; readonly settings: readonly string[] } {
  return {
    file: values.map((value, index) => `F${String(index)}=${value}\n`).join(""),
    settings: values.map((value, index) => `Environment=U${String(index)}=${value}`),
  };
}

function ask(values: readonly string[]): readonly Set[] | undefined {
  const folder = mkdtempSync(join(tmpdir(), "envcheck-systemd-"));
  const { file, settings } = written(values);
  writeFileSync(join(folder, "in.env"), file);
  const { status } = spawnSync(oracle, [join(folder, "out"), join(folder, "in.env"), ...settings], { timeout: 90_000 });
  if (status !== 0) return undefined;
  const set = environEntries({ path: "out", text: readFileSync(join(folder, "out"), "utf8") });
  const map = Object.fromEntries(set.map(({ name, value = null }) => [name, value]));
  return values.map((_, index) => namedIn(map, index));
}

function compare(value: string, answer: Set | undefined): void {
  const { file, settings } = written([value]);
  const ours = { ...mapOf(readTexts(systemdEnvFile, [file])), ...unitMap(["[Service]", ...settings].join("\n")) };
  expect(namedIn(ours, 0)).toEqual(answer);
}

(canBoot ? test : test.skip)(
  "a booted systemd sets what is read from its unit and its env file",
  () => {
    const values = array(constantFrom(...pieces), { minLength: 1, maxLength: 6 }).map((some) => some.join(""));
    const taken = agree(values, { called: "systemd", most: 1000, spare: 1, apart: String, ask, isDoubtful: () => false, compare });
    expect(taken).toBeGreaterThan(0);
  },
  300_000,
);

function unitMap(text: string): Record<string, string | null> {
  const { workloads, ...rest } = readTexts(systemd, [text]);
  const own = workloads.map((workload) => ({ ...workload, layers: workload.layers.slice(1) }));
  return mapOf({ ...rest, workloads: own });
}
