import type { Use } from "./scanner.ts";

/** A read with the same text as those that satisfy it. */
export interface Alternative extends Use {
  readonly oneOf?: string;
}

/** The reads that one call makes of a variable and of a file that another names: `X`, which it needs, or `X_FILE`. */
export function withAlternatives(uses: readonly Use[]): readonly Alternative[] {
  const byCall = new Map<string, Use[]>();
  for (const use of uses) {
    const { module, node } = use.site;
    const key = `${module.path}:${String(node.start)}:${String(node.end)}`;
    const same = byCall.get(key);
    if (same === undefined) byCall.set(key, [use]);
    else same.push(use);
  }
  return [...byCall].flatMap(([oneOf, all]) =>
    isGroup(all) ? all.map((use) => ({ ...(isFile(use) ? optional(use) : use), oneOf })) : all,
  );
}

const isGroup = (all: readonly Use[]): boolean => all.some(isFile) && all.some((use) => !isFile(use) && use.outcome.mode === "required");

const isFile = ({ site }: Use): boolean => site.reader.suffix?.endsWith("_FILE") === true;

/** That something fails without either is told of the other one. */
const optional = (use: Use): Use => ({ ...use, outcome: { ...use.outcome, mode: "optional", confidence: null } });
