import { escapeMarkdown } from "../../text/markdown.ts";
import type { RuleCard } from "../reporter.ts";

/** A rule as code scanning shows it beside an alert. There is no `helpUri`, since it has to be absolute and the pages come with the program. */
export function ruleOf({ id, severity, summary, why }: RuleCard): object {
  const page = `docs/rules/${id}.md`;
  return {
    id,
    name: `Envcheck${id.replaceAll(/(?:^|-)(\w)/g, (_whole, letter: string) => letter.toUpperCase())}`,
    shortDescription: { text: summary },
    fullDescription: { text: `${summary} ${why}` },
    help: {
      text: `${why} More: envcheck rules ${id}, or ${page}.`,
      markdown: `${escapeMarkdown(why)}\n\nMore: \`envcheck rules ${id}\`, or \`${page}\`.`,
    },
    defaultConfiguration: { level: severity },
    properties: { tags: ["configuration", "environment-variables"] },
  };
}
