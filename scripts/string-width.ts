/** Stands in for the package of this name, which builds an Intl.Segmenter when it loads: eight milliseconds for nothing. */
export { widthOf as default } from "../src/text/width.ts";
