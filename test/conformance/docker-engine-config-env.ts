import { isDeepStrictEqual } from "node:util";
import { dockerEnvFile } from "../../src/formats/docker-env-file.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import { evaluate } from "../../src/text/interpolate.ts";
import { absent, type Value } from "../../src/model/value.ts";
import { isRefused, readCompose, shellWith } from "../support/compose-case.ts";
import { readTexts, textOf } from "../support/env-file-case.ts";
import { inspectedEntries } from "../support/inspect-case.ts";
import type { Adapter, Outcome } from "./adapter.ts";

interface Context {
  readonly imageEnv: readonly string[];
  readonly args: readonly string[];
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly env: Readonly<Record<string, string>>;
  readonly defaults: readonly string[];
  readonly overrides: readonly string[];
}

/** The `Config.Env` that a container is created with, from the flags and files of docker or the project of compose; and what the engine makes of one. */
export const adapter: Adapter = {
  vectors: "docker-engine-config-env",
  run: ({ name, context, expected }) => {
    const given: Context = { imageEnv: [], args: [], files: [], env: {}, defaults: [], overrides: [], ...context };
    if (name.startsWith("docker-create:")) return created(given);
    return name.startsWith("compose-create:") ? inAnyOrder(createdByCompose(given), expected) : { value: started(given) };
  },
};

function created({ imageEnv, args, files, env }: Context): Outcome {
  const valuesOf = (flag: string): string[] => args.filter((_, index) => args[index - 1] === flag);
  const texts = valuesOf("--env-file").map((path) => files.find(({ name }) => name === path)?.text);
  if (texts.some((text) => text === undefined)) return { error: true };
  const read = texts.flatMap((text) => text ?? []);
  const spec = readTexts(dockerEnvFile, read, env, { env: lastOfEach(valuesOf("-e")) });
  if (spec.problems.length > 0) return { error: true };
  const layers = spec.workloads.flatMap((workload) => workload.layers);
  const bindings = layers.flatMap((layer) => (layer.kind === "bindings" ? layer.bindings : []));
  return {
    value: over(
      imageEnv,
      bindings.map(({ name, value }) =>
        entryOf(
          name,
          evaluate(value, () => absent),
        ),
      ),
    ),
  };
}

function createdByCompose({ imageEnv, files, env }: Context): Outcome {
  const spec = readCompose(new Map(files.map(({ name, text }) => [name, text])), ["compose.yaml"], shellWith(env));
  if (isRefused(spec)) return { error: true };
  const entries = resolve(spec).flatMap((environment) => [...environment.entries]);
  // The engine refuses what compose lets through.
  if (entries.some(([name]) => name === "")) return { error: true };
  return {
    value: over(
      imageEnv,
      entries.map(([name, { value }]) => entryOf(name, value)),
    ),
  };
}

/** Compose sends what it holds in a map of Go, in any order. */
function inAnyOrder(outcome: Outcome, expected: unknown): Outcome {
  if (!("value" in outcome) || !Array.isArray(outcome.value) || !Array.isArray(expected)) return outcome;
  const [one, other] = [outcome.value, expected].map((list) => list.map(String).toSorted());
  return isDeepStrictEqual(one, other) ? { value: expected } : outcome;
}

function started({ defaults, overrides }: Context): string[] {
  return inspectedEntries({ Config: { Env: [...defaults, ...overrides] } }).flatMap(([name, value]) =>
    value.state === "absent" ? [] : [entryOf(name, value)],
  );
}

/** Of several flags for one name docker sends the last. */
function lastOfEach(flags: readonly string[]): string[] {
  return flags.filter((flag, index) => !flags.slice(index + 1).some((later) => nameOf(later) === nameOf(flag)));
}

/** What the image sets comes behind, but for the names that are there already. */
function over(imageEnv: readonly string[], own: readonly string[]): string[] {
  const names = new Set(own.map(nameOf));
  return [...own, ...imageEnv.filter((entry) => !names.has(nameOf(entry)))];
}

function nameOf(entry: string): string {
  return entry.split("=")[0] ?? "";
}

function entryOf(name: string, value: Value): string {
  const text = textOf(value);
  return text === null ? name : `${name}=${text}`;
}
