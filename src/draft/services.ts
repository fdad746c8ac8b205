import type { Workload } from "../model/binding.ts";
import type { Environment } from "../model/environment.ts";
import type { Reading } from "../model/project.ts";
import { parted } from "../text/parted.ts";
import { dirname, isOfEditor } from "../text/path.ts";
import { isSupporting } from "../text/supporting-images.ts";
import { envFileStages, inOrder, rankOfCompose, type StageDraft, stageOfCompose, stageOfEnvFile, stageOfFolder } from "./stages.ts";

/** A service that a schema is going to be for. */
export interface ServiceDraft {
  readonly service: string;
  /** Globs of its code; none where nothing tells which it is. */
  readonly code: readonly string[];
  /** Whether it is surely the code of this service, and not only what lies in the same repository. */
  readonly isCertain: boolean;
  readonly stages: readonly StageDraft[];
}

/** One workload in a document that a stage may name. */
interface Place {
  readonly service: string;
  readonly reading: Reading;
  readonly environment: Environment;
}

/** Finds the paths of the code of a service: what the image of a workload is built from, and the package of its name. */
interface CodeFinder {
  pathsOf(workload: Workload): readonly string[] | undefined;
  pathsNamed(service: string): readonly string[] | undefined;
}

/** The services of a project: what is built or deployed here, else what its compose files run, else the repository itself. */
export function servicesIn(readings: readonly Reading[], repository: string, finder: CodeFinder): readonly ServiceDraft[] {
  const [ofEditors, places] = parted(readings.flatMap(placesIn), ({ reading }) => isOfEditor(reading.target));
  const ofRepository = stagesOfRepository(readings);
  const groups = [...grouped(places.some(isWorthwhile) || ofRepository.length > 0 ? places : ofEditors)];
  const built = groups.filter(([, those]) => those.some(isOwn));
  const chosen = built.length > 0 ? built : groups.filter(([, those]) => those.some(isWorthwhile));
  const folders = readings.filter(({ format }) => format === "dockerfile").map(({ target }) => dirname(target));
  const drafts = chosen.map(([service, those]): ServiceDraft => ({
    service,
    ...codeOf(those, folders, finder),
    stages: stagesOf(those),
  }));
  const [only] = drafts;
  if (only === undefined) return [{ service: repository, code: everything, isCertain: true, stages: ofRepository }];
  if (drafts.length > 1) return drafts.map((draft) => apart(draft, drafts));
  return [{ ...only, code: only.code.length === 0 ? everything : only.code }];
}

/** Whether something is set there, or may be by what cannot be seen. */
function isWorthwhile(place: Place): boolean {
  return isOwn(place) || place.environment.entries.size > 0 || place.environment.openings.length > 0;
}

const everything: readonly string[] = ["**"];

/** Formats whose workloads are the containers of pods. */
const clusterFormats: ReadonlySet<string> = new Set(["kubernetes", "kustomize"]);

function isOwn({ environment, reading }: Place): boolean {
  return environment.workload.built !== undefined || clusterFormats.has(reading.format);
}

/** The workloads of a document that are services: not stores and proxies, not what runs beside, and not what is only there for tests. */
function placesIn(reading: Reading): readonly Place[] {
  const { format, role, environments, spec } = reading;
  if ((format !== "compose" && !clusterFormats.has(format)) || role === "example" || role === "test" || spec.problems.length > 0) return [];
  return environments.flatMap((environment): readonly Place[] => {
    const { address, main, inactive, built, image } = environment.workload;
    const service = format === "compose" ? address : (address.split("/")[1] ?? "");
    if (!main || inactive !== undefined || !/^[A-Za-z0-9][\w.-]*$/.test(service) || isSupporting(service)) return [];
    return built === undefined && (image === undefined ? format === "compose" : isSupporting(image.name))
      ? []
      : [{ service, reading, environment }];
  });
}

function grouped(places: readonly Place[]): ReadonlyMap<string, readonly Place[]> {
  const groups = new Map<string, Place[]>();
  for (const place of places) groups.set(place.service, [...(groups.get(place.service) ?? []), place]);
  return groups;
}

