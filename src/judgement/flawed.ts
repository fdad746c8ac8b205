import type { Finding, Severity } from "../model/diagnostic.ts";
import type { Project, Role } from "../model/project.ts";
import { declaredNote, inDeployment, overriddenNotes } from "./deployment.ts";
import type { Flaw } from "./flaw.ts";
import { flawedLiteralsOf, type Literal } from "./literals.ts";
import { whereMended } from "./origin.ts";
import { byPlace, type Clauses, grouped, together, unitOf } from "./together.ts";

/** What one rule about values says, with and without a schema. */
export interface Wording extends Clauses {
  readonly flaw: Flaw;
  /** How loud in which role, by declaration or by sign; undefined stays silent. */
  readonly severity: (role: Role, declared: boolean) => Severity | undefined;
  /** Values that are right all the same where no schema says otherwise. */
  readonly except?: (literal: Literal) => boolean;
  readonly help?: string;
}

/**
 * Declared variables are judged by their types, everything else that is written out by its name and its signs; no place twice.
 */
export function* flawed(project: Project, wording: Wording): Iterable<Finding> {
  yield* declaredFlaws(project, wording);
  const told = flawedLiteralsOf(project).filter((literal) => isTold(literal, wording));
  for (const group of grouped(byPlace(told), (literal) => unitOf(literal, literal.reading.role))) {
    const severity = wording.severity(group[0].reading.role, false);
    yield { ...together(group, wording), ...(severity && { severity }), ...(wording.help !== undefined && { help: wording.help }) };
  }
}

function isTold(literal: Literal, { flaw, severity, except }: Wording): boolean {
  return literal.flaw === flaw && severity(literal.reading.role, false) !== undefined && except?.(literal) !== true;
}

function* declaredFlaws({ deployments }: Project, { flaw, severity: severityIn, help }: Wording): Iterable<Finding> {
  for (const deployment of deployments) {
    const severity = severityIn(deployment.role, true);
    if (severity === undefined) continue;
    for (const variable of deployment.variables.values()) {
      const { complaint, declaration, entry } = variable;
      if (complaint?.rule !== flaw) continue;
      const advice = complaint.help ?? help;
      const { at, notes } = whereMended(variable);
      const finding: Finding = {
        at,
        variable: declaration.name,
        severity,
        message: `${declaration.name} ${complaint.message}`,
        notes: [...notes, declaredNote(declaration), ...overriddenNotes(entry)],
        ...(advice === undefined ? {} : { help: advice }),
      };
      yield inDeployment(finding, deployment);
    }
  }
}
