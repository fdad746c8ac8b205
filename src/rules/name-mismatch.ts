import type { Closure, Deployment } from "../model/project.ts";
import type { Finding } from "../model/diagnostic.ts";
import { textAt } from "../model/source.ts";
import { forWhomIn, inClosure, readNotes } from "../judgement/closure.ts";
import { declaredNote, forWhom, inDeployment } from "../judgement/deployment.ts";
import { isLacking } from "../judgement/needs.ts";
import { mismatchesOf } from "../judgement/mismatch.ts";
import { unreadOf } from "../judgement/unread.ts";
import type { Rule } from "./rule.ts";

export const nameMismatch: Rule = {
  id: "name-mismatch",
  scope: "project",
  severity: "error",
  summary: "A variable is set under a misspelt name, so that the one that is declared or read is not set.",
  why: "The value looks as if it were there, and the service never sees it.",
  *check({ deployments, closures }) {
    for (const deployment of deployments) for (const finding of declaredElse(deployment)) yield inDeployment(finding, deployment);
    for (const closure of closures) for (const finding of readElse(closure)) yield inClosure(finding, closure);
  },
};

function* declaredElse(deployment: Deployment): Iterable<Finding> {
  for (const { name, entry, meant } of mismatchesOf(deployment).values()) {
    const { declaration, required } = meant;
    const { at } = entry.from[0];
    const rename = textAt(at) === name ? { fix: { safe: false, edits: [{ at, text: declaration.name }] } } : {};
    yield {
      at,
      variable: declaration.name,
      message: `${declaration.name} is not set${forWhom(deployment)}, but ${name} is`,
      label: `did you mean ${declaration.name}?`,
      notes: [declaredNote(declaration, required === true ? "declared required" : "declared")],
      help: `rename ${name}, here or in the schema`,
      ...(required === true && deployment.role !== "example" ? {} : { severity: "warning" }),
      ...rename,
    };
  }
}

/** Nothing reads the name that is set, and nothing that is seen sets the one that is read. */
function* readElse(closure: Closure): Iterable<Finding> {
  const told = new Set([...(closure.deployment === undefined ? [] : mismatchesOf(closure.deployment).values())].map(({ name }) => name));
  for (const { name, entry, meant } of unreadOf(closure)) {
    if (meant === undefined || told.has(name)) continue;
    const isSure = isLacking(meant, closure);
    yield {
      at: entry.from[0].at,
      variable: meant.variable,
      message: `${name} is set${forWhomIn(closure)}, but the code reads ${meant.variable}`,
      label: `did you mean ${meant.variable}?`,
      notes: readNotes(meant),
      help: `rename ${name}, here or in the code`,
      ...(meant.required === undefined || !isSure || closure.role === "example" ? { severity: "warning" } : {}),
    };
  }
}
