import { type Need, needsOf } from "../judgement/needs.ts";
import { isRead } from "../judgement/unread.ts";
import type { Environment } from "../model/environment.ts";
import type { ServiceCode } from "../model/project.ts";
import { isAmbient } from "../text/ambient.ts";
import { isPortableName } from "../text/names.ts";
import type { Evidence, Example, Setting } from "./evidence.ts";
import { isFilled } from "./variable.ts";

/** What is known of a service before it has a schema. */
export interface Known {
  readonly code: ServiceCode | undefined;
  readonly isCertain: boolean;
  /** What it gets in each stage. */
  readonly environments: readonly Environment[];
  readonly examples: ReadonlyMap<string, Example>;
  /** Whether a name in an example is meant for this service, and not only told of there. */
  readonly isOwnExample: (example: Example) => boolean;
}

/** What there is to declare, and what is set in vain. */
export interface Collected {
  readonly evidence: readonly Evidence[];
  /** Set for the service, and not read by its code. */
  readonly inVain: readonly { readonly name: string; readonly setting: Setting }[];
}

/** Everything that the code reads while it runs, in its order; then what the stages and examples set that it may read. */
export function collect(known: Known): Collected {
  const needs = ownNeeds(known);
  const read = [...needs.keys()].filter((name) => !isAlias(name, needs));
  const set = setNames(known).filter((name) => !needs.has(name) && isPortableName(name));
  const { code } = known;
  const wanted = code === undefined || needs.size === 0 ? set : set.filter((name) => isRead(name, code));
  const names = [...read, ...wanted].filter((name) => !isAmbient(name));
  return {
    evidence: names.map((name) => evidenceOf(name, needs, known)),
    inVain: set.flatMap((name) => {
      const [setting = known.examples.get(name)] = settingsOf(name, known);
      return wanted.includes(name) || isAmbient(name) || setting === undefined ? [] : [{ name, setting }];
    }),
  };
}

/** What the code reads; nothing where it may be another program's, and reads nothing of what the service gets. */
function ownNeeds({ code, isCertain, environments }: Known): ReadonlyMap<string, Need> {
  const needs = code === undefined ? new Map<string, Need>() : needsOf(code);
  const set = environments.flatMap(({ entries }) => [...entries.keys()].filter((name) => !isAmbient(name)));
  return isCertain || set.length === 0 || set.some((name) => needs.has(name)) ? needs : new Map<string, Need>();
}

/** `TOKEN_FILE` is read where TOKEN is not set. */
function isAlias(name: string, needs: ReadonlyMap<string, Need>): boolean {
  return name.endsWith("_FILE") && needs.has(name.slice(0, -"_FILE".length));
}

/** Not what the image brings along by itself. */
function setNames({ environments, examples, isOwnExample }: Known): readonly string[] {
  const inStages = environments.flatMap(({ entries }) =>
    [...entries].filter(([, { from }]) => from.some(({ at }) => !/(?:Docker|Container)file/i.test(at.source.path))).map(([name]) => name),
  );
  return [...new Set([...inStages, ...[...examples].filter(([, example]) => isOwnExample(example)).map(([name]) => name)])];
}

function settingsOf(name: string, { environments }: Known): readonly Setting[] {
  return environments.flatMap(({ entries }) => {
    const entry = entries.get(name);
    return entry === undefined || entry.value.state === "absent" ? [] : [{ value: entry.value, at: entry.from[0].at }];
  });
}

function evidenceOf(name: string, needs: ReadonlyMap<string, Need>, known: Known): Evidence {
  const settings = settingsOf(name, known);
  const file = `${name}_FILE`;
  return {
    name,
    need: needs.get(name),
    library: known.code?.readerOf(name),
    example: known.examples.get(name),
    settings,
    isEverywhere: settings.length > 0 && settings.length === known.environments.length && settings.every(isFilled),
    hasCode: needs.size > 0,
    aliases: needs.has(name) && needs.has(file) ? [file] : [],
  };
}
