import type { Finding, Severity } from "../model/diagnostic.ts";
import type { Project, Role } from "../model/project.ts";
import { declaredNote, inDeployment, overriddenNotes, whereSet } from "./deployment.ts";
import { type Flaw, flawOf } from "./flaw.ts";
import { type Literal, literalsOf } from "./literals.ts";

/** What one rule about values says, with and without a schema. */
export interface Wording {
  readonly flaw: Flaw;
  /** How loud in which role, by declaration or by sign; undefined stays silent. */
  readonly severity: (role: Role, declared: boolean) => Severity | undefined;
  /** Follows the name. */
  readonly message: string;
  /** Values that are right all the same where no schema says otherwise. */
  readonly except?: (literal: Literal) => boolean;
  readonly help?: string;
}

/** Declared variables are judged by their types, everything else that is written out by its name and its signs; no place twice. */
export function* flawed(project: Project, wording: Wording): Iterable<Finding> {
  yield* declaredFlaws(project, wording);
  for (const literal of literalsOf(project)) {
    const severity = wording.severity(literal.reading.role, false);
    if (severity === undefined || flawOf(literal) !== wording.flaw || wording.except?.(literal) === true) continue;
    const { name, at } = literal;
    yield {
      at,
      variable: name,
      severity,
      message: `${name} ${wording.message}`,
      ...(wording.help === undefined ? {} : { help: wording.help }),
    };
  }
}

function* declaredFlaws({ deployments }: Project, { flaw, severity: severityIn, help }: Wording): Iterable<Finding> {
  for (const deployment of deployments) {
    const severity = severityIn(deployment.role, true);
    if (severity === undefined) continue;
    for (const variable of deployment.variables.values()) {
      const { complaint, declaration, entry } = variable;
      if (complaint?.rule !== flaw) continue;
      const advice = complaint.help ?? help;
      const finding: Finding = {
        at: whereSet(variable),
        variable: declaration.name,
        severity,
        message: `${declaration.name} ${complaint.message}`,
        notes: [declaredNote(declaration), ...overriddenNotes(entry)],
        ...(advice === undefined ? {} : { help: advice }),
      };
      yield inDeployment(finding, deployment);
    }
  }
}
