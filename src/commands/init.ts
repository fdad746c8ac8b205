import { type FirstSchema, firstSchemas, isFree } from "../discover/first-schemas.ts";
import { loadInputs } from "../discover/inputs.ts";
import { Files } from "../discover/files.ts";
import { sentenceOf } from "../discover/refusal.ts";
import type { Host } from "../host.ts";
import type { Surface } from "../reporters/reporter.ts";
import type { Request } from "../request.ts";
import { count } from "../text/counts.ts";
import { listed } from "../text/listing.ts";
import { painter } from "../text/paint.ts";
import { placeOf } from "../text/place.ts";
import { sanitise } from "../text/sanitise.ts";
import { complaints, type Outcome, refused } from "./command.ts";

/** `envcheck init`: a first schema for each service, written where there is none. */
export async function run(request: Request, host: Host, surface: Surface): Promise<Outcome> {
  const files = new Files(host);
  const inputs = loadInputs({ ...request, services: [] }, files);
  if (inputs.problems.length > 0)
    return refused(inputs.problems.map(({ at, message }) => sentenceOf({ target: at === undefined ? "" : placeOf(at), message })));
  const { schemas, bare } = await firstSchemas(request, inputs, files);
  const declared = new Set(inputs.services.map(({ service }) => service));
  const standing = schemas.filter(({ path, service }) => declared.has(service) || !isFree(host, path));
  const fresh = schemas.filter((schema) => !standing.includes(schema));
  const kept = standing.map(({ path, service }) =>
    declared.has(service) ? `${service} has a schema already` : `${path} is there already, and is not written over`,
  );
  const left =
    bare.length === 0
      ? []
      : [
          `nothing to declare for ${listed(bare)}: nothing is set for ${bare.length === 1 ? "it" : "them"}, and no code here reads a variable`,
        ];
  if (schemas.length === 0)
    return refused(
      bare.length > 1
        ? left
        : ["nothing to draft a schema from: no code here reads a variable, and no env file, compose file or manifest sets one"],
    );
  if (fresh.length === 0) return refused([...kept, ...left]);
  const chosen = request.yes ? fresh : choose(fresh, host);
  const told = [...chosen.flatMap((schema) => linesOf(schema, surface)), ...closing(chosen)];
  return {
    exitCode: 0,
    stdout: request.quiet ? "" : told.map((line) => `${line}\n`).join(""),
    stderr: complaints([...kept, ...left]),
    files: chosen.map(({ path, text }) => ({ path: `${request.root}/${path}`, text, append: false, create: true })),
  };
}

/** What the person at the terminal wants; everything where nobody is asked. */
function choose(schemas: readonly FirstSchema[], host: Host): readonly FirstSchema[] {
  const names = schemas.map(({ service }) => service);
  const answer = schemas.length === 1 ? "" : host.ask(`Services found: ${names.join(", ")}\nWhich of them? [all] `)?.trim();
  if (answer === undefined) return schemas;
  const words = new Set(answer.split(/[\s,]+/));
  const wanted = answer === "" || answer === "all" ? schemas : schemas.filter(({ service }) => words.has(service));
  return wanted.filter((schema) => !/^n/i.test(host.ask(`Write ${summaryOf(schema)}? [Y/n] `)?.trim() ?? ""));
}

function summaryOf({ path, stages, names, required }: FirstSchema): string {
  return `${path} with ${count(names.length, "variable")}, ${String(required)} required, ${stages.length === 0 ? "no stage" : `${stages.length === 1 ? "stage" : "stages"} ${stages.join(", ")}`}`;
}

function linesOf(schema: FirstSchema, { color }: Surface): readonly string[] {
  const words = summaryOf(schema);
  return [`${painter(color)("wrote", "green")} ${sanitise(words)}`];
}

function closing(written: readonly FirstSchema[]): readonly string[] {
  if (written.length === 0) return ["nothing was written"];
  const unstaged = written.filter(({ stages }) => stages.length === 0).map(({ path }) => path);
  return [
    "",
    ...(unstaged.length === 0 ? [] : [`no deploy of ${listed(unstaged)} was found here: name its stages there`]),
    "The comments tell what each line was inferred from. Correct what is wrong, then run envcheck.",
  ];
}
