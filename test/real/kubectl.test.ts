import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { array, constantFrom, tuple } from "fast-check";
import { kubectlEnvFile } from "../../src/formats/kubectl-env-file.ts";
import type { Spec } from "../../src/model/binding.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import { read, shown } from "../kubernetes.manifests.ts";
import { mapOf, readTexts } from "../support/env-file-case.ts";
import { leaveOut } from "../support/left-out.ts";
import { configMap, workload } from "../support/manifest-texts.ts";
import { agree, type Oracle } from "../support/oracle.ts";

/** What kubectl makes of generated env files and manifests without a cluster, against our reading of the same. */
const hasKubectl = spawnSync("kubectl", ["version", "--client"]).status === 0;
if (!hasKubectl) leaveOut("kubectl: env files and manifests that it reads by itself");
const scratch = mkdtempSync(join(tmpdir(), "envcheck-kubectl-"));
const patience = 600_000;

afterAll(() => {
  rmSync(scratch, { recursive: true });
});

function kubectl(...args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync("kubectl", args, {
    cwd: scratch,
    env: { PATH: process.env["PATH"] },
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  return status === 0 ? stdout : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** The objects that kubectl prints one after the other. */
function objectsIn(printed: string): string[] {
  return printed.split(/(?<=^\})\n/m).filter((text) => text !== "");
}

const ends = constantFrom("\n", "\n", "\n", "\r\n", "\n\n", "");
const lead = constantFrom(...Array.from({ length: 40 }, () => ""), "  ", "\t", "#", "export ");
const name = constantFrom(...Array.from({ length: 12 }, () => ["AQ", "BQ", "cQ.d", "_Q-e"]).flat(), "AQ ", "1Q", "éQ", "");
const sign = constantFrom(...Array.from({ length: 40 }, () => "="), " = ", "", "", ":");
const value = array(constantFrom("a", " ", "'", '"', "#", " # ", "=", "$A", "\\n", "é", "\t", "\u00a0", "\u0085", "\u2028"), {
  maxLength: 4,
});
const line = tuple(lead, name, sign, value, ends).map(
  ([before, key, between, pieces, end]) => before + key + between + pieces.join("") + end,
);
const envFile = tuple(constantFrom("", "", "", "\uFEFF"), array(line, { maxLength: 3 })).map(([mark, lines]) => mark + lines.join(""));

const envFiles: Oracle<string, Readonly<Record<string, unknown>>> = {
  called: "kubectl create configmap --from-env-file",
  most: 100,
  spare: 3,
  apart: (text, index) => text.replaceAll("Q", `Q${String(index)}Q`),
  ask: (texts) => {
    for (const [index, text] of texts.entries()) writeFileSync(join(scratch, `${String(index)}.env`), text);
    const files = texts.map((_, index) => `--from-env-file=${String(index)}.env`);
    const printed = kubectl("create", "configmap", "x", ...files, "--dry-run=client", "-o", "json");
    const made: unknown = printed === undefined ? undefined : JSON.parse(printed);
    if (!isObject(made)) return undefined;
    const data = Object.entries(isObject(made["data"]) ? made["data"] : {});
    return texts.map((text) => {
      const mark = /Q\d+Q/.exec(text)?.[0];
      return Object.fromEntries(data.filter(([key]) => mark !== undefined && key.includes(mark)));
    });
  },
  isDoubtful: (text) => readTexts(kubectlEnvFile, [text]).problems.length > 0 || !text.includes("Q"),
  compare: (text, theirs) => {
    const mine = readTexts(kubectlEnvFile, [text]);
    const refused = mine.problems.length > 0;
    expect({ refused, data: refused ? {} : mapOf(mine) }).toEqual({ refused: theirs === undefined, data: theirs ?? {} });
  },
};

function environmentsOf(spec: Spec): Record<string, Record<string, string>> {
  return Object.fromEntries(
    resolve(spec).map(({ workload: { address }, entries }) => [
      address,
      Object.fromEntries([...entries].flatMap(([key, { value: made }]) => (key === "ADDED" ? [] : [[key, shown(made)]]))),
    ]),
  );
}

function refusedTypes({ facts }: Spec): string[] {
  return facts.flatMap((fact) => (fact.kind === "refused-type" ? [fact.name] : [])).toSorted((one, other) => one.localeCompare(other));
}

const apart = (text: string, index: number): string => text.replaceAll("w-0-", `w-${String(index)}-`);

function ask(...args: readonly string[]): (texts: readonly string[]) => readonly string[] | undefined {
  return (texts) => {
    writeFileSync(join(scratch, "all.yaml"), texts.join("---\n"));
    const printed = kubectl(...args, "--local", "-f", "all.yaml", "-o", "json");
    return printed === undefined ? undefined : objectsIn(printed);
  };
}

const workloads: Oracle<string, string> = {
  called: "kubectl set env --local",
  most: 100,
  spare: 3,
  apart,
  ask: ask("set", "env", "ADDED=1"),
  isDoubtful: (text) => refusedTypes(read(text)).length > 0 || read(text).problems.length > 0,
  compare: (text, printed) => {
    const mine = read(text);
    if (printed === undefined) {
      expect([...refusedTypes(mine), ...mine.problems]).not.toEqual([]);
      return;
    }
    expect(refusedTypes(mine)).toEqual([]);
    const theirs = read(printed);
    expect(mine.problems.map(({ message }) => message)).toEqual(theirs.problems.map(({ message }) => message));
    expect(environmentsOf(mine)).toEqual(environmentsOf(theirs));
  },
};

function dataOf(spec: Spec): unknown {
  const bindings = [...spec.bundles.values()].flatMap((bundle) => bundle.bindings);
  return Object.fromEntries(bindings.map((one) => [one.name, one.value.state === "template" ? "template" : shown(one.value)]));
}

const configMaps: Oracle<string, string> = {
  called: "kubectl patch --local",
  most: 200,
  spare: 3,
  apart,
  ask: ask("patch", "--type", "merge", "-p", "{}"),
  isDoubtful: (text) => read(text).problems.length > 0,
  compare: (text, printed) => {
    const [mine, theirs] = [read(text), read(printed ?? "")];
    if (printed === undefined) {
      expect([...refusedTypes(mine), ...mine.problems]).not.toEqual([]);
      return;
    }
    expect(mine.problems).toEqual([]);
    expect(refusedTypes(mine)).toEqual(refusedTypes(theirs));
    if (refusedTypes(mine).length === 0) expect(dataOf(mine)).toEqual(dataOf(theirs));
  },
};

(hasKubectl ? describe : describe.skip)("against kubectl", () => {
  test(
    "env files come to the same data",
    () => {
      expect(agree(envFile, envFiles)).toBeGreaterThan(0);
    },
    patience,
  );

  test(
    "the variables of workloads are the same, and refused alike",
    () => {
      expect(agree(workload, workloads)).toBeGreaterThan(0);
    },
    patience,
  );

  test(
    "the data of ConfigMaps have the same keys, types and texts",
    () => {
      expect(agree(configMap, configMaps)).toBeGreaterThan(0);
    },
    patience,
  );
});
