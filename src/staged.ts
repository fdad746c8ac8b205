import { alongWith, type Effect, effectsOf } from "./discover/affected.ts";
import type { Focus } from "./discover/focus.ts";
import { schemaGlobs } from "./discover/inputs.ts";
import { Trail } from "./discover/trail.ts";
import type { Host, Staging } from "./host.ts";
import type { Request } from "./request.ts";
import { type Assessment, assessOpened, conclude, open, type Opened } from "./run.ts";
import { listed } from "./text/listing.ts";
import { dirname } from "./text/path.ts";

/** Why nothing can be checked: a sentence. */
interface Refused {
  readonly refused: string;
}

/** An assessment, and where there was nothing to assess a sentence that says so. */
interface Assessed {
  readonly assessment: Assessment;
  readonly untouched?: string;
}

/** What git would commit, judged as far as a staged path can affect it. */
export async function assessStaged(request: Request, host: Host): Promise<Assessed | Refused> {
  if (request.targets.length > 0)
    return {
      refused: "--staged finds out by itself what is affected, and takes no targets (docs/pre-commit.md tells how hooks pass none)",
    };
  const staging = host.staging();
  if ("because" in staging) return { refused: `--staged: ${staging.because}` };
  const opened = open({ ...request, allowEmpty: true }, staging.host);
  const part = staging.paths.length === 0 ? undefined : partOf(opened, staging);
  if (part === undefined) return idle(opened, staging);
  const assessment = await assessOpened(part);
  return opened.inputs.declared || assessment.project.readings.length > 0 ? { assessment } : idle(opened, staging);
}

/** What of the project is looked at; undefined for nothing. */
function partOf(opened: Opened, staging: Staging): Opened | undefined {
  if (opened.inputs.policy === undefined) return undefined;
  return opened.inputs.declared ? declaredPart(opened, staging) : documents(opened, staging);
}

/** What is wrong with what is declared is told all the same. */
function idle(opened: Opened, staging: Staging): Assessed {
  const sentence = untouched(staging);
  const gathered = { readings: [], placements: [], problems: [], skipped: [], fragments: [] };
  const remarks = [sentence, ...goneSchemas(opened, staging)];
  const assessment = conclude(
    { ...opened, gathered, focus: { stages: [], remarks } },
    { project: { readings: [], deployments: [], closures: [] } },
  );
  const isPlain = assessment.report.problems.length === 0 && remarks.length === 1 && opened.inputs.notes.length === 0;
  return isPlain ? { assessment, untouched: sentence } : { assessment };
}

function untouched({ paths }: Staging): string {
  const [first, ...others] = paths;
  if (first === undefined) return "nothing is staged";
  const what = others.length === 0 ? `${first}, which is staged, affects` : `the ${String(paths.length)} staged files affect`;
  return `${what} no environment variable of a service`;
}

/** The services that something staged affects, and those that have to agree with them. */
function declaredPart(opened: Opened, staging: Staging): Opened | undefined {
  const { request, files, inputs } = opened;
  const effects = effectsOf({ request, files, inputs, staging });
  if (effects.length === 0) return undefined;
  const beside = alongWith(effects, inputs.services);
  const remarks = [...reasons(effects, staging), ...besideWords(beside), ...goneSchemas(opened, staging)];
  const touched = new Set([...effects, ...beside].map(({ schema }) => schema));
  const services = inputs.services.filter((schema) => touched.has(schema));
  return { ...opened, inputs: { ...inputs, services }, focus: { stages: [...effects, ...beside], remarks } };
}

/** Causes that are told one by one. */
const mostReasons = 5;

function reasons(effects: readonly Effect[], { host }: Staging): readonly string[] {
  const causes = new Map<string, Effect[]>();
  for (const effect of effects) causes.set(effect.path, [...(causes.get(effect.path) ?? []), effect]);
  const told = [...causes].slice(0, mostReasons).map(([path, caused]) => {
    const how = host.kindOf(path) === "missing" ? "is removed" : "is staged";
    return `checked ${placesOf(caused)}, since ${path} ${how}`;
  });
  const more = [...causes.values()].slice(mostReasons).flat();
  return more.length === 0 ? told : [...told, `checked ${placesOf(more)}, since other files are staged`];
}

function besideWords(beside: readonly Effect[]): readonly string[] {
  return beside.length === 0 ? [] : [`checked ${placesOf(beside)} as well, which a constraint binds to them`];
}

/** `auth in staging and production`. */
function placesOf(effects: readonly Effect[]): string {
  const services = new Map<string, string[]>();
  for (const { schema, stage } of effects)
    services.set(schema.service, [...(services.get(schema.service) ?? []), ...(stage === "" ? [] : [stage])]);
  return listed([...services].map(([service, stages]) => (stages.length === 0 ? service : `${service} in ${listed(stages)}`)));
}

/** A service whose schema goes is checked no more. */
function goneSchemas({ request, inputs }: Opened, staging: Staging): readonly string[] {
  if (request.schemaRef !== undefined) return [];
  const gone = staging.matching(schemaGlobs(request, inputs.config)).filter((path) => staging.host.kindOf(path) === "missing");
  return gone.length === 0 ? [] : [`${listed(gone)} ${gone.length === 1 ? "is" : "are"} removed, and what stood there is checked no more`];
}

/** Without a schema: documents that are staged, or read something that is. */
function documents(opened: Opened, staging: Staging): Opened {
  const trail = new Trail(opened.files);
  const staged = new Set(staging.paths);
  const gone = new Set(staging.paths.filter((path) => staging.host.kindOf(path) === "missing").map(dirname));
  const focus: Focus = {
    stages: [],
    remarks: [],
    pick: ({ format, sources }, read) => {
      const paths = sources.map(({ path }) => path);
      const lost = format.id === "kubernetes" && paths.some((path) => gone.has(dirname(path)));
      const { result, asked } = trail.follow(read);
      return lost || [...paths, ...asked].some((path) => staged.has(path)) ? result : undefined;
    },
  };
  return { ...opened, files: trail, focus };
}
