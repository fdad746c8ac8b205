import { environmentsOf } from "../judgement/environments.ts";
import type { Finding } from "../model/diagnostic.ts";
import type { Project } from "../model/project.ts";
import { isBrowserKey, isSurelySecret } from "../text/browser-keys.ts";
import { clientPrefixOf } from "../text/client-prefix.ts";
import { isSecretName } from "../text/names.ts";
import type { Span } from "../model/source.ts";
import type { Rule } from "./rule.ts";

export const clientExposedSecret: Rule = {
  id: "client-exposed-secret",
  scope: "project",
  severity: "error",
  summary: "A secret has a name that a bundler puts into the code of the browser.",
  why: "Everybody who opens the page can read it.",
  *check(project) {
    const told = new Set<string>();
    for (const { name, at } of names(project)) {
      const prefix = clientPrefixOf(name);
      if (prefix === undefined || told.has(name)) continue;
      const rest = name.slice(prefix.text.length);
      if (!isSecretName(rest) || isBrowserKey(rest)) continue;
      told.add(name);
      const finding: Finding = {
        at,
        variable: name,
        message: `${name} looks like a secret, and ${prefix.tool} puts it into what browsers load`,
        help: "give it a name without the prefix, and read it on the server only; a value that was shipped is known",
        ...(isSurelySecret(rest) ? {} : { severity: "warning" }),
      };
      yield finding;
    }
  },
};

/** Where the name stands: read by code, declared, or set. */
function* names({ closures, deployments, readings }: Project): Iterable<{ readonly name: string; readonly at: Span }> {
  for (const { code } of closures) for (const { variable, at, role } of code.reads) if (role !== "test") yield { name: variable, at };
  for (const { declarations } of deployments) yield* declarations.values();
  for (const { environment, role } of environmentsOf({ readings, deployments })) {
    if (role === "test") continue;
    for (const { from } of environment.entries.values()) yield from[0];
  }
}
