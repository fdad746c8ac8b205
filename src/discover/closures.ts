import type { Code } from "../code.ts";
import type { Closure, Deployment, Reading, Role, ServiceCode } from "../model/project.ts";
import type { Commands, Workload } from "../model/binding.ts";
import type { Environment } from "../model/environment.ts";
import type { NamePattern, ServiceSchema } from "../model/schema.ts";
import { sanction } from "../text/name-pattern.ts";
import { basename, dirname, holdsPath, isOfEditor } from "../text/path.ts";
import { isSupporting } from "../text/supporting-images.ts";
import { Chores } from "./chores.ts";
import type { Placement } from "./deployments.ts";
import type { Files } from "./files.ts";
import { Idle } from "./idle.ts";
import { setBeside } from "./env-beside.ts";

/** A part of the code, and what is started in it. */
interface Part {
  readonly by: ServiceCode["by"];
  readonly holds: (path: string) => boolean;
  readonly commands?: Commands | undefined;
  /** What its image is made of, where that is told. */
  readonly paths?: readonly string[];
}

/** Finds the code of a service: by the schema's `code`, else the folder that its image is built from, else the whole repository where that holds one service. */
export class ServiceCodes {
  readonly #code: Code;
  readonly #files: Files;
  /** Of the configuration: for all services. */
  readonly #dynamic: readonly NamePattern[];
  readonly #known = new Map<string, ServiceCode>();
  readonly #chores: Chores;
  readonly #ofPatterns = new Map<ServiceCode, Map<readonly NamePattern[], ServiceCode>>();

  constructor(code: Code, files: Files, dynamic: readonly NamePattern[] = []) {
    this.#code = code;
    this.#files = files;
    this.#dynamic = dynamic;
    this.#chores = new Chores(code, files);
  }

  ofPlacement({ schema, environment }: Placement, services: readonly ServiceSchema[]): ServiceCode | undefined {
    const code = this.#ofSchema(schema, environment, services);
    return code === undefined || schema.dynamic.length === 0 ? code : this.#sanctioned(code, schema);
  }

