import { composeEnvFile } from "../../src/formats/compose-env-file.ts";
import { isRefused } from "../support/compose-case.ts";
import { mapOf, readTexts } from "../support/env-file-case.ts";
import type { Adapter, Case } from "./adapter.ts";

/** One or several files to a map; `merged` cases ask for the project's environment, in which the shell wins. */
export const adapter: Adapter = {
  vectors: "compose-go-dotenv",
  run({ input, context }) {
    const spec = readTexts(composeEnvFile, typeof input === "string" ? [input] : textsOf(context), context["env"]);
    if (isRefused(spec)) return { error: true };
    const map = mapOf(spec);
    return { value: context["merged"] === true ? { ...map, ...envOf(context) } : map };
  },
};

function textsOf({ files }: Case["context"]): string[] {
  return Array.isArray(files) ? files.map((file: { readonly text: string }) => file.text) : [];
}

function envOf({ env }: Case["context"]): object {
  return typeof env === "object" && env !== null ? env : {};
}
