import type { Need } from "../judgement/needs.ts";
import type { Read } from "../model/read.ts";
import { toldDefault } from "../text/told-default.ts";
import type { Change } from "./release.ts";

/** What the code does where the variable is unset, in a few words. */
export function manner(need: Need | undefined): string {
  const [read] = need?.reads ?? [];
  return read === undefined ? "not read" : mannerOf(read);
}

function mannerOf(read: Read): string {
  if (read.mode === "required") return "required";
  if (read.mode === "optional") return "optional";
  if (read.mode === "presence") return "asked whether set";
  const instead = toldDefault(read);
  return instead === null ? "default, computed" : `default ${JSON.stringify(instead)}`;
}

/** The change as a sentence without its subject. */
export function changeWords({ kind, before, after }: Change): string {
  switch (kind) {
    case "requires":
      return before === undefined ? "is required now, and was not read before" : `is required now, was: ${manner(before)}`;
    case "reads":
      return `is read now: ${manner(after)}`;
    case "drops":
      return "is not read any more";
    default:
      return `${manner(after)}, was: ${manner(before)}`;
  }
}
