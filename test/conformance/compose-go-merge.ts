import { isDeepStrictEqual } from "node:util";
import { load } from "js-yaml";
import type { Binding, Layer } from "../../src/model/binding.ts";
import { textAt } from "../../src/model/source.ts";
import { absent } from "../../src/model/value.ts";
import { evaluate } from "../../src/text/interpolate.ts";
import { readCompose, shellWith } from "../support/compose-case.ts";
import { textOf } from "../support/env-file-case.ts";
import type { Adapter, Case } from "./adapter.ts";

interface Merged {
  readonly environment: readonly string[];
  readonly envFiles: readonly string[];
}

/** Files to the environment and the env files of the one service, `test`. The expected text passes when it says the same. */
export const adapter: Adapter = {
  vectors: "compose-go-merge",
  run({ context, expected }: Case) {
    const files = new Map(filesOf(context));
    const { workloads } = readCompose(files, [...files.keys()], shellWith({}));
    const merged = mergedFrom(workloads[0]?.layers ?? []);
    return { value: isDeepStrictEqual(merged, expectedFrom(String(expected))) ? expected : merged };
  },
};

function filesOf({ files }: Case["context"]): [string, string][] {
  return Array.isArray(files) ? files.map(({ name, text }: Record<"name" | "text", string>) => [name, text]) : [];
}

/** None of the env files exist, so each is an opening at its path. */
function mergedFrom(layers: readonly Layer[]): Merged {
  const bindings = layers.flatMap((layer) => (layer.kind === "bindings" ? layer.bindings : []));
  const last = new Map(bindings.map((binding) => [binding.name, written(binding)]));
  return {
    environment: [...last.values()].toSorted(),
    envFiles: layers.flatMap((layer) => (layer.kind === "opening" ? [textAt(layer.at)] : [])),
  };
}

function written({ name, value }: Binding): string {
  const text = textOf(evaluate(value, () => absent));
  return text === null ? name : `${name}=${text}`;
}

function expectedFrom(text: string): Merged {
  const service = member(member(load(text), "services"), "test");
  const envFiles = listOf(member(service, "env_file")).map((item) => (typeof item === "string" ? item : String(member(item, "path"))));
  return { environment: listOf(member(service, "environment")).map(String).toSorted(), envFiles };
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function member(of: unknown, name: string): unknown {
  return new Map<string, unknown>(Object.entries(of ?? {})).get(name);
}
