import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { resolve } from "../../src/resolve/resolve.ts";
import { isRefused, readCompose, shellWith } from "../support/compose-case.ts";
import { filesOf, type Service, service } from "../support/compose-services.ts";
import { textOf } from "../support/env-file-case.ts";
import { leaveOut } from "../support/left-out.ts";
import { agree, type Oracle } from "../support/oracle.ts";

/** What docker compose makes of generated services and their env files, many of them in one project, against our reading of each. */
const binary = join(import.meta.dirname, "..", "..", "build", "oracles", "usr", "libexec", "docker", "cli-plugins", "docker-compose");
const hasCompose = existsSync(binary);
if (!hasCompose) leaveOut("compose: generated services (.ci/run unpacks the real docker compose)");
const scratch = mkdtempSync(join(tmpdir(), "envcheck-compose-"));

afterAll(() => {
  rmSync(scratch, { recursive: true });
});

type Variables = Readonly<Record<string, string | null>>;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function configured(services: readonly Service[]): readonly Variables[] | undefined {
  const folder = mkdtempSync(join(scratch, "project-"));
  for (const [path, text] of filesOf(services)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const env = { PATH: process.env["PATH"], HOME: "/nonexistent", HOST: "shell" };
  const { status, stdout } = spawnSync(binary, ["config", "--format", "json"], { cwd: folder, env, encoding: "utf8", maxBuffer: 1 << 26 });
  rmSync(folder, { recursive: true });
  if (status !== 0) return undefined;
  const document: unknown = JSON.parse(stdout);
  const found = isObject(document) && isObject(document["services"]) ? document["services"] : {};
  return services.map(({ name }) => variablesOf(found[name]));
}

function variablesOf(found: unknown): Variables {
  const environment = isObject(found) && isObject(found["environment"]) ? found["environment"] : {};
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, typeof value === "string" ? value.replaceAll("$$", "$") : null]),
  );
}

function own(one: Service): Variables | undefined {
  const spec = readCompose(
    filesOf([one]),
    ["compose.yaml"],
    shellWith({ PATH: process.env["PATH"] ?? "", HOME: "/nonexistent", HOST: "shell" }),
  );
  if (isRefused(spec)) return undefined;
  const entries = resolve(spec).flatMap((environment) => [...environment.entries]);
  return Object.fromEntries(entries.map(([name, { value }]) => [name, textOf(value)]));
}

const services: Oracle<Service, Variables> = {
  called: "docker compose config",
  most: 100,
  spare: 2,
  apart: (one, index) => ({ ...one, name: `s${String(index)}` }),
  ask: configured,
  isDoubtful: (one) => own(one) === undefined,
  compare: (one, theirs) => {
    expect(own(one)).toEqual(theirs);
  },
};

(hasCompose ? test : test.skip)(
  "docker compose gives generated services the same variables",
  () => {
    expect(agree(service, services)).toBeGreaterThan(0);
  },
  600_000,
);
