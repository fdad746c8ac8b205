import type { ServiceSchema } from "../model/schema.ts";
import type { Placement } from "./deployments.ts";
import { formats } from "../formats/index.ts";
import type { Request } from "../request.ts";
import { type Context, gather, type Gathered } from "./gather.ts";
import type { Pick } from "./survey.ts";
import { parseTarget } from "./target.ts";

/** The part of a project that is told of. */
export interface Focus {
  /** Stages of services. */
  readonly stages: readonly { readonly schema: ServiceSchema; readonly stage: string }[];
  /** Chooses among documents where no schema names any. */
  readonly pick?: Pick;
  /** Whole sentences: what was looked at, and why. */
  readonly remarks: readonly string[];
}

/** The stages that the request asks for by name; undefined where it names none, or its own targets. */
export function focusOn({ stages: asked, targets }: Request, services: readonly ServiceSchema[]): Focus | undefined {
  if (asked.length === 0 || targets.length > 0) return undefined;
  const stages = services.flatMap((schema) =>
    schema.stages.length === 0
      ? [{ schema, stage: "" }]
      : schema.stages.filter(({ name }) => asked.includes(name)).map(({ name }) => ({ schema, stage: name })),
  );
  return stages.length === 0 ? undefined : { stages, remarks: [] };
}

/** What is in focus, and beside it where the same services are in their other stages: rules compare them. What is wrong there is not told. */
export function gatherFocused(given: Context, focus: Focus): Gathered {
  const context = { ...given, request: { ...given.request, stages: [] } };
  const { services } = context;
  if (services.length === 0) return gather({ ...context, ...(focus.pick && { pick: focus.pick }) });
  const isFocal = focalIn(focus);
  const focal = gather({ ...context, services: part(services, (schema, stage) => isFocal({ schema, stage })) });
  const others = part(services, (schema, stage) => !isFocal({ schema, stage }) && isOfFiles(schema, stage));
  const beside = others.length === 0 ? [] : gather({ ...context, services: others }).placements;
  const whole = new Map(services.map((schema) => [schema.service, schema]));
  const placements = [...focal.placements, ...beside].map((one) => ({ ...one, schema: whole.get(one.schema.service) ?? one.schema }));
  return { ...focal, placements: placements.toSorted(inOrderOf(services)) };
}

/** What nobody asked for is not waited for on standard input, nor asked of what runs. */
function isOfFiles({ stages }: ServiceSchema, stage: string): boolean {
  const texts = stages.filter(({ name }) => name === stage).flatMap(({ targets }) => targets.map(({ text }) => text));
  const ids = formats.map(({ id }) => id);
  return texts.map((text) => parseTarget(text, ids)).every((target) => "place" in target && target.place.kind === "files");
}

export function focalIn({ stages }: Focus): (one: Omit<Placement, "environment" | "readings" | "role">) => boolean {
  const keys = new Set(stages.map(({ schema, stage }) => keyOf(schema, stage)));
  return ({ schema, stage }) => keys.has(keyOf(schema, schema.stages.length === 0 ? "" : stage));
}

function keyOf({ service }: ServiceSchema, stage: string): string {
  return `${service}\0${stage}`;
}

/** Services with some of their stages. A service without stages has one for each document, all or none of which are meant. */
function part(services: readonly ServiceSchema[], holds: (schema: ServiceSchema, stage: string) => boolean): readonly ServiceSchema[] {
  return services.flatMap((schema) => {
    const stages = schema.stages.filter(({ name }) => holds(schema, name));
    const isMeant = schema.stages.length === 0 ? holds(schema, "") : stages.length > 0;
    return isMeant ? [{ ...schema, stages }] : [];
  });
}

function inOrderOf(services: readonly ServiceSchema[]): (one: Placement, other: Placement) => number {
  const order = new Map(
    services.flatMap(({ service, stages }) => stages.map(({ name }) => `${service}\0${name}`)).map((key, i) => [key, i]),
  );
  const rank = ({ schema, stage }: Placement): number => order.get(keyOf(schema, stage)) ?? 0;
  return (one, other) => rank(one) - rank(other);
}