/** What the image is built from, else the folder that is called as the service and has a Dockerfile, else the package of that name. */
function codeOf(places: readonly Place[], folders: readonly string[], finder: CodeFinder): Pick<ServiceDraft, "code" | "isCertain"> {
  const workloads = places.map(({ environment }) => environment.workload);
  // Where no Dockerfile is found the context is not what the file says.
  const seen = workloads.filter(({ commands }) => commands !== undefined);
  const built = [...seen, ...workloads].map((workload) => finder.pathsOf(workload)).find((paths) => paths !== undefined);
  const service = places[0]?.service ?? "";
  const folder = folders.map((path) => upTo(service, path)).find((path) => path !== undefined);
  const paths = built ?? (folder === undefined ? (finder.pathsNamed(service) ?? []) : [folder]);
  const inside = paths.filter((path) => !path.startsWith("/") && !path.startsWith(".."));
  const globs = inside.includes("") ? everything : inside.map((path) => escaped(path) + (path.endsWith("/") ? "**" : ""));
  return { code: [...new Set(globs)], isCertain: paths.length > 0 };
}

/** The part of a folder's path that ends in a name. */
function upTo(name: string, folder: string): string | undefined {
  const words = folder.split("/");
  return words.includes(name) ? `${words.slice(0, words.indexOf(name) + 1).join("/")}/` : undefined;
}

function escaped(path: string): string {
  return path.replaceAll(/[*?[\]{}!\\]/g, String.raw`\$&`);
}

/** The whole repository without the folders that are another service's. */
function apart(draft: ServiceDraft, all: readonly ServiceDraft[]): ServiceDraft {
  if (!draft.code.includes("**")) return draft;
  const others = all.flatMap(({ code }) => (code.includes("**") ? [] : code.filter((glob) => glob.endsWith("/**"))));
  return { ...draft, code: ["**", ...[...new Set(others)].map((glob) => `!${glob}`)] };
}

function stagesOf(places: readonly Place[]): readonly StageDraft[] {
  const compose = places.filter(({ reading }) => reading.format === "compose").toSorted((one, other) => rank(one) - rank(other));
  const manifests = places.filter(({ reading }) => clusterFormats.has(reading.format)).toSorted((one, other) => depth(one) - depth(other));
  const stages = new Map<string, readonly string[]>();
  for (const { reading, environment } of compose) {
    // Env files and Dockerfiles are among the sources, too.
    const last = reading.spec.sources.findLast(({ path }) => reading.target.endsWith(path));
    const stage = stageOfCompose(reading.target, last?.text ?? "");
    if (!stages.has(stage)) stages.set(stage, [`${reading.target}#${environment.workload.address}`]);
  }
  for (const [stage, targets] of manifestStages(manifests)) if (!stages.has(stage)) stages.set(stage, targets);
  return inOrder([...stages].map(([name, targets]) => ({ name, targets })));
}

const rank = ({ reading }: Place): number => rankOfCompose(reading.target);
const depth = ({ reading }: Place): number => reading.target.split("/").length + (/helm|chart|template/i.test(reading.target) ? 10 : 0);

/** A folder of a stage lies over the folder that names none, where it holds no more than what differs. */
function manifestStages(places: readonly Place[]): ReadonlyMap<string, readonly string[]> {
  const base = places.find(({ reading }) => stageOfFolder(reading.target) === undefined);
  const stages = new Map<string, readonly string[]>();
  for (const place of places) {
    const stage = stageOfFolder(place.reading.target);
    if (stage === undefined || stages.has(stage)) continue;
    const whole = place.environment.workload.image !== undefined;
    stages.set(stage, [...(whole || base === undefined ? [] : [targetOf(base)]), targetOf(place)]);
  }
  if (stages.size === 0 && base !== undefined) stages.set("production", [targetOf(base)]);
  return stages;
}

function targetOf({ reading, environment }: Place): string {
  return `${reading.target.replace(/(?<=.)\/$/, "")}#${environment.workload.address.split("/").slice(0, 2).join("/")}`;
}

/** Without any env file the one that is there to be copied has the names. */
function stagesOfRepository(readings: readonly Reading[]): readonly StageDraft[] {
  const stages = envFileStages(envFiles(readings));
  const other = readings.find(
    ({ target, role, spec }) => role !== "example" && role !== "test" && /^[^/]+[.]env$/.test(target) && spec.problems.length === 0,
  );
  if (stages.length === 0 && other !== undefined) return [{ name: "local", targets: [other.target] }];
  const example = readings.find(
    ({ target, role, spec }) => role === "example" && /^[^/]*env[^/]*$/.test(target) && spec.problems.length === 0,
  );
  return stages.length > 0 || example === undefined ? stages : [{ name: "local", targets: [example.target] }];
}

/** The env files that the program itself may load: those in the root. */
function envFiles(readings: readonly Reading[]): readonly string[] {
  return readings
    .filter(({ target, role }) => role !== "example" && role !== "test" && !target.includes("/") && stageOfEnvFile(target) !== undefined)
    .map(({ target }) => target);
}
