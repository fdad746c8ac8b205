import { lineOf } from "../text/place.ts";
import { sanitise } from "../text/sanitise.ts";
import type { Collected } from "./collect.ts";
import type { ServiceDraft } from "./services.ts";
import { draftOf } from "./variable.ts";
import { linesOf, listLines, ownStyle, plainOrQuoted } from "./written.ts";

/** Names that one comment lists. */
const mostInVain = 40;

/** A schema file for a service, each inference with a comment that says where it comes from. */
export function schemaText(draft: ServiceDraft, { evidence, inVain }: Collected): string {
  const { service } = draft;
  const variables = evidence.map(draftOf);
  const lines = [
    "# yaml-language-server: $schema=../node_modules/envcheck/schemas/service.schema.json",
    "# A first draft by envcheck init: each comment tells what its line was inferred from. Correct it, and let the comments go.",
    `service: ${plainOrQuoted(service)}`,
    ...(draft.code.length === 0 ? [] : listLines("code", draft.code)),
    ...stageLines(draft),
    "",
    variables.length === 0 ? "variables: {}" : "variables:",
    ...variables.flatMap((variable) => linesOf(variable, ownStyle)),
    ...(inVain.length === 0 ? [] : ["", "  # Set for the service, but its code does not seem to read them:"]),
    ...inVain.slice(0, mostInVain).map(({ name, setting }) => `  #   ${sanitise(name)} at ${lineOf(setting.at)}`),
    ...(inVain.length > mostInVain ? [`  #   and ${String(inVain.length - mostInVain)} more`] : []),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function stageLines({ stages }: ServiceDraft): readonly string[] {
  if (stages.length === 0)
    return [
      "# stages: none was found. Name the deploys with their env files and specs, such as",
      "#   production: k8s/production#Deployment/web",
    ];
  return [
    "stages:",
    ...stages.flatMap(({ name, targets: [first = "", ...more] }) =>
      more.length === 0 ? [`  ${name}: ${plainOrQuoted(first)}`] : listLines(`  ${name}`, [first, ...more]),
    ),
  ];
}
