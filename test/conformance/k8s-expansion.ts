import { resolve } from "../../src/resolve/resolve.ts";
import type { Adapter } from "./adapter.ts";
import { readManifests, textsOf } from "./k8s-kubelet-env.ts";

interface Entry {
  readonly name: string;
  readonly value: string;
}

/** What a container gets that declares these variables, after a ConfigMap with those. */
function environmentOf(env: readonly Entry[], data: object): Record<string, string> {
  const containers = [{ name: "case", envFrom: [{ configMapRef: { name: "case" } }], env }];
  const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "case" }, spec: { containers } };
  const [environment] = resolve(readManifests([{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "case" }, data }, pod]));
  return environment === undefined ? {} : textsOf(environment);
}

/** The first of several maps wins. */
function merged(maps: readonly unknown[]): object {
  return Object.fromEntries(maps.toReversed().flatMap((map) => Object.entries(Object(map))));
}

function isList(list: unknown): list is readonly (readonly string[])[] {
  return Array.isArray(list);
}

/** One text with its variables to a string, or a list of variables that see one another to a map. */
export const adapter: Adapter = {
  vectors: "k8s-expansion",
  run({ input, context }) {
    const { env, contexts, envList } = context;
    if (isList(envList))
      return {
        value: environmentOf(
          envList.map(([name = "", value = ""]) => ({ name, value })),
          {},
        ),
      };
    const data = merged(Array.isArray(contexts) ? contexts : [env]);
    return { value: environmentOf([{ name: "TEXT", value: String(input) }], data)["TEXT"] };
  },
};
