import { parseEnv } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { parse } from "dotenv";
import { array, assert, constantFrom, oneof, property, string } from "fast-check";
import { dotenv } from "../src/formats/dotenv.ts";
import { djangoEnviron } from "../src/formats/django-environ.ts";
import { dockerEnvFile } from "../src/formats/docker-env-file.ts";
import { envDump } from "../src/formats/env-dump.ts";
import { nodeEnvFile } from "../src/formats/node-env-file.ts";
import { pythonDotenv } from "../src/formats/python-dotenv.ts";
import { dotenvExpand } from "../src/formats/dotenv-expand.ts";
import { nextEnv } from "../src/formats/next.ts";
import { bun } from "../src/formats/bun.ts";
import { deno } from "../src/formats/deno.ts";
import { dotenvx } from "../src/formats/dotenvx.ts";
import { phpdotenv } from "../src/formats/phpdotenv.ts";
import { symfonyDotenv } from "../src/formats/symfony-dotenv.ts";
import { rubyDotenv } from "../src/formats/ruby-dotenv.ts";
import { kubernetesFileKey } from "../src/formats/kubernetes-file-key.ts";
import { absent } from "../src/model/value.ts";
import { compose } from "../src/formats/compose.ts";
import { procfile } from "../src/formats/procfile.ts";
import { bash } from "../src/formats/bash.ts";
import { direnv } from "../src/formats/direnv.ts";
import { dotenvy } from "../src/formats/dotenvy.ts";
import { ecsEnvFile } from "../src/formats/ecs-env-file.ts";
import { godotenv } from "../src/formats/godotenv.ts";
import { kubectlEnvFile } from "../src/formats/kubectl-env-file.ts";
import { kustomizeEnvFile } from "../src/formats/kustomize-env-file.ts";
import { nomadEnvFile } from "../src/formats/nomad-env-file.ts";
import { podmanEnvFile } from "../src/formats/podman-env-file.ts";
import { pythonDecouple } from "../src/formats/python-decouple.ts";
import { sh } from "../src/formats/sh.ts";
import { systemdEnvFile } from "../src/formats/systemd-env-file.ts";
import type { Binding, Spec } from "../src/model/binding.ts";
import { type Span, textAt } from "../src/model/source.ts";
import { mapOf, readTexts } from "./support/env-file-case.ts";

const formats = [
  dotenv,
  djangoEnviron,
  dockerEnvFile,
  envDump,
  nodeEnvFile,
  pythonDotenv,
  dotenvExpand,
  nextEnv,
  bun,
  deno,
  dotenvx,
  phpdotenv,
  symfonyDotenv,
  rubyDotenv,
  kubernetesFileKey,
  bash,
  direnv,
  dotenvy,
  ecsEnvFile,
  godotenv,
  kubectlEnvFile,
  kustomizeEnvFile,
  nomadEnvFile,
  podmanEnvFile,
  pythonDecouple,
  sh,
  systemdEnvFile,
];

const signs = [
  "=",
  "=",
  ":",
  ": ",
  "\n",
  "\n",
  "\r",
  "\r\n",
  " ",
  "\t",
  "'",
  '"',
  "`",
  "\\",
  "#",
  " #",
  "${",
  "}",
  "\uFEFF",
  "\u2028",
  "\u00a0",
];
const words = ["A", "B", "KEY", "1", "x", "export ", "\\n", "${A}", "é", "."];
const texts = oneof(
  string({ unit: "binary", maxLength: 60 }),
  array(constantFrom(...signs, ...words), { maxLength: 24 }).map((pieces) => pieces.join("")),
);

function check(law: (text: string) => void): void {
  assert(property(texts, law), { numRuns: 3000 });
}

function bindingsOf(spec: Spec): Binding[] {
  return spec.workloads.flatMap(({ layers }) => layers).flatMap((layer) => (layer.kind === "bindings" ? layer.bindings : []));
}

describe("for every text", () => {
  test("dotenv sets what the dotenv package sets", () => {
    check((text) => {
      expect(mapOf(readTexts(dotenv, [text]))).toEqual({ ...parse(text) });
    });
  });

  test("dotenv binds no name twice without telling", () => {
    check((text) => {
      const spec = readTexts(dotenv, [text]);
      const names = bindingsOf(spec).map(({ name }) => name);
      expect(spec.facts.filter(({ kind }) => kind === "duplicate")).toHaveLength(names.length - new Set(names).size);
    });
  });

  test("a dotenv binding stands where its name is written", () => {
    check((text) => {
      for (const { name, at } of bindingsOf(readTexts(dotenv, [text]))) expect(textAt(at)).toBe(name);
    });
  });

  const node20 = process.version.startsWith("v20.") ? test : test.skip;
  node20("node sets what util.parseEnv sets", () => {
    check((text) => {
      expect(mapOf(readTexts(nodeEnvFile, [text]))).toEqual({ ...parseEnv(text) });
    });
  });

  test.each(formats)("$id points at names", (format) => {
    check((text) => {
      const { facts, problems, ...rest } = readTexts(format, [text]);
      for (const { name, at } of bindingsOf({ facts, problems, ...rest })) expect(oneLine(name)).toContain(oneLine(textAt(at)));
      for (const fact of facts) expect(oneLine(("name" in fact ? fact.name : textAt(fact.at)) ?? "")).toContain(oneLine(textAt(fact.at)));
      for (const { at } of problems) expect(written(at)).not.toContain("=");
    });
  });
});

function written(at: Span | undefined): string {
  return at === undefined ? "" : textAt(at);
}

/** Readers take line breaks out of names or make line feeds of them. */
function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]/g, "");
}

/** Ways to write a value, well and badly. */
const spellings = [
  (value: string) => `KEY=${value}`,
  (value: string) => `export KEY = ${value} # ${value}`,
  (value: string) => `  KEY="${value}`,
  (value: string) => `KEY='${value}\n${value} ${value}'`,
  (value: string) => `KEY: "${value}\\\n  ${value}"`,
  (value: string) => `KEY=\`${value} \${KEY}\` ${value}`,
  (value: string) => `KEY ${value}`,
];

/** Documents that take the env file in. */
const documents = new Map([
  [compose, { path: "compose.yaml", text: "services: { a: { image: x, env_file: .env } }\n" }],
  [procfile, { path: "Procfile", text: "a: x\n" }],
]);

test.each([...formats, ...documents.keys()])("$id takes more references and more of one name than a stack holds", (format) => {
  for (const text of [`A=${"${B}".repeat(150_000)}\n`, "A=1\n".repeat(150_000)]) {
    const file = { path: ".env", text };
    const source = documents.get(format) ?? file;
    expect(() => format.read({ sources: [source], options: new Map() }, { read: () => file, shell: () => absent })).not.toThrow();
  }
});

test.each(formats)("$id tells nothing of a value", (format) => {
  const canary = "can-ary/7+";
  const lines = array(constantFrom(...spellings), { minLength: 1, maxLength: 5 });
  assert(
    property(lines, (spelt) => {
      const { facts, problems } = readTexts(format, [spelt.map((spell) => spell(canary)).join("\n")]);
      const told = [...facts, ...problems].map(({ at, ...rest }) =>
        JSON.stringify([written(at), rest], (key, value: unknown) => (key === "source" ? "" : value)),
      );
      expect(told.join("\n")).not.toContain("can-ary");
    }),
  );
});
