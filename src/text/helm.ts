import type { Source } from "../model/source.ts";
import { mappingsIn, yamlDocuments } from "./yaml.ts";

/** `{{` where a YAML node would start. */
const opener = /^[ \t]*(?:- +)?(?:[A-Za-z0-9_./-]+:[ \t]+)?\{\{/m;

/** Whether a file must be rendered before it is YAML that means something: `{{` inside quotes or a block of text does not make it a template. */
export function isHelmTemplate(source: Source): boolean {
  if (!source.text.includes("{{") || !opener.test(source.text)) return false;
  for (const { root, problems } of yamlDocuments(source)) {
    if (problems.length > 0) return true;
    for (const { pairs } of mappingsIn(root)) if (pairs.some(({ key }) => key.kind === "mapping")) return true;
  }
  return false;
}

/** What is to be checked in place of templates; the words in capitals are for the reader to fill in, as is the chart where it is not known. */
export function renderFirst(chart: string | undefined): string {
  const what =
    chart === undefined ? "this is a template, which envcheck does not render" : "envcheck does not render the templates of a chart";
  return `${what}; check what comes out: helm template RELEASE ${chart ?? "CHART"} -f values.yaml | envcheck check kubernetes:-`;
}
