import type { Finding } from "../model/diagnostic.ts";
import type { Source } from "../model/source.ts";
import { basename, dirname } from "../text/path.ts";
import { together } from "../judgement/together.ts";
import { mayBeDeployed } from "../judgement/role.ts";
import type { Project, Reading } from "../model/project.ts";
import type { Rule } from "./rule.ts";

/** More unused names than this share mean that something else reads the file. */
const fewest = 0.25;

export const unusedEnvFileVariable: Rule = {
  id: "unused-env-file-variable",
  scope: "project",
  severity: "warning",
  summary: "The .env beside a compose file sets a variable that no compose file uses.",
  why: "Compose reads that file for interpolation only and hands none of it to a container, so the setting has no effect.",
  *check(project) {
    for (const reading of project.readings) {
      if (isInterpolationFile(reading, project))
        yield* unused(
          reading,
          project.readings.filter((other) => isCompose(other, reading)),
        );
    }
  },
};

/** A `.env` that nobody imports and that no stage takes as its own environment. */
function isInterpolationFile({ spec, role }: Reading, { readings, deployments }: Project): boolean {
  const [source, more] = spec.sources;
  if (source === undefined || more !== undefined || basename(source.path) !== ".env" || !mayBeDeployed(role)) return false;
  const taken = deployments.some(({ readings: own }) => own.some((reading) => reading.spec === spec));
  return !taken && !readings.some((reading) => imports(reading, source.path));
}

function imports({ spec }: Reading, path: string): boolean {
  return spec.workloads.some(({ layers }) => layers.some((layer) => layer.kind === "import" && layer.ref === `file:${path}`));
}

/** A compose file of the same folder, which takes its interpolation from there. */
function isCompose({ format, spec }: Reading, envFile: Reading): boolean {
  const [source, own] = [spec.sources[0], envFile.spec.sources[0]];
  return format === "compose" && source !== undefined && own !== undefined && dirname(source.path) === dirname(own.path);
}

function* unused({ environments, spec }: Reading, composes: readonly Reading[]): Iterable<Finding> {
  if (composes.length === 0 || composes.some((compose) => compose.spec.problems.length > 0)) return;
  const own = new Set(spec.sources.map(({ path }) => path));
  const others = composes.flatMap((compose) => compose.spec.sources.filter(({ path }) => !own.has(path)));
  const used = new Set([...others.flatMap(wordsIn), ...spec.sources.flatMap(referredTo)]);
  const entries = environments.flatMap((environment) => [...environment.entries]);
  const dead = entries.filter(([name]) => !used.has(name) && !/^(?:COMPOSE|DOCKER|BUILDKIT|BUILDX)_/.test(name));
  if (dead.length > entries.length * fewest) return;
  const [first, ...more] = dead.map(([name, { from }]) => ({ name, at: from[0].at }));
  if (first === undefined) return;
  yield {
    ...together([first, ...more], {
      one: "is used by no compose file, and env_file imports it nowhere",
      several: "are used by no compose file, and env_file imports them nowhere",
    }),
    help: "remove what nobody needs, or hand it to the service that does",
  };
}

/** Whatever a compose file mentions, in a comment too, may be used: references, names passed through, build arguments. */
function wordsIn({ text }: Source): readonly string[] {
  return text.match(/[A-Za-z_]\w*/g) ?? [];
}

/** The names that values of the file itself are made of. */
function referredTo({ text }: Source): readonly string[] {
  return [...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].flatMap(([, name]) => name ?? []);
}
