import { environmentsOf } from "../judgement/environments.ts";
import type { Finding } from "../model/diagnostic.ts";
import type { Project } from "../model/project.ts";
import { isBrowserKey, isSurelySecret } from "../text/browser-keys.ts";
import { clientPrefixOf } from "../text/client-prefix.ts";
import { isSecretName } from "../text/names.ts";
import type { Span } from "../model/source.ts";
import { parted } from "../text/parted.ts";
import type { Rule } from "./rule.ts";

export const clientExposedSecret: Rule = {
  id: "client-exposed-secret",
  scope: "project",
  severity: "error",
  summary: "A secret has a name that a bundler puts into the code of the browser.",
  why: "Everybody who opens the page can read it.",
  *check(project) {
    const told = new Set<string>();
    const served = servedNames(project);
    for (const { name, at, isAside = false } of names(project)) {
      const prefix = clientPrefixOf(name);
      if (prefix === undefined || told.has(name) || served.has(name)) continue;
      const rest = name.slice(prefix.text.length);
      if (!isSecretName(rest) || isBrowserKey(rest)) continue;
      told.add(name);
      const finding: Finding = {
        at,
        variable: name,
        message: `${name} looks like a secret, and ${prefix.tool} puts it into what browsers load`,
        help: "give it a name without the prefix, and read it on the server only; a value that was shipped is known",
        ...(isSurelySecret(rest) && !isAside ? {} : { severity: "warning" }),
      };
      yield finding;
    }
  },
};

interface Named {
  readonly name: string;
  readonly at: Span;
  /** Whether only a tool of developers reads it there, such as Storybook, which may never be published. */
  readonly isAside?: boolean;
}

/** Where the name stands, the gravest first: read by code, declared, or set. */
function* names({ closures, deployments, readings }: Project): Iterable<Named> {
  const reads = closures.flatMap(({ code }) => code.reads.filter(({ role }) => role !== "test"));
  const [aside, others] = parted(reads, ({ role }) => role === "dev");
  for (const { variable, at } of others) yield { name: variable, at };
  for (const { variable, at } of aside) yield { name: variable, at, isAside: true };
  for (const { declarations } of deployments) yield* declarations.values();
  for (const { environment, role } of environmentsOf({ readings, deployments })) {
    if (role === "test") continue;
    for (const { from } of environment.entries.values()) yield from[0];
  }
}

/** Code that no bundler takes. */
const ofServers = /\.(?:php|py|rb|go|java|kts?|scala|cs|rs|exs?)$/;

/** Names that nothing but such code reads: the `PUBLIC_AWS_SECRET_ACCESS_KEY` of PHP is the key of a public bucket. */
function servedNames({ closures }: Project): ReadonlySet<string> {
  const reads = closures.flatMap(({ code }) => code.reads);
  const [served, others] = parted(reads, ({ at }) => ofServers.test(at.source.path));
  const elsewhere = new Set(others.map(({ variable }) => variable));
  return new Set(served.map(({ variable }) => variable).filter((name) => !elsewhere.has(name)));
}
