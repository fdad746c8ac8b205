import type { Surface } from "../reporters/reporter.ts";
import { count, marks } from "../text/counts.ts";
import { listed } from "../text/listing.ts";
import { codeSpan, escapeMarkdown } from "../text/markdown.ts";
import { painter } from "../text/paint.ts";
import { jsonPlace, lineOf } from "../text/place.ts";
import { sanitise, sanitiseJson } from "../text/sanitise.ts";
import type { Rotation, Undated } from "./rotation.ts";
import { toldName } from "./words.ts";

/** The answer in one line: what is to be rotated, and what cannot be told. */
function answer({ days, stale, shared, undated }: Rotation): string {
  const parts = [
    ...(stale.length > 0 ? [`${count(stale.length, "secret")} unchanged for more than ${count(days, "day")}`] : []),
    ...(shared.length > 0 ? [`${count(shared.length, "secret")} shared by stages`] : []),
    ...(undated.length > 0 ? [`${count(undated.flatMap(({ names }) => names).length, "secret")} without a date`] : []),
  ];
  return parts.length === 0 ? `no secret is older than ${count(days, "day")}, and no stages share one` : parts.join(", ");
}

const why = "no fingerprint of it was taken";

function placeName({ service, stage }: Pick<Undated, "service" | "stage">): string {
  return [service, stage].filter((word) => word !== "").join(" ");
}

export function rotationText(rotation: Rotation, { color }: Surface): string {
  const paint = painter(color);
  const lines = [
    ...rotation.stale.map(
      ({ name, since, days, at, ...one }) =>
        `${paint("!", "yellow")} ${sanitise(toldName(name))}  ${sanitise(placeName(one))}: unchanged since ${since}, ${count(days, "day")}  ${paint(lineOf(at), "dim")}`,
    ),
    ...rotation.shared.map(
      ({ name, service, stages }) =>
        `${paint("=", "red")} ${sanitise(toldName(name))}  ${sanitise(service)}: the same in ${sanitise(listed(stages))}`,
    ),
    ...rotation.undated.map(
      ({ names, ...one }) => `${paint("?", "yellow")} ${sanitise(listed(names.map(toldName)))}  ${sanitise(placeName(one))}: ${why}`,
    ),
    `${rotation.stale.length + rotation.shared.length + rotation.undated.length === 0 ? `${paint(marks.fine, "green")} ` : ""}${answer(rotation)}`,
  ];
  return lines.map((line) => `${line}\n`).join("");
}

export function rotationMarkdown(rotation: Rotation): string {
  const { stale, shared, undated } = rotation;
  const mark = stale.length + shared.length > 0 ? marks.failed : undated.length > 0 ? marks.doubtful : marks.fine;
  const lines = [
    ...stale.map(
      ({ name, since, ...one }) => `- ${codeSpan(toldName(name))} of ${escapeMarkdown(placeName(one))} is unchanged since ${since}`,
    ),
    ...shared.map(
      ({ name, service, stages }) =>
        `- ${codeSpan(toldName(name))} of ${escapeMarkdown(service)} is the same in ${escapeMarkdown(listed(stages))}`,
    ),
    ...undated.map(({ names, ...one }) => `- ${codeSpan(listed(names.map(toldName)))} of ${escapeMarkdown(placeName(one))}: ${why}`),
  ];
  return `### ${mark} ${escapeMarkdown(answer(rotation))}\n${lines.length === 0 ? "" : `\n${lines.join("\n")}\n`}`;
}

export function rotationJson({ days, stale, shared, undated }: Rotation): string {
  const document = {
    version: 1,
    rotation: {
      days,
      stale: stale.map(({ name, at, ...one }) => ({ variable: toldName(name), ...one, ...jsonPlace(at) })),
      shared: shared.map(({ name, ...one }) => ({ variable: toldName(name), ...one })),
      undated: undated.map(({ names, ...one }) => ({ ...one, variables: names.map(toldName) })),
    },
  };
  return `${sanitiseJson(JSON.stringify(document, undefined, 2))}\n`;
}
