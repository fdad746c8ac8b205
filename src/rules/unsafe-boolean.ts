import type { Project } from "../model/project.ts";
import type { Read } from "../model/read.ts";
import { isSwitchName } from "../text/names.ts";
import { toldDefault } from "../text/told-default.ts";
import type { Rule } from "./rule.ts";

export const unsafeBoolean: Rule = {
  id: "unsafe-boolean",
  scope: "project",
  severity: "warning",
  summary: "The code takes every text but the empty one for true.",
  why: "Whoever sets the variable to false, or to 0, switches it on.",
  *check({ closures, deployments }: Project) {
    const booleans = new Set(
      deployments.flatMap(({ declarations }) =>
        [...declarations.values()].filter(({ use }) => use.type.id === "boolean").map(({ name }) => name),
      ),
    );
    const reads = new Set(closures.flatMap(({ code }) => code.reads));
    for (const read of reads) {
      const { variable, at, type, role } = read;
      if (type !== "truthy" || role === "test" || !isSwitch(read, booleans)) continue;
      yield {
        at,
        variable,
        message: `${variable} is true for every text but the empty one, also for false and 0`,
        help: "compare it with the texts that mean true",
      };
    }
  },
};

/** Asking whether a DSN or a token is there is no mistake: only what is meant to be true or false is. */
function isSwitch(read: Read, booleans: ReadonlySet<string>): boolean {
  const instead = toldDefault(read);
  return (
    booleans.has(read.variable) ||
    isSwitchName(read.variable) ||
    (typeof instead === "string" && /^(?:true|false|yes|no|on|off|[01])$/i.test(instead))
  );
}
