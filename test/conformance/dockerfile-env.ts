import { dockerfile } from "../../src/formats/dockerfile.ts";
import { unseal } from "../../src/model/sealed.ts";
import type { Source } from "../../src/model/source.ts";
import { unknown } from "../../src/model/value.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import type { Instruction } from "../../src/text/dockerfile/instruction.ts";
import { parseDockerfile } from "../../src/text/dockerfile/parse.ts";
import type { Adapter, Case, Outcome } from "./adapter.ts";

/** Builds with the case's options. An image outside the file is given as what `docker image inspect` says of it. */
export const adapter: Adapter = {
  vectors: "dockerfile-env",
  run: (testCase) => {
    const source = { path: "Dockerfile", text: String(testCase.input) };
    return "parseTree" in testCase ? { value: dump(source) } : build(source, testCase.context);
  },
};

function build(source: Source, { buildArgs, target, baseImages }: Case["context"]): Outcome {
  const options = new Map<string, string[]>([
    ["build-arg", Object.entries(Object(buildArgs)).map(([name, value]) => `${name}=${String(value)}`)],
    ["base-image", Object.keys(Object(baseImages))],
  ]);
  if (typeof target === "string") options.set("target", [target]);
  const images = new Map(Object.entries(Object(baseImages)));
  const world = {
    read: (path: string) => ({ path, text: inspectOf(path, images.get(path)) }),
    shell: () => unknown("nothing is known of the shell"),
  };
  const spec = dockerfile.read({ sources: [source], options }, world);
  const demanded = spec.facts.some((fact) => fact.kind === "reference" && fact.otherwise === "error");
  if (spec.problems.length > 0 || demanded) return { error: true };
  const [environment] = resolve(spec);
  return {
    value: Object.fromEntries(
      [...(environment?.entries ?? [])].map(([name, { value }]) => [name, value.state === "known" ? unseal(value.text) : value]),
    ),
  };
}

function inspectOf(tag: string, image: unknown): string {
  const list = Array.isArray(image);
  return JSON.stringify([
    { RepoTags: [tag], Config: { Env: list ? image : member(image, "env"), OnBuild: list ? [] : member(image, "onbuild") } },
  ]);
}

function member(object: unknown, name: string): unknown {
  return new Map(Object.entries(Object(object))).get(name);
}

/** The tree that BuildKit's parser prints. */
function dump(source: Source): string[] {
  return parseDockerfile(source).stages.flatMap(({ from, instructions }) => [
    `(from ${JSON.stringify(from.base)})`,
    ...instructions.map(dumpInstruction),
  ]);
}

function dumpInstruction(instruction: Instruction): string {
  if (instruction.kind !== "env") return instruction.kind;
  const words = instruction.pairs.flatMap(({ name, value }) => [name, value ?? "", instruction.legacy ? "" : "="]);
  return `(env ${words.map((word) => JSON.stringify(word)).join(" ")})`;
}
