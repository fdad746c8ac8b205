import { joinPath } from "../../src/formats/format.ts";
import { unseal } from "../../src/model/sealed.ts";
import { absent, type Lookup, type Value } from "../../src/model/value.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import { bindStatements } from "../../src/text/env-file/compose-bind.ts";
import { parseComposeEnvFile } from "../../src/text/env-file/compose.ts";
import { type Files, isRefused, readCompose, shellWith } from "../support/compose-case.ts";
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
    const { named, options } = flagsOf(context.args);
    const shell = shellWith(context.env);
    const spec = readCompose(files, named.length > 0 ? named : foundIn(files, shell), shell, options);
    if (isRefused(spec)) return { error: true };
    const active = resolve(spec).filter(({ workload }) => workload.inactive === undefined);
    const texts = active.map(({ workload, entries }) => [
      workload.address,
      Object.fromEntries([...entries].map(([name, { value }]) => [name, textOf(value)])),
    ]);
    return { value: Object.fromEntries(texts) };
  },
};

const flags = new Map([
  ["--env-file", "env-file"],
  ["--profile", "profile"],
  ["--project-directory", "project-directory"],
]);

function flagsOf(args: readonly string[]): { named: string[]; options: Record<string, string[]> } {
  const named: string[] = [];
  const options: Record<string, string[]> = {};
  for (let i = 0; i + 1 < args.length; i += 2) {
    const [flag = "", value = ""] = args.slice(i, i + 2);
    const option = flags.get(flag);
    if (option === undefined) named.push(joinPath("", value));
    else (options[option] ??= []).push(value);
  }
  return { named, options };
}

/** What docker compose takes without `-f`: COMPOSE_FILE of the shell or of `.env`, or a default name. */
function foundIn(files: Files, shell: Lookup): string[] {
  const values = new Map<string, Value>();
  bindStatements(parseComposeEnvFile({ path: ".env", text: files.get(".env") ?? "" }), shell, values);
  const value = shell("COMPOSE_FILE").state === "known" ? shell("COMPOSE_FILE") : (values.get("COMPOSE_FILE") ?? absent);
  const names = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"].filter((name) => files.has(name));
  return value.state === "known"
    ? unseal(value.text)
        .split(":")
        .map((path) => joinPath("", path))
    : names.slice(0, 1);
}
