import type { ServiceSchema } from "../model/schema.ts";
import type { Problem, Source, Unseen } from "../model/source.ts";
import { placeOf } from "../text/place.ts";
import { spanOf } from "../text/yaml.ts";
import { typeById } from "../types/index.ts";
import { startOf } from "./document.ts";
import { type Report, textIn, type Word } from "./fields.ts";
import type { Layered } from "./inherit.ts";
import { Loader } from "./loader.ts";
import { tellUnknown } from "./names.ts";
import { type Built, buildService } from "./service.ts";

export interface Schemas {
  readonly services: readonly ServiceSchema[];
  /** The mistakes of all files, by file and place. */
  readonly problems: readonly Problem[];
  /** Every file that was read, those that others extend included. */
  readonly sources: readonly Source[];
}

/** Reads all schema files of a project; `read` opens the files they extend and refuses what lies outside the root. */
export function readSchemas(sources: readonly Source[], read: (path: string) => Source | Unseen): Schemas {
  const mistakes = new Mistakes();
  const loader = new Loader(sources, read, mistakes.report);
  const built = new Map<string, Built>();
  const nameless: Source[] = [];
  for (const source of sources) {
    const layered = loader.load(source);
    const service = layered === undefined ? undefined : serviceName(layered);
    if (layered !== undefined && service === undefined) nameless.push(source);
    if (layered === undefined || service === undefined) continue;
    const other = built.get(service.text);
    if (other !== undefined)
      mistakes.report(service.at, `the service ${service.text} is declared twice, first at ${placeOf(other.schema.at)}`);
    else built.set(service.text, buildService(layered, service, { report: mistakes.report, typeOf: (id) => typeById.get(id) }));
  }
  tellServices(built, loader.isComplete, mistakes.report);
  for (const source of nameless.filter((each) => !loader.isExtended(each))) {
    mistakes.report(startOf(source), "the file names no service, and no other schema extends it");
  }
  return { services: [...built.values()].map(({ schema }) => schema), problems: mistakes.inOrder, sources: loader.sources };
}

function serviceName({ source, fields }: Layered): Word | undefined {
  const field = fields.get("service");
  const text = textIn(field);
  return field === undefined || text === undefined ? undefined : { text, at: spanOf(source, field.value) };
}

/** Collects mistakes; the same one, met again by every service that extends its file, counts once. */
class Mistakes {
  readonly #found = new Map<string, Problem>();

  readonly report: Report = (at, message) => {
    this.#found.set([at?.source.path, at?.start, at?.end, message].join("\0"), { message, ...(at === undefined ? {} : { at }) });
  };

  get inOrder(): readonly Problem[] {
    return [...this.#found.values()].toSorted((one, other) => compare(pathOf(one), pathOf(other)) || startIn(one) - startIn(other));
  }
}

function pathOf({ at }: Problem): string {
  return at?.source.path ?? "";
}

function startIn({ at }: Problem): number {
  return at?.start ?? 0;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Tells the services that a constraint names and no file declares (unless a file could not be read, which may), and the variables that they do not have. */
function tellServices(built: ReadonlyMap<string, Built>, complete: boolean, report: Report): void {
  const names = new Set(built.keys());
  for (const { schema, constraints } of built.values()) {
    for (const written of constraints.filter(({ constraint }) => constraint.kind === "same-across")) {
      const others = written.services.filter(({ text }) => text !== schema.service);
      if (others.length === 0) report(written.constraint.at, "same-across needs another service");
      if (complete)
        tellUnknown(
          others,
          names,
          (name, hint) => `no service is called ${name}${hint}; the services are ${[...names].join(", ")}`,
          report,
        );
      for (const { text: service } of others) {
        const declared = built.get(service)?.schema.variables.keys() ?? written.constraint.variables;
        tellUnknown(
          written.variables,
          new Set(declared),
          (name, hint) => `${name} is not declared by the service ${service}${hint}`,
          report,
        );
      }
    }
  }
}
