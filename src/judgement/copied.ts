import type { Finding } from "../model/diagnostic.ts";
import type { Project, Reading } from "../model/project.ts";
import { basename } from "../text/path.ts";
import type { Flaw } from "./flaw.ts";
import { flawedLiteralsOf, type Literal } from "./literals.ts";
import { byPlace, type Clauses, grouped, together } from "./together.ts";

/** The flaws that let a service start with a secret that is none. */
export type Opens = Extract<Flaw, "placeholder" | "known-default" | "weak-secret">;

const what: Readonly<Record<Opens, string>> = {
  placeholder: "a placeholder",
  "known-default": "a secret that everyone knows",
  "weak-secret": "a secret that is easy to guess",
};

/**
 * Secrets of example env files that work as they stand: once per file, under the flaw of the first of them. An example may hold placeholders
 * for everything else, and an empty secret is as it should be.
 */
export function* copied(project: Project, flaw: Opens): Iterable<Finding> {
  const secrets = flawedLiteralsOf(project).filter(isWorkingSecret);
  for (const group of grouped(byPlace(secrets), ({ at }) => at.source.path)) {
    if (group[0].flaw !== flaw) continue;
    const it = group.length === 1 ? "it" : "them";
    const help = `leave ${it} empty, so that the service refuses to start until someone generates ${it}`;
    yield { ...together(group, clausesFor(flaw)), severity: "warning", help };
  }
}

function clausesFor(flaw: Opens): Clauses {
  return {
    one: `is set to ${what[flaw]}, and whoever copies this file runs with it`,
    several: "are set to texts that everyone knows, and whoever copies this file runs with them",
  };
}

function isWorkingSecret({ flaw, secret, reading }: Literal): boolean {
  return secret && flaw !== undefined && flaw in what && isCopied(reading);
}

/** Words of names for what is run on a desk only. */
const ofDesk = /(?:^|[._-])(?:test|testing|e2e|ci|dev|development|local)(?:[._-]|$)/i;
const folderOfDesk = /(?:^|\/)(?:dev|development|local|tests?|e2e|ci|benchmarks?)\//i;

/** `.env.example`, but neither `.env.test.example` nor `dev/.env.example`: what is run on a desk only may have such secrets. */
function isCopied({ role, format, spec }: Reading): boolean {
  const path = spec.sources[0]?.path ?? "";
  return role === "example" && /env/.test(format) && !ofDesk.test(basename(path)) && !folderOfDesk.test(path);
}
