import { count } from "../../text/counts.ts";

/** A part of the report that stands or goes as a whole, but for its items, of which the last may go. */
export interface Block {
  /** What one of the items is, for the sentence that tells how many are left out. */
  readonly noun: string;
  readonly head: string;
  readonly items: readonly string[];
  readonly foot: string;
}

/** GitHub refuses a comment of more than 65,536 characters, and drops a job summary of more than 1 MiB whole; some room is left for what others write. */
const most = { comment: 64_000, summary: 1_000_000 } as const;

/** Text that is never left out. */
export function withoutItems(head: string): Block {
  return { noun: "", head, items: [], foot: "" };
}

/** Items behind a line that opens them; nothing where there are none. */
export function folded(noun: string, title: string, items: readonly string[]): Block {
  return { noun, head: `<details><summary>${title}</summary>\n\n`, items, foot: "\n</details>\n\n" };
}

/** As many whole items as fit, from the first block on; at the end stands what is left out. */
export function fit(blocks: readonly Block[], where: keyof typeof most): string {
  let [text, size, isFull] = ["", 0, false];
  const left = new Map<string, number>();
  for (const { noun, head, items, foot } of blocks) {
    if (noun === "") [text, size] = [text + head, size + sizeOf(head)];
    const fitting = isFull ? 0 : fittingItems(items, most[where] - size - sizeOf(head + foot));
    if (fitting < items.length) {
      isFull = true;
      left.set(noun, (left.get(noun) ?? 0) + items.length - fitting);
    }
    if (fitting === 0) continue;
    const part = head + items.slice(0, fitting).join("") + foot;
    [text, size] = [text + part, size + sizeOf(part)];
  }
  if (left.size === 0) return text;
  const words = [...left].map(([noun, number]) => count(number, noun));
  return `${text}_Left out, since a ${where === "comment" ? "comment" : "job summary"} holds no more: ${words.join(", ")}._\n`;
}

function fittingItems(items: readonly string[], room: number): number {
  let left = room;
  const over = items.findIndex((item) => {
    left -= sizeOf(item);
    return left < 0;
  });
  return over < 0 ? items.length : over;
}

const encoder = new TextEncoder();

/** Bytes, of which there are never fewer than characters. */
function sizeOf(text: string): number {
  return encoder.encode(text).length;
}
