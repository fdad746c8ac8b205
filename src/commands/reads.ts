import type { Code } from "../code.ts";
import { changeLines, type SchemaChange } from "../draft/told.ts";
import { codeOfServices, extensionsOf, sanctionedIn } from "../discover/extensions.ts";
import { type FirstSchema, firstSchemas, isFree } from "../discover/first-schemas.ts";
import { declaredReaders, type Inputs, loadInputs } from "../discover/inputs.ts";
import { Files } from "../discover/files.ts";
import type { Host } from "../host.ts";
import type { Dynamic, Read } from "../model/read.ts";
import { positionOf } from "../model/source.ts";
import type { Surface } from "../reporters/reporter.ts";
import type { Request } from "../request.ts";
import { count } from "../text/counts.ts";
import { painter } from "../text/paint.ts";
import { jsonPlace, lineOf, placeOf } from "../text/place.ts";
import { sanitise, sanitiseJson } from "../text/sanitise.ts";
import { toldDefault } from "../text/told-default.ts";
import { toldPiece, withhold, withoutTexts } from "../text/withhold.ts";
import { problemLine } from "../text/problem.ts";
import { deliver, type Outcome, refused } from "./command.ts";

/** `envcheck reads`: every variable that the code reads, with what happens where it is unset. */
export async function run(request: Request, host: Host, surface: Surface): Promise<Outcome> {
  const files = new Files(host);
  const inputs = loadInputs(request, files);
  if (inputs.problems.length > 0) return refused(inputs.problems.map(problemLine));
  const listed = host.code();
  const found = await (await import("../code.ts")).readCode(host, declaredReaders(inputs), listed);
  const code = { ...found, dynamic: sanctionedIn(inputs, found, files) };
  if (code.files.length === 0 && !request.allowEmpty) return refused([nothing]);
  if (request.write !== "no") return { exitCode: exitCodeOf(code, request), ...(await written(request, { inputs, code, files }, surface)) };
  const own = codeOfServices(inputs, code, files);
  if ("because" in own) return refused([`${own.path}: ${own.because}`]);
  return {
    exitCode: exitCodeOf(own, request),
    stderr: "",
    ...deliver(request.outputs, surface, (format, on) => (format === "json" ? asJson(own) : asText(own, on))),
  };
}

function exitCodeOf({ dynamic }: Pick<Code, "dynamic">, { strict }: Request): 0 | 3 {
  return strict && dynamic.some(({ sanctioned }) => !sanctioned) ? 3 : 0;
}

const nothing = "nothing was scanned: no file here is code in a language that envcheck reads (--allow-empty accepts that)";

interface Ground {
  readonly inputs: Inputs;
  readonly code: Code;
  readonly files: Files;
}

/** The schemas extended, or a first one drafted where there is none; what was done is told in place of the list of reads. */
async function written(
  request: Request,
  { inputs, code, files }: Ground,
  surface: Surface,
): Promise<Omit<Outcome, "exitCode"> & Partial<Pick<Outcome, "exitCode">>> {
  const { write, root } = request;
  const changes: readonly SchemaChange[] = inputs.declared
    ? extensionsOf(inputs, code, files).map((one) => ("because" in one ? one : { ...one, path: one.source.path, before: one.source.text }))
    : (await firstSchemas(request, inputs, files)).schemas.map((schema) => changeOf(schema, files));
  const told = changes
    .flatMap((change) => changeLines(change, write === "show", painter(surface.color)))
    .map((line) => `${line}\n`)
    .join("");
  const asked = request.outputs.filter(({ format, file }) => format !== "text" || file !== undefined);
  const shown = deliver(asked, surface, (format, on) => (format === "json" ? asJson(code) : asText(code, on)));
  const outputs = changes.flatMap((change) => {
    if ("because" in change || change.text === change.before || write === "show") return [];
    return [{ path: `${root}/${change.path}`, text: change.text, append: false, ...(change.before === undefined ? { create: true } : {}) }];
  });
  const failed = changes.some((change) => "because" in change) || changes.length === 0;
  const isData = shown.stdout !== "";
  const none = changes.length === 0 ? "envcheck: no schema was drafted: the code reads nothing\n" : "";
  return {
    stdout: isData ? shown.stdout : told,
    stderr: none + (isData ? told : ""),
    files: [...shown.files, ...outputs],
    ...(failed ? { exitCode: 2 } : {}),
  };
}

function changeOf({ path, text, names }: FirstSchema, { host }: Files): SchemaChange {
  return isFree(host, path) ? { path, text, before: undefined, added: names } : { path, because: "something else stands there" };
}

function asJson({ reads, dynamic, leftOut, broken }: Code): string {
  const document = {
    version: 1,
    reads: reads.map((read) => ({
      variable: read.variable,
      ...jsonPlace(read.at),
      mode: read.mode,
      confidence: read.confidence,
      default: toldDefault(read),
      type: read.type,
      language: read.language,
      role: read.role,
      via: read.via,
      group: read.group,
    })),
    dynamic: dynamic.map(({ at, prefix, suffix, expression, language, role, sanctioned }) => ({
      ...jsonPlace(at),
      prefix: prefix === null ? null : toldPiece(prefix),
      suffix: suffix === null ? null : toldPiece(suffix),
      expression: withoutTexts(expression),
      language,
      role,
      sanctioned,
    })),
    skipped: [
      ...leftOut.map(({ path, because }) => ({ path, because })),
      ...broken.map((at) => ({ path: at.source.path, because: `${notUnderstood} (line ${String(positionOf(at).line)})` })),
    ],
  };
  return `${sanitiseJson(JSON.stringify(document, undefined, 2))}\n`;
}

