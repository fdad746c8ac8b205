import { expect } from "@jest/globals";
import { run as check } from "../../src/commands/check.ts";
import type { Outcome } from "../../src/commands/command.ts";
import { run } from "../../src/commands/init.ts";
import type { Request } from "../../src/request.ts";
import { readSchemas } from "../../src/schema/read-schemas.ts";
import { memoryHost, plain, requestFor } from "../memory-host.ts";
import { nothingElse } from "../schema-support.ts";

export type Files = Readonly<Record<string, string>>;

export async function init(
  files: Files,
  changes: Partial<Request> = {},
  { ask: answer }: { readonly ask: (question: string) => string | undefined } = { ask: () => undefined },
): Promise<Outcome> {
  return run(requestFor("init", { root: "/shop", ...changes }), { ...memoryHost(new Map(Object.entries(files))), ask: answer }, plain);
}

/** The schemas by their paths from the root. */
export async function drafts(files: Files): Promise<Readonly<Record<string, string>>> {
  const { files: written, exitCode } = await init(files);
  expect(exitCode).toBe(0);
  expect(written.every(({ create }) => create === true)).toBe(true);
  const schemas = Object.fromEntries(written.map(({ path, text }) => [path.replace("/shop/", ""), text]));
  const sources = Object.entries(schemas).map(([path, text]) => ({ path, text }));
  expect(readSchemas(sources, nothingElse).problems).toEqual([]);
  return schemas;
}

/** What envcheck then says: the exit code, and the rules that find something. */
export async function verdict(files: Files): Promise<string> {
  const all = { ...files, ...(await drafts(files)) };
  const { exitCode, stdout } = await check(
    requestFor("check", { outputs: [{ format: "concise", file: undefined, append: false }] }),
    memoryHost(new Map(Object.entries(all))),
    plain,
  );
  return [String(exitCode), ...new Set(stdout.match(/(?<=\[)[a-z-]+(?=\])/g))].join(" ");
}
