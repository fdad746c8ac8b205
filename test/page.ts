/** One executed example of a page: the files above it and the command whose output it holds. */
export interface Example {
  readonly files: ReadonlyMap<string, string>;
  /** The words after `envcheck`. */
  readonly args: readonly string[];
  readonly exitCode: number;
  readonly output: string;
  /** Where the output stands in the page. */
  readonly start: number;
  readonly end: number;
}

const heading = /^#{1,6} /;
const fence = /^```\w* title=(?:"([^"]+)"|(\S+))(?: exit=(\d))?$/;

/** Reads the examples out of a Markdown page: a heading starts afresh, a titled block is a file, one with `exit=` is a command and its output. */
export function examplesOf(page: string): Example[] {
  const examples: Example[] = [];
  let files = new Map<string, string>();
  let open: { title: string; exit: string | undefined; start: number } | undefined;
  let offset = 0;
  for (const line of page.split("\n")) {
    const [, quoted, bare, exit] = (open === undefined ? fence.exec(line) : undefined) ?? [];
    const title = quoted ?? bare;
    if (open !== undefined && line === "```") {
      const body = page.slice(open.start, offset);
      if (open.exit === undefined) files.set(open.title, body);
      else {
        const args = open.title.split(" ").slice(1);
        examples.push({ files: new Map(files), args, exitCode: Number(open.exit), output: body, start: open.start, end: offset });
      }
      open = undefined;
    } else if (title !== undefined) open = { title, exit, start: offset + line.length + 1 };
    else if (open === undefined && heading.test(line)) files = new Map();
    offset += line.length + 1;
  }
  return examples;
}
