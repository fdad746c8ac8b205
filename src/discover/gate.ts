import type { Host } from "../host.ts";
import { isSource, type Problem, type Source, type Unseen } from "../model/source.ts";
import type { Request } from "../request.ts";
import { Files } from "./files.ts";

/** Where schemas, configuration and baseline are read: with everything else, or in the commit of `--schema-ref`, which what is judged cannot change. */
export function policyOf({ schemaRef }: Pick<Request, "schemaRef">, files: Files): Files | Problem {
  if (schemaRef === undefined) return files;
  const then = files.host.at(schemaRef);
  return isHost(then) ? new Files(then) : { message: `--schema-ref ${schemaRef}: ${then.because}` };
}

function isHost(found: Host | Unseen): found is Host {
  return "glob" in found;
}

/** What is read by name, and what by globs. */
interface Rulebook {
  readonly paths: readonly string[];
  readonly schemas: readonly string[];
}

/** Tells what of the rulebook is otherwise where the judged files are; none where it is the same. */
export function gateNotes(ref: string, policy: Files, files: Files, { paths, schemas }: Rulebook): readonly string[] {
  const all = [...new Set([...paths, ...files.named(schemas)])].toSorted();
  const differing = all.flatMap((path) => {
    const how = differenceOf(policy.read(path), files.read(path));
    return how === undefined ? [] : [`${path} (${how})`];
  });
  return differing.length === 0 ? [] : [`judged by what ${ref} has; what differs here does not count: ${differing.join(", ")}`];
}

function differenceOf(before: Source | Unseen, after: Source | Unseen): string | undefined {
  if (isMissing(before)) return isMissing(after) ? undefined : "added";
  if (isMissing(after)) return "removed";
  const isSame = isSource(before) && isSource(after) && contentOf(before) === contentOf(after);
  return isSame ? undefined : "changed";
}

function isMissing(found: Source | Unseen): boolean {
  return !isSource(found) && (found.reason === "missing" || found.reason === "ignored");
}

/** A checkout may have its lines end otherwise than the commit. */
function contentOf({ text }: Source): string {
  return text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
}
