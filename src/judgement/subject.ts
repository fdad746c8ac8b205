import type { Subject } from "../constraints/law.ts";
import { valueOf } from "../model/environment.ts";
import type { Deployment } from "../model/project.ts";

/** A deployment as constraints see it: aliases count for declared names. */
export function subjectOf({ schema, stage, declarations, environment, variables }: Deployment): Subject {
  return {
    service: schema.service,
    stage,
    reader: schema.reader,
    declarations,
    valueOf: (name) => variables.get(name)?.value ?? valueOf(environment, name),
  };
}
