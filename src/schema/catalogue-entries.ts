import { catalogue } from "./catalogue.ts";

/** The texts that `extends` can name as `catalogue:NAME`; a function, since few schemas need what is long to load. */
export function entriesOfCatalogue(): ReadonlyMap<string, string> {
  return catalogue;
}
