import type { Lookup } from "../../model/value.ts";
import type { Expansion } from "./expansion.ts";
import { withoutCommands } from "./parens.ts";
import type { Mistake } from "./symfony-scan.ts";

/** What a text with references may look up and set. */
export interface SymfonyNames {
  readonly lookup: Lookup;
  /** `${NAME:=default}` sets the name. */
  set(name: string, text: string): void;
}

/** A text without references; `runs` where a command would have been run for it. */
interface Resolved {
  readonly text: string;
  readonly runs: boolean;
}

/** symfony/dotenv's `resolveCommands`, `resolveVariables`, and the backslashes that are left. */
export function resolveSymfony(text: string, names: SymfonyNames, expansion: Expansion): Resolved | Mistake {
  if (!text.includes("$")) return { text: text.replaceAll("\\\\", "\\"), runs: false };
  const plain = withoutCommands(text);
  if (plain === undefined) return { text, runs: true };
  let mistake: string | undefined;
  const resolved = plain.replaceAll(variable, (...match: unknown[]) => {
    const groups = groupsOf(match);
    const replaced = replace(groups, names, expansion);
    if (typeof replaced === "string") return replaced;
    mistake ??= replaced.mistake;
    return groups.whole;
  });
  return mistake === undefined ? { text: resolved.replaceAll("\\\\", "\\"), runs: false } : { mistake };
}

const variable = /(?<!\\)(\\*)\$(?!\()(\{)?(_?[A-Za-z][A-Za-z0-9_]*)?(:[-=][^}]+)?(\})?/g;

interface Groups {
  readonly whole: string;
  readonly backslashes: string;
  readonly open: boolean;
  readonly name: string | undefined;
  readonly fallback: string | undefined;
  readonly closed: boolean;
}

function groupsOf([whole, backslashes, open, name, fallback, close]: readonly unknown[]): Groups {
  return {
    whole: textIn(whole) ?? "",
    backslashes: textIn(backslashes) ?? "",
    open: open !== undefined,
    name: textIn(name),
    fallback: textIn(fallback),
    closed: close !== undefined,
  };
}

function textIn(group: unknown): string | undefined {
  return typeof group === "string" ? group : undefined;
}

/** A dollar without anything behind it stays; one with only a default or a brace is a reference to no name. */
function replace(groups: Groups, names: SymfonyNames, expansion: Expansion): string | Mistake {
  const { whole, backslashes, open, name, fallback, closed } = groups;
  if (backslashes.length % 2 === 1) return whole.slice(1);
  if (name === undefined && fallback === undefined && !closed) return whole;
  if (open && !closed) return { mistake: "must close the brace of every reference" };
  const value = valueOf(groups, names, expansion);
  return typeof value === "string" ? backslashes + value + (closed && !open ? "}" : "") : value;
}

function valueOf({ name, fallback }: Groups, names: SymfonyNames, expansion: Expansion): string | Mistake {
  const told = fallback === undefined ? {} : { otherwise: "default" as const, fallback: fallback.slice(2) };
  const value = (name === undefined ? "" : expansion.look(name, names.lookup, told)) ?? "";
  if (value !== "" || fallback === undefined || expansion.isHidden) return value;
  if (/['"{$]/.test(fallback)) return { mistake: "must have no quote, { or $ in a default" };
  if (fallback.startsWith(":=") && name !== undefined) names.set(name, fallback.slice(2));
  return fallback.slice(2);
}