  #ofSchema(schema: ServiceSchema, environment: Environment, services: readonly ServiceSchema[]): ServiceCode | undefined {
    if (schema.code.length > 0) return this.#declared(schema.code, environment.workload.commands);
    return this.#built(environment) ?? (services.length === 1 ? this.#repositoryOf(schema) : undefined);
  }

  /** Undefined where it reads nothing of what the service declares: then another program runs. */
  #repositoryOf({ variables }: ServiceSchema): ServiceCode | undefined {
    const code = this.#repository();
    return variables.size === 0 || code.reads.some(({ variable }) => variables.has(variable)) ? code : undefined;
  }

  /** What a schema says its code is; undefined where it says nothing. */
  ofSchema(schema: ServiceSchema, commands?: Commands): ServiceCode | undefined {
    if (schema.code.length === 0) return undefined;
    const code = this.#declared(schema.code, commands);
    return schema.dynamic.length === 0 ? code : this.#sanctioned(code, schema);
  }

  ofRepository(): ServiceCode {
    return this.#repository();
  }

  ofEnvironment(environment: Environment): ServiceCode {
    return this.#built(environment) ?? this.#repository();
  }

  /** The same code where the schema says which names it may make up. */
  #sanctioned(code: ServiceCode, { dynamic }: ServiceSchema): ServiceCode {
    const known = this.#ofPatterns.get(code)?.get(dynamic);
    if (known !== undefined) return known;
    const patterns = [...code.patterns, ...dynamic];
    const sanctioned = { ...code, patterns, dynamic: sanction(code.dynamic, patterns) };
    this.#ofPatterns.set(code, (this.#ofPatterns.get(code) ?? new Map<readonly NamePattern[], ServiceCode>()).set(dynamic, sanctioned));
    return sanctioned;
  }

  #declared(globs: readonly string[], commands?: Commands): ServiceCode {
    const key = JSON.stringify([globs, commands]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const paths = new Set(this.#files.host.glob(globs));
    return this.#enter(key, { by: "schema", holds: (path) => paths.has(path), commands });
  }

  /**
   * The paths that an image is built from: of a context that is copied whole and holds several packages, the one beside the Dockerfile with
   * those that it is built with.
   */
  pathsOf({ built, commands }: Workload): readonly string[] | undefined {
    const inside = built?.filter((path) => !path.startsWith("/") && !path.startsWith(".."));
    const folder = commands?.folder ?? "";
    const whole = inside?.filter((path) => path !== folder && (path === "" || path.endsWith("/")) && folder.startsWith(path)) ?? [];
    const linked = whole.length === 0 || this.#code.manifests().length < 2 ? undefined : this.#code.linkedTo(folder);
    return inside === undefined || linked === undefined ? inside : [...linked, ...inside.filter((path) => !whole.includes(path))];
  }

  /** The folder of the innermost package or image around a path, below the root, where there are several. */
  packageAround(path: string): string | undefined {
    const images = this.#code.files.filter((file) => basename(file) === "Dockerfile");
    const folders = new Set([...this.#code.manifests(), ...images].map(dirname));
    if (folders.size < 2) return undefined;
    return [...folders].filter((folder) => folder !== "" && path.startsWith(folder)).toSorted((one, other) => other.length - one.length)[0];
  }

  /** The paths of the package that is called like a service, with those that it is built with. */
  pathsNamed(service: string): readonly string[] | undefined {
    const folder = this.#code.folderNamed(service);
    return folder === undefined ? undefined : this.#code.linkedTo(folder);
  }

  /** Undefined also for a context that holds several packages and is copied whole, where it is not to be seen which of them runs. */
  #built({ workload }: Environment): ServiceCode | undefined {
    const inside = this.pathsOf(workload);
    const { commands } = workload;
    if (inside === undefined || (inside.includes("") && this.#code.manifests().length > 1)) return undefined;
    const key = JSON.stringify(["built", inside, commands]);
    const holds = (path: string): boolean => inside.some((one) => holdsPath(one, path));
    return this.#known.get(key) ?? this.#enter(key, { by: "build", holds, commands, paths: inside });
  }

  #repository(): ServiceCode {
    return this.#known.get("") ?? this.#enter("", { by: "repository", holds: () => true });
  }

  #enter(key: string, { by, holds, commands, paths = [""] }: Part): ServiceCode {
    const reads = this.#code.reads.filter(({ at }) => holds(at.source.path));
    const loads = this.#code.loads.find(({ source }) => holds(source.path));
    const exported = [...this.#code.exports].flatMap(([path, names]) => (holds(path) ? names.map((name) => [name, path] as const) : []));
    const code: ServiceCode = {
      reads: commands === undefined ? reads : reads.map(new Idle(this.#code, this.#chores, { commands, paths }).unlessIdle),
      dynamic: sanction(
        this.#code.dynamic.filter(({ at }) => holds(at.source.path)),
        this.#dynamic,
      ),
      patterns: this.#dynamic,
      by,
      readerOf: this.#code.readersIn(holds),
      exports: new Map([...setBeside(loads, holds, this.#files), ...exported]),
      loads,
    };
    this.#known.set(key, code);
    return code;
  }
}

/** Folders whose documents are the material of tests. */
const material = /(?:^|\/)(?:tests?|testdata|__tests__|fixtures|spec|e2e)\//;

/** Every environment with the code that runs in it. Where schemas say what the services are, what else lies about is nobody's. */
export function closuresOf(readings: readonly Reading[], deployments: readonly Deployment[], codes: ServiceCodes): readonly Closure[] {
  const referred = readings.flatMap(({ spec }) => spec.facts.flatMap((fact) => (fact.kind === "reference" ? [fact.refers] : [])));
  const mentioned = new Set([...referred, ...readings.flatMap(({ environments }) => environments.flatMap(sharedWith))]);
  if (deployments.length > 0) {
    return deployments.flatMap((deployment) => {
      const { code, environment, role, readings: own } = deployment;
      return code === undefined ? [] : [{ code, environment, role, readings: own, deployment, mentioned }];
    });
  }
  return readings.flatMap((reading) => {
    const { role, environments, target } = reading;
    if (role === "test" || material.test(target) || isOfEditor(target)) return [];
    return environments.filter(isOfProject(role)).map((environment) => {
      const code = codes.ofEnvironment(environment);
      return { code, environment, role, readings: [reading], deployment: undefined, mentioned };
    });
  });
}

/** What a database or a proxy is given by a file of variables, which others may be given as a whole. */
function sharedWith({ workload: { at, built, image }, entries }: Environment): readonly string[] {
  if (built !== undefined || image === undefined || !isSupporting(image.name)) return [];
  return [...entries].flatMap(([name, { from }]) => (from[0].at.source === at.source ? [] : [name]));
}

/** Whether the code of the project may run in an environment: not where a database or a proxy stands beside it, nor in samples of what others make. */
function isOfProject(role: Role): (environment: Environment) => boolean {
  return ({ workload: { built, image } }) =>
    built !== undefined || image === undefined || (role !== "example" && !isSupporting(image.name));
}
