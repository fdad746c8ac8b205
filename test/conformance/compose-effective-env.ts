import { dirname, joinPath } from "../../src/formats/format.ts";
import { unseal } from "../../src/model/sealed.ts";
import type { Spec } from "../../src/model/binding.ts";
import type { Lookup, Value } from "../../src/model/value.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import { bindStatements, outsideFirst } from "../../src/text/env-file/compose-bind.ts";
import { parseComposeEnvFile } from "../../src/text/env-file/compose.ts";
import { type Files, isRefused, type Options, readCompose, shellWith } from "../support/compose-case.ts";
import { textOf } from "../support/env-file-case.ts";
import type { Adapter, Case } from "./adapter.ts";

interface Context {
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly env: Readonly<Record<string, string>>;
  readonly args: readonly string[];
}

function isContext(context: object): context is Context {
  return "files" in context && "env" in context && "args" in context;
}

/** Files, shell and flags to the environment of every active service, null for a name that compose takes away from the image. */
export const adapter: Adapter = {
  vectors: "compose-effective-env",
  run({ context }: Case) {
    if (!isContext(context)) throw new Error("the case holds no files");
    const files = new Map(context.files.map(({ name, text }) => [name, text]));
    const flags = flagsOf(context.args);
    const shell = shellWith({ ...context.env, ...flags.env });
    const { targets, options } = flags.targets.length > 0 ? flags : foundIn(files, shell, flags.options);
    const found = readCompose(files, targets, shell, options);
    if (isRefused(found)) return { error: true };
    const spec = readCompose(new Map([...files, ...emptyFor(found)]), targets, shell, options);
    const active = resolve(spec).filter(({ workload }) => workload.inactive === undefined);
    const texts = active.map(({ workload, entries }) => [
      workload.address,
      Object.fromEntries([...entries].map(([name, { value }]) => [name, textOf(value)])),
    ]);
    return { value: Object.fromEntries(texts) };
  },
};

/** A case tells all the files that there are, so that an optional one which is missing says no more than an empty one. */
function emptyFor({ facts }: Spec): [string, string][] {
  return facts.flatMap((fact): [string, string][] => (fact.kind === "missing-file" ? [[fact.path, ""]] : []));
}

interface Flags {
  readonly targets: readonly string[];
  readonly options: Options;
}

function flagsOf(args: readonly string[]): Flags & { readonly env: Readonly<Record<string, string>> } {
  const valuesOf = (...names: readonly string[]): string[] => args.filter((_, i) => names.includes(args[i - 1] ?? ""));
  const options = ["env-file", "profile", "project-directory"].map((name) => [name, valuesOf(`--${name}`)] as const);
  const [project] = valuesOf("-p", "--project-name");
  return {
    targets: valuesOf("-f", "--file").map((path) => joinPath("", path)),
    options: { compose: ["2"], ...Object.fromEntries(options.filter(([, values]) => values.length > 0)) },
    env: project === undefined ? {} : { COMPOSE_PROJECT_NAME: project },
  };
}

/**
 * What docker compose takes without `-f`: COMPOSE_FILE of the shell or of the env files, and its folder's `.env` before the one here, or a
 * default name here or in a folder above.
 */
function foundIn(files: Files, shell: Lookup, options: Options): Flags {
  const here =
    (options["project-directory"] ?? []).map((path) => joinPath("", path)).map((path) => (path === "" ? "" : `${path}/`))[0] ?? "";
  const values = new Map<string, Value>();
  for (const path of options["env-file"] ?? [`${here}.env`])
    bindStatements(parseComposeEnvFile({ path, text: files.get(joinPath("", path)) ?? "" }), shell, values);
  const value = outsideFirst("COMPOSE_FILE", shell, values);
  if (value.state !== "known") {
    const folders = here.split("/").map((_, depth, steps) =>
      steps
        .slice(0, steps.length - 1 - depth)
        .map((step) => `${step}/`)
        .join(""),
    );
    const defaults = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
    const names = folders.flatMap((folder) => defaults.map((name) => folder + name));
    return { targets: names.filter((path) => files.has(path)).slice(0, 1), options };
  }
  const targets = unseal(value.text)
    .split(":")
    .map((path) => joinPath("", path));
  const envFiles = [...new Set([`${dirname(targets[0] ?? "")}.env`, ".env"])].filter((path) => files.has(path));
  return { targets, options: envFiles.length === 0 ? options : { "env-file": envFiles, ...options } };
}
