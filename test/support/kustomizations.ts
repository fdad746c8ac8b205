import { kustomize } from "../../src/formats/kustomize.ts";
import type { Spec } from "../../src/model/binding.ts";
import { positionOf, textAt } from "../../src/model/source.ts";
import { unknown } from "../../src/model/value.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import { shown } from "../kubernetes.manifests.ts";

export type Tree = Readonly<Record<string, string>>;

export const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, labels: { app: web } }
spec:
  template:
    spec:
      containers:
        - name: app
          image: x
          envFrom: [{ configMapRef: { name: cfg } }]
          env:
            - { name: A, value: base }
            - { name: B, value: "$(A)" }
`;
export const patch = (env: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { template: { spec: { containers: [{ name: app, env: [${env}] }] } } }\n`;
export const base: Tree = { "base/kustomization.yaml": "resources: [web.yaml]\n", "base/web.yaml": deployment };
export const generated = "configMapGenerator: [{ name: cfg, literals: [A=1, LOG=debug] }]\n";

export function read(files: Tree): Spec {
  const path = "kustomization.yaml" in files ? "kustomization.yaml" : "base/kustomization.yaml";
  return kustomize.read(
    { sources: [{ path, text: files[path] ?? "" }], options: new Map() },
    {
      read: (at) => {
        const text = files[at];
        return text === undefined
          ? { path: at, reason: at.startsWith("..") ? "outside" : "missing", because: "is not there" }
          : { path: at, text };
      },
      shell: () => unknown("nothing was said about it"),
    },
  );
}

export function variables(files: Tree): Record<string, string> {
  const [environment] = resolve(read(files));
  return Object.fromEntries([...(environment?.entries ?? [])].map(([name, { value }]) => [name, shown(value)]));
}

/** Where each binding of a name is written: the winner first. */
export function places(files: Tree, name: string): string[] {
  const [environment] = resolve(read(files));
  return (environment?.entries.get(name)?.from ?? []).map(({ at }) => `${at.source.path}:${String(positionOf(at).line)} ${textAt(at)}`);
}

export const problems = (files: Tree): string[] =>
  read(files).problems.map(({ at, message }) => `${at === undefined ? "" : `${at.source.path}:${String(positionOf(at).line)} `}${message}`);
export const openings = (files: Tree): string[] =>
  resolve(read(files)).flatMap((environment) => environment.openings.map(({ because }) => because));
