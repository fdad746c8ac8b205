import { arrange, judgeUnused } from "../check.ts";
import { applyBaseline } from "../baseline/apply.ts";
import { shrunk } from "../baseline/write.ts";
import type { Files } from "../discover/files.ts";
import type { Host } from "../host.ts";
import type { Baseline } from "../model/baseline.ts";
import type { Config } from "../model/config.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Project } from "../model/project.ts";
import type { ServiceSchema } from "../model/schema.ts";
import type { Problem, Source } from "../model/source.ts";
import type { Suppression } from "../model/suppression.ts";
import type { Request } from "../request.ts";
import { rules } from "../rules/index.ts";
import { count } from "../text/counts.ts";
import { applySuppressions } from "./apply.ts";
import { suppressionsIn, type Written } from "./comments.ts";
import { admit } from "./gate.ts";

/** What a run found, before anybody's suppressions. */
export interface Found {
  readonly request: Request;
  readonly host: Host;
  /** What can tell which sources have nothing to say; without it each is looked at. */
  readonly files?: Files;
  readonly config: Config;
  readonly services: readonly ServiceSchema[];
  readonly project: Project;
  readonly diagnostics: readonly Diagnostic[];
  readonly baseline: Baseline | undefined;
  /** What says which suppressions count, where that is not what is judged. */
  readonly policy?: Files | undefined;
}

/** What is left to tell, arranged, and the suppressions that cannot be understood. */
export interface Settled {
  readonly diagnostics: readonly Diagnostic[];
  readonly problems: readonly Problem[];
  /** Whole sentences about the baseline. */
  readonly remarks: readonly string[];
  /** The baseline without what is gone, where it may be written. */
  readonly shrunk: string | undefined;
  /** Every single finding before it is told together with its like. */
  readonly found: readonly Diagnostic[];
}

const ids = rules.map(({ id }) => id);

/** Lets suppressions have their word: comments in all that was read, and those of the configuration. */
export function settle(found: Found): Settled {
  const { host, files, config, diagnostics } = found;
  const addressing = [...sourcesOf(found)].filter((source) => files?.mayAddress(source) !== false);
  const written = addressing.map((source) => writtenIn(source, found));
  const suppressions = [...written.flatMap((one) => one.suppressions), ...configured(config, host)];
  const problems = written.flatMap((one) => one.problems);
  const today = new Date(host.time()).toISOString().slice(0, 10);
  const applied = suppressions.length === 0 ? { diagnostics, unused: [] } : applySuppressions(diagnostics, suppressions, today);
  const unused = isWhole(found) ? applied.unused.filter((one) => one.rules.some((rule) => config.rules.get(rule) !== "off")) : [];
  const all = [...applied.diagnostics, ...judgeUnused(unused, config.rules)];
  const beside = besideBaseline(all, found);
  return { ...beside, found: beside.diagnostics, diagnostics: arrange(beside.diagnostics), problems };
}

function writtenIn(source: Source, { policy }: Found): Written {
  const written = suppressionsIn(source, ids);
  return policy === undefined ? written : admit(source, written, policy, ids);
}

/** What the baseline knows does not count; what is gone from it is taken out, where the whole project was looked at and nobody reviews files. */
function besideBaseline(diagnostics: readonly Diagnostic[], found: Found): Omit<Settled, "problems" | "found"> {
  const { baseline, host, request } = found;
  if (baseline === undefined || request.command === "baseline") return { diagnostics, remarks: [], shrunk: undefined };
  const { diagnostics: marked, gone, refused } = applyBaseline(diagnostics, baseline);
  const isGone = gone.size > 0 && isWhole(found);
  const mayWrite = isGone && request.schemaRef === undefined && (host.env.get("CI") ?? "") === "";
  const left = mayWrite ? "was taken out of" : "is no more, and can be taken out of";
  const what = `${baseline.path}${mayWrite ? "" : " (envcheck baseline update)"}`;
  const remarks = [
    ...(isGone ? [`${count(gone.size, "old finding")} ${left} ${what}`] : []),
    ...refused.map(
      ({ variable = "", stage = "" }) =>
        `${baseline.path} does not hide that ${variable} is missing in ${stage}, since nobody has named it`,
    ),
  ];
  return { diagnostics: marked, remarks, shrunk: mayWrite ? shrunk(baseline, gone) : undefined };
}

/** Where only a part was looked at, what a suppression is about may lie in the rest. */
function isWhole({ request }: Found): boolean {
  const { command, services, stages, targets, withoutCode, staged } = request;
  return command === "check" && services.length + stages.length + targets.length === 0 && !withoutCode && !staged;
}

function sourcesOf({ project, services, diagnostics }: Found): ReadonlySet<Source> {
  return new Set([
    ...project.readings.flatMap(({ spec }) => spec.sources),
    ...services.map(({ at }) => at.source),
    ...diagnostics.map(({ at }) => at.source),
  ]);
}

function configured({ suppressions }: Config, host: Host): readonly Suppression[] {
  return suppressions.map(({ globs, ...rest }) => {
    const paths = globs === undefined ? undefined : new Set(host.glob(globs));
    return { ...rest, lines: undefined, paths: paths === undefined ? undefined : (path) => paths.has(path) };
  });
}
