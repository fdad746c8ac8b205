import { positionOf, type Span } from "../model/source.ts";
import { sanitise } from "./sanitise.ts";
import { cut, widthOf } from "./width.ts";
import { withhold, withoutValues } from "./withhold.ts";

/** The line of a span as it may be shown: `offset` and `length` say in columns where the span's own text stands in `text`. */
export interface Excerpt {
  readonly line: number;
  readonly text: string;
  readonly offset: number;
  readonly length: number;
}

/** Words that may stand before a name and give nothing away: the syntax of the formats, never text of the document. */
const harmless =
  /^(?:- +|[{["'] *|(?:name|key|path|file|env_file|image|extends|include|target|prefix|env|envFrom|valueFrom|(?:secret|configMap)(?:Key)?Ref): +|(?:export|ENV|ARG|FROM|set) +)*$/;

/** Shows a span's own text, its indentation and the syntax around it; everything else on the line, which may be a value, is masked. */
export function excerptOf(span: Span, room: number): Excerpt {
  const { text } = span.source;
  const lineStart = span.start === 0 ? 0 : text.lastIndexOf("\n", span.start - 1) + 1;
  const newline = text.indexOf("\n", span.start);
  const lineEnd = newline < 0 ? text.length : newline;
  const ownEnd = Math.min(span.end, lineEnd);
  const own = sanitise(withhold(maskOperands(text.slice(span.start, Math.min(ownEnd, span.start + longest)).trimEnd())));
  const tail = maskTail(text.slice(ownEnd, lineEnd));
  const { indent, lead } = maskHead(text.slice(lineStart, span.start));
  const shown = cut(own, Math.max(room - widthOf(lead + tail), 8));
  const space = Math.min(indent, Math.max(room - widthOf(lead + shown + tail), 0));
  return {
    line: positionOf(span).line,
    text: " ".repeat(space) + lead + shown + (shown === "" ? tail.trimStart() : tail),
    offset: space + widthOf(lead),
    length: Math.max(widthOf(shown), 1),
  };
}

/** No span is shown beyond so many characters. */
const longest = 1000;

/** What stands after the operator of `${NAME:-...}` in a path or the name of an image, and what the options of a target set. */
function maskOperands(own: string): string {
  return withoutValues(own).replaceAll(/(\$\{\w+:?[-?+])[^}]+/g, "$1***");
}

function maskHead(before: string): { indent: number; lead: string } {
  const lead = before.trimStart();
  const indent = Math.min(before.length - lead.length, 200);
  return { indent, lead: lead.length <= 80 && harmless.test(lead) ? lead : "…" };
}

function maskTail(after: string): string {
  const [, quote = "", sign = "", rest = ""] = /^(["']?)( *[:=]|)(.*)$/s.exec(after) ?? [];
  if (sign === "") return /^[\]}"',\s]*$/.test(after) ? after.trimEnd() : " …";
  const separator = quote + sign.trim();
  if (rest.trim() === "") return separator;
  return sign.endsWith(":") ? `${separator} ***` : `${separator}***`;
}