/** Roles whose reads a running service makes, or the bundle that is shipped. */
const shipped: ReadonlySet<Read["role"]> = new Set<Read["role"]>(["runtime", "build"]);

function asText(code: Code, surface: Surface): string {
  const reads = code.reads.filter(({ role }) => shipped.has(role));
  const dynamic = code.dynamic.filter(({ role }) => shipped.has(role));
  const rows = [...grouped(reads)].flatMap(([variable, places]) => linesOf(variable, places, surface));
  const open = dynamic.map((one) => openLine(one, surface));
  const lines = [...rows, ...(open.length === 0 || rows.length === 0 ? [] : [""]), ...open, "", ...closing(code, reads, dynamic)];
  return lines.map((line) => `${line}\n`).join("");
}

function grouped(reads: readonly Read[]): ReadonlyMap<string, readonly Read[]> {
  const groups = new Map<string, Read[]>();
  for (const read of reads.toSorted((one, other) => (one.variable < other.variable ? -1 : Number(one.variable > other.variable)))) {
    const same = groups.get(read.variable);
    if (same === undefined) groups.set(read.variable, [read]);
    else same.push(read);
  }
  return groups;
}

/** Columns of the variable's name and of what happens without it. */
const [nameWidth, modeWidth] = [34, 24];

function linesOf(variable: string, places: readonly Read[], surface: Surface): readonly string[] {
  const paint = painter(surface.color);
  return places.map((read, position) => {
    const name = position === 0 ? sanitise(withhold(variable)) : "";
    const mode = modeWords(read);
    const painted = read.mode === "required" ? paint(mode.padEnd(modeWidth), "red") : mode.padEnd(modeWidth);
    const details = [read.type, read.via === null ? null : `via ${read.via}`, read.role === "runtime" ? null : read.role].filter(
      (word) => word !== null,
    );
    const tail = details.length === 0 ? "" : `  ${details.join(", ")}`;
    return `${paint(name.padEnd(nameWidth), "bold")} ${painted} ${placeOf(read.at)}${paint(sanitise(tail), "dim")}`;
  });
}

function modeWords(read: Read): string {
  const { mode, confidence } = read;
  if (mode === "required") return confidence === "certain" || confidence === null ? "required" : `required (${confidence})`;
  if (mode === "presence") return "asked whether set";
  if (mode === "optional") return "optional";
  const instead = toldDefault(read);
  return instead === null ? "default, computed" : `default ${sanitise(JSON.stringify(instead))}`;
}

function openLine({ at, prefix, suffix, expression, sanctioned }: Dynamic, surface: Surface): string {
  const paint = painter(surface.color);
  const shape = sanitise(`${toldPiece(prefix ?? "")}*${toldPiece(suffix ?? "")}`);
  return `${paint(shape.padEnd(nameWidth), "bold")} ${(sanctioned ? "declared" : "known only when it runs").padEnd(modeWidth)} ${placeOf(at)}  ${paint(sanitise(withoutTexts(expression)), "dim")}`;
}

function closing(code: Code, reads: readonly Read[], dynamic: readonly Dynamic[]): readonly string[] {
  const names = new Set(reads.map(({ variable }) => variable));
  const required = new Set(reads.flatMap(({ variable, mode }) => (mode === "required" ? [variable] : [])));
  const elsewhere = code.reads.length - reads.length;
  const summary = `${count(names.size, "variable")}, ${String(required.size)} required, read in ${count(reads.length, "place")} of ${count(code.files.length, "file")}`;
  const unknown = dynamic.filter(({ sanctioned }) => !sanctioned).length;
  return [
    unknown === 0 ? summary : `${summary}; ${count(unknown, "read")} whose name is known only when it runs`,
    ...(elsewhere === 0
      ? []
      : [`${count(elsewhere, "read")} in tests, pipelines and tools of development ${elsewhere === 1 ? "is" : "are"} in --format json`]),
    ...skippedLines(code),
  ];
}

const notUnderstood = "has syntax that is not understood, so that reads may be missing";

/** The reasons, with one example each. */
function skippedLines({ leftOut, broken, withoutGit }: Code): readonly string[] {
  const reasons = new Map<string, string[]>();
  for (const { path, because } of leftOut) reasons.set(because, [...(reasons.get(because) ?? []), path]);
  const told = [...reasons].map(([because, paths]) => {
    const [first = ""] = paths;
    return `skipped: ${sanitise(first)}${paths.length > 1 ? ` and ${String(paths.length - 1)} more` : ""}, which ${sanitise(because)}`;
  });
  const [doubtful] = broken;
  const others = broken.length > 1 ? ` and ${String(broken.length - 1)} more` : "";
  const doubt = doubtful === undefined ? [] : [`not all understood: ${lineOf(doubtful)}${others}, which ${notUnderstood}`];
  return [...told, ...doubt, ...(withoutGit === null ? [] : [sanitise(withoutGit)])];
}
