import { basename, dirname, isOfEditor } from "../text/path.ts";
import { stageOfPath } from "../text/stages.ts";

/** A deploy of a service, and the targets in which the later win. */
export interface StageDraft {
  readonly name: string;
  readonly targets: readonly string[];
}

/** From the developer's machine outwards. */
const order = ["local", "development", "test", "qa", "uat", "sandbox", "staging", "preprod", "production"];

export function inOrder<T extends { readonly name: string }>(stages: readonly T[]): readonly T[] {
  const rank = ({ name }: T): number => (order.includes(name) ? order.indexOf(name) : order.length);
  return stages.toSorted((one, other) => rank(one) - rank(other));
}

/** The names that Compose looks for, and that a project is run with by its developers. */
const composeFile = /^(?:docker-)?compose[.]ya?ml$/;
const onMachine = /(?:^|[._/-])(?:local|dev|devel|development|override|devcontainer)(?:[._/-]|$)/;
const deployed = /(?:^|[._/-])(?:stack|swarm|deploy|deployment|live|release)(?:[._/-]|$)/;
/** Keys that only a swarm obeys (compose-spec deploy.md). */
const swarm = /^[ \t]+(?:placement|update_config|rollback_config):[ \t]*\r?$/m;

/** A file that builds nothing and keeps its services up is how others run what is released. */
const builds = /^[ \t]+build:/m;
const keptUp = /^[ \t]+restart:[ \t]*["']?(?:always|unless-stopped)\b/m;

/** Which stage a compose file stands for: the one that its name says, else the developer's machine unless it looks deployed. */
export function stageOfCompose(path: string, text: string): string {
  const said = stageOfPath(path)?.words[0];
  if (said !== undefined) return said;
  if (onMachine.test(basename(path)) || isOfEditor(path)) return "local";
  const isRun = !builds.test(text) && keptUp.test(text);
  return deployed.test(basename(path)) || swarm.test(text) || isRun ? "production" : "local";
}

/** How good a compose file is as that of a stage, the best first: the default name, not deep in the tree. */
export function rankOfCompose(path: string): number {
  return path.split("/").length * 2 + (composeFile.test(basename(path)) ? 0 : 1);
}

/** The stage that a folder of manifests names; undefined for a base, or manifests that are the same everywhere. */
export function stageOfFolder(folder: string): string | undefined {
  if (/(?:^|\/)local(?:\/|$)/.test(folder)) return "local";
  return stageOfPath(folder)?.words[0];
}

/** The stage of an env file by its name: `.env` is the developer's; undefined for one of tests and for other files. */
export function stageOfEnvFile(path: string): string | undefined {
  const name = basename(path);
  if (name === ".env" || /^[.]env[.]local$/.test(name)) return "local";
  if (!/^[.]env[.]|[.]env$/.test(name)) return undefined;
  const said = stageOfPath(name)?.words[0];
  return said ?? (/^local[.]env$/.test(name) ? "local" : undefined);
}

/** The stages that the env files of one folder make; each lies over `.env`. */
export function envFileStages(paths: readonly string[]): readonly StageDraft[] {
  const stages = new Map<string, string[]>();
  for (const path of paths) {
    const name = stageOfEnvFile(path);
    if (name !== undefined && basename(path) !== ".env") stages.set(name, [...(stages.get(name) ?? []), path]);
  }
  const base = paths.find((path) => basename(path) === ".env");
  if (base !== undefined && !stages.has("local")) stages.set("local", []);
  return inOrder(
    [...stages].map(([name, targets]) => ({
      name,
      targets: [...(base === undefined || !besides(base, targets) ? [] : [base]), ...targets.toSorted()],
    })),
  );
}

function besides(base: string, targets: readonly string[]): boolean {
  return targets.every((path) => dirname(path) === dirname(base));
}
