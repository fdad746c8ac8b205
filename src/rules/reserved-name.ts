import { inClosure, whereListedIn } from "../judgement/closure.ts";
import { bundleKind } from "../judgement/bundles.ts";
import { declaredNote, inDeployment, whereListed } from "../judgement/deployment.ts";
import { type Link, linkOf } from "../judgement/links.ts";
import { needsOf } from "../judgement/needs.ts";
import { platformOf } from "../judgement/platform.ts";
import type { Finding } from "../model/diagnostic.ts";
import type { Entry, Environment } from "../model/environment.ts";
import type { Closure, Deployment, Reading, Variable } from "../model/project.ts";
import type { Platform } from "../text/platform/platforms.ts";
import type { Rule } from "./rule.ts";

export const reservedName: Rule = {
  id: "reserved-name",
  scope: "reading",
  inParts: true,
  severity: "error",
  summary: "A variable has a name that the platform keeps for itself.",
  why: "The platform refuses the deploy, or puts a value of its own in the place of what is meant.",
  *check(reading, { deployments, closures }) {
    if (reading.role === "example") return;
    for (const environment of reading.environments) yield* reservedIn(environment, reading);
    for (const deployment of deployments) if (deployment.readings.includes(reading)) yield* declaredLinks(deployment);
    for (const closure of closures) if (closure.readings.includes(reading)) yield* readLinks(closure);
  },
};

/** What the platform does not give to this container, such as the port to one that nobody reaches, is free. */
function* reservedIn({ workload, entries, backdrop }: Environment, reading: Reading): Iterable<Finding> {
  const platform = platformOf(reading, workload);
  for (const name of platform?.reserved ?? []) {
    const entry = entries.get(name);
    if (platform === undefined || entry === undefined || backdrop?.find(name) === undefined) continue;
    if (isWritten(entry, reading)) yield reserved(name, entry, platform);
  }
}

/** In the document itself: what a ConfigMap or an env file brings besides is no deploy's mistake. */
function isWritten({ value, from: [winner] }: Entry, reading: Reading): boolean {
  return value.state !== "absent" && bundleKind(reading, winner.at) === undefined;
}

function reserved(name: string, { from: [{ at }] }: Entry, platform: Platform): Finding {
  const what = platform.refuses ? "refuses a deploy that sets it" : "sets it by itself";
  return {
    at,
    variable: name,
    message: `${name} is reserved: ${platform.name} ${what}`,
    help: "remove it, and give what is meant a name of its own",
    ...(platform.refuses ? {} : { severity: "warning" }),
  };
}

/** What its type refuses is told by its type where the address is known. */
function* declaredLinks(deployment: Deployment): Iterable<Finding> {
  for (const variable of deployment.variables.values()) {
    const { declaration, entry, complaint } = variable;
    const link = entry === undefined && complaint === undefined ? linkOf(declaration.name, deployment.environment) : undefined;
    if (link === undefined || isAddress(variable)) continue;
    const found = linked(declaration.name, link, whereListed(deployment));
    const notes = [...(found.notes ?? []), declaredNote(declaration)];
    yield inDeployment({ ...found, notes, ...(isNumber(variable) ? {} : { severity: "warning" }) }, deployment);
  }
}

function isNumber({ declaration }: Variable): boolean {
  return ["port", "integer", "number"].includes(declaration.use.type.id);
}

/** Declared to be what the Service gives. */
function isAddress({ declaration }: Variable): boolean {
  return declaration.forbidden || declaration.use.type.id === "url";
}

/** Without a schema the code tells what it asks for. */
function* readLinks(closure: Closure): Iterable<Finding> {
  if (closure.deployment !== undefined || closure.code.by === "repository") return;
  for (const [name, { reads }] of needsOf(closure.code)) {
    const link = linkOf(name, closure.environment);
    const [read] = reads;
    if (link === undefined || read === undefined) continue;
    const found = linked(name, link, whereListedIn(closure));
    yield inClosure({ ...found, notes: [...(found.notes ?? []), { at: read.at, message: "read here" }], severity: "warning" }, closure);
  }
}

function linked(name: string, { service, scheme, binding }: Link, at: Finding["at"]): Finding {
  return {
    at,
    variable: name,
    message: `${name} is not set here, so that the Service ${service} makes it a ${scheme}:// address`,
    notes: [{ at: binding.at, message: "this Service" }],
    help: "set it, or say enableServiceLinks: false in the pod",
  };
}
