import { astroScripts, svelteScripts, vueScripts } from "./component.ts";
import { rubyInTemplate, rubyInYaml } from "./erb.ts";
import type { GrammarId } from "./tree.ts";

/** Code of a language that stands in a file of another kind, or is written in another dialect. */
export interface Embedded {
  /** The id of the language pack that reads it. */
  readonly language: string;
  /** Instead of the grammar of that language. */
  readonly grammar?: GrammarId;
  /** The text with everything that is no code blanked, so that offsets hold. */
  readonly mask?: (text: string) => string;
}

/** By the id of the file's own language. In JavaScript `<T>` begins an element, so that it needs the other grammar. */
export const EMBEDDED: ReadonlyMap<string, Embedded> = new Map<string, Embedded>([
  ["javascript", { language: "typescript", grammar: "tsx" }],
  ["tsx", { language: "typescript", grammar: "tsx" }],
  ["vue", { language: "typescript", mask: vueScripts }],
  ["svelte", { language: "typescript", mask: svelteScripts }],
  ["erb", { language: "ruby", mask: rubyInTemplate }],
  ["yaml", { language: "ruby", mask: rubyInYaml }],
  ["astro", { language: "typescript", grammar: "tsx", mask: astroScripts }],
]);
