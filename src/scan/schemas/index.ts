import type { Field, Fields, Library } from "./field.ts";
import type { Look, Place } from "./look.ts";
import { arktype } from "./arktype.ts";
import { chained } from "./chained.ts";
import { composed } from "./composed.ts";
import { zod } from "./zod.ts";

/** In display order. */
const LIBRARIES: readonly Library[] = [zod, chained, composed, arktype];

/** The field that a schema of any library makes. */
export function fieldOf(place: Place, look: Look): Field | undefined {
  return firstOf((library) => library.field(place, look));
}

/** The fields of an object of any library. */
export function fieldsOf(place: Place, look: Look): Fields | undefined {
  return firstOf((library) => library.fields(place, look));
}

function firstOf<T>(see: (library: Library) => T | undefined): T | undefined {
  for (const library of LIBRARIES) {
    const seen = see(library);
    if (seen !== undefined) return seen;
  }
  return undefined;
}
