import type { Host } from "../host.ts";
import { formats } from "../formats/index.ts";
import type { Format } from "../formats/format.ts";
import type { Surface } from "../reporters/reporter.ts";
import type { Request } from "../request.ts";
import { sanitiseJson } from "../text/sanitise.ts";
import { deliver, type Outcome } from "./command.ts";

/** `envcheck formats`: what a target can be, in the order in which a document is recognised. */
export function run(request: Request, _host: Host, surface: Surface): Outcome {
  const shown = deliver(request.outputs, surface, (format) => (format === "json" ? asJson() : asText()));
  return { exitCode: 0, stderr: "", ...shown };
}

function asJson(): string {
  const list = formats.map((format) => {
    const { id, summary, options, unseen } = format;
    return { id, reads: summary, options, discovered: isDiscovered(format), unseen };
  });
  return `${sanitiseJson(JSON.stringify({ version: 1, formats: list }, undefined, 2))}\n`;
}

function asText(): string {
  return formats.map(paragraph).join("\n");
}

function paragraph(format: Format): string {
  const { id, summary, options, unseen } = format;
  const lines = [
    `${id}: ${summary}`,
    `  found by itself: ${isDiscovered(format) ? "yes" : "no, only where it is named"}`,
    ...(options.length === 0 ? [] : [`  options: ${options.join(", ")}`]),
    `  cannot see: ${unseen}`,
  ];
  return `${lines.join("\n")}\n`;
}

/** Whether a run without targets finds its documents. */
function isDiscovered({ globs }: Format): boolean {
  return globs.length > 0;
}
