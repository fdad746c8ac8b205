import type { Closure } from "../model/project.ts";
import type { Finding, Note } from "../model/diagnostic.ts";
import type { Read } from "../model/read.ts";
import type { Span } from "../model/source.ts";
import type { Need } from "./needs.ts";

/** ` for auth in production`, or for the workload where no schema names it: the end of a sentence. */
export function forWhomIn({ deployment, environment, readings }: Closure): string {
  if (deployment !== undefined) return ` for ${deployment.schema.service} in ${deployment.stage}`;
  const { address } = environment.workload;
  return address === "" ? ` in ${readings[0]?.target ?? "this environment"}` : ` for ${address}`;
}

/** Where the variables of the environment are written, else the workload itself. */
export function whereListedIn({ environment: { workload } }: Closure): Span {
  return workload.list ?? workload.at;
}

/** A finding of a project-wide rule about the service that a closure is of. */
export function inClosure(finding: Finding, { deployment }: Closure): Finding {
  return deployment === undefined ? finding : { ...finding, service: deployment.schema.service, stage: deployment.stage };
}

/** How many places of one variable are told. */
const most = 3;

/** Where the code reads a variable, those first that fail without it. */
export function readNotes({ reads }: Need): readonly Note[] {
  return reads.slice(0, most).map((read) => ({ at: read.at, message: readWords(read) }));
}

export function readWords({ mode, confidence, via }: Read): string {
  const through = via === null ? "" : ` through ${via}`;
  if (mode === "presence") return `asked for${through}`;
  return `read${through}${confidence === "guarded" ? ", and the code stops without it" : endings[mode]}`;
}

const endings = { required: " without a default", default: " with a default", optional: "" };
