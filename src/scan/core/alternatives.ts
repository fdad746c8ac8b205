import { grouped } from "../lists.ts";
import type { Use } from "./scanner.ts";

/** A read with the same text as those that satisfy it. */
export interface Alternative extends Use {
  readonly oneOf?: string;
}

/** The reads that one call makes of a variable and of a file that another names: `X`, which it needs, or `X_FILE`. */
export function withAlternatives(uses: readonly Use[]): readonly Alternative[] {
  const byCall = grouped(uses, ({ site: { module, node } }) => `${module.path}:${String(node.start)}:${String(node.end)}`);
  return [...byCall].flatMap(([oneOf, all]) =>
    isGroup(all) ? all.map((use) => ({ ...(isFile(use) ? optional(use) : use), oneOf })) : all,
  );
}

const isGroup = (all: readonly Use[]): boolean => all.some(isFile) && all.some((use) => !isFile(use) && use.outcome.mode === "required");

const isFile = ({ site }: Use): boolean => site.reader.suffix?.endsWith("_FILE") === true;

/** That something fails without either is told of the other one. */
const optional = (use: Use): Use => ({ ...use, outcome: { ...use.outcome, mode: "optional", confidence: null } });
