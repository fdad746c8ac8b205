/** What may be told of a bug: the kind of error and where in envcheck it arose. Never its message, which may quote what was read. */
export function crashReport(error: unknown): string {
  const kind = error instanceof Error && /^[A-Za-z]{1,40}$/.test(error.constructor.name) ? error.constructor.name : "an error";
  const frames = error instanceof Error ? framesOf(error) : [];
  const where = frames.length === 0 ? "" : `\n${frames.map((frame) => `    at ${frame}`).join("\n")}`;
  return `envcheck: a bug in envcheck (${kind}): nothing can be said of the deploy; please report it with these lines, which hold nothing of your files${where}\n`;
}

/** What V8 puts before the message; a stack that begins otherwise was written by somebody else. */
const beforeMessage = /^[A-Za-z]{1,40}(?: \[[A-Z_]{1,60}\])?: $/;

/** Where the stack goes on after the message; only a file's own name and numbers are taken from each line. */
function framesOf({ stack = "", message }: Error): string[] {
  const start = stack.indexOf(message);
  const isOwn = start >= 0 && beforeMessage.test(stack.slice(0, start));
  const lines = (isOwn ? stack.slice(start + message.length) : "").split("\n");
  return lines.flatMap((line) => /[/\\]([\w.-]{1,60}\.[cm]?[jt]s:\d+:\d+)\)?$/.exec(line)?.[1] ?? []).slice(0, 8);
}
