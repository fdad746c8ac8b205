import { EVENT_ID, type Event, parseEvents, YAMLException } from "js-yaml";

const padding = " ".repeat(64);
/** Most characters that are parsed again for the sake of lines to be padded. */
const mostParsed = 2_097_152;

/**
 * The events of js-yaml, which insists that the lines of a flow collection or a quoted scalar are indented deeper than their parent. YAML
 * 1.2 says so, yet libyaml and its ports in Go and Python do not, and people write `]` in the column of its key. Such lines are padded for
 * the parser, and offsets given as they are in the text. Throws what js-yaml throws.
 */
export function parseYamlEvents(text: string): Event[] {
  const pads: number[] = [];
  let padded = text;
  for (;;) {
    try {
      const events = parseEvents(padded, {});
      return pads.length === 0 ? events : events.map((event) => moved(event, pads));
    } catch (error) {
      if (!(error instanceof YAMLException) || error.mark === undefined) throw error;
      const at = error.mark.position;
      const original = originalOf(at, pads);
      error.mark.position = original;
      const isShallow = error.reason === "deficient indentation" && pads.at(-1) !== original;
      if (!isShallow || (pads.length + 1) * text.length > mostParsed) throw error;
      padded = padded.slice(0, at) + padding + padded.slice(at);
      pads.push(original);
    }
  }
}

/** Where an offset of the padded text is in the text; pads come in the order of the text. */
function originalOf(offset: number, pads: readonly number[]): number {
  let low = 0;
  let high = pads.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pads[middle] ?? 0) + middle * padding.length < offset) low = middle + 1;
    else high = middle;
  }
  return offset - low * padding.length;
}

function moved(event: Event, pads: readonly number[]): Event {
  const place = (offset: number): number => (offset < 0 ? offset : originalOf(offset, pads));
  if (event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) return event;
  const anchored = { anchorStart: place(event.anchorStart), anchorEnd: place(event.anchorEnd) };
  if (event.type === EVENT_ID.ALIAS) return { ...event, ...anchored };
  const tagged = { ...anchored, tagStart: place(event.tagStart), tagEnd: place(event.tagEnd) };
  if (event.type !== EVENT_ID.SCALAR) return { ...event, ...tagged, start: place(event.start) };
  return { ...event, ...tagged, valueStart: place(event.valueStart), valueEnd: place(event.valueEnd) };
}
