import type { Finding } from "../model/diagnostic.ts";
import type { Reading } from "../model/project.ts";

/** A finding that hangs on who reads the file, with the place that says who does, where the user has not said it. */
export function withReader(finding: Finding, { readBy, format }: Reading): Finding {
  if (readBy === undefined) return finding;
  const message = readBy.sure ? `${readBy.by} reads it here, as ${format} has it` : `${readBy.by} is taken to read it, as ${format} has it`;
  return { ...finding, notes: [...(finding.notes ?? []), { at: readBy.at, message }] };
}
