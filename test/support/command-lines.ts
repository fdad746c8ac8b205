/** A command line of a page, and where it stands. */
export interface CommandLine {
  readonly place: string;
  /** Behind `envcheck`. */
  readonly words: readonly string[];
  /** Whether it only names what could be typed, and may lack operands and values. */
  readonly prose: boolean;
}

const fence = /^ *```(\w*)(.*)$/;
const shells: ReadonlySet<string> = new Set(["", "sh", "bash", "console"]);

/** What a page has its reader type: in blocks for a shell, as titles of blocks that show an output, and between backticks in its text. */
export function commandLinesIn(page: string, path: string): readonly CommandLine[] {
  const found: CommandLine[] = [];
  let open: string | undefined;
  for (const [index, line] of page.split("\n").entries()) {
    const [, language, rest = ""] = fence.exec(line) ?? [];
    const texts: string[] = [];
    if (language !== undefined) {
      open = open === undefined ? (rest.includes("title=") ? "file" : language) : undefined;
      const [, title] = /title="?(envcheck[^"]*?)"?(?: exit=\d+)?$/.exec(rest) ?? [];
      if (title !== undefined) texts.push(title);
    } else if (open === undefined) texts.push(...[...line.matchAll(/`(envcheck(?:-run)? [^`]+)`/g)].map(([, text = ""]) => text));
    else if (shells.has(open)) texts.push(line);
    const prose = open === undefined;
    found.push(...texts.flatMap(commandsIn).map((words) => ({ place: `${path}:${String(index + 1)}`, words, prose })));
  }
  return found;
}

/** The calls of envcheck among the commands of a line. */
function commandsIn(line: string): readonly (readonly string[])[] {
  const bare = line.replace(/(^|\s)#.*$/, "").replace(/^\s*\$ /, "");
  const commands: string[][] = [[]];
  for (const [, single, double, word = "", operator] of bare.matchAll(/'([^']*)'|"([^"]*)"|([^\s|&;]+)|(&&|\|\||[|;&])/g))
    if (operator === undefined) commands.at(-1)?.push(single ?? double ?? word);
    else commands.push([]);
  return commands.flatMap((words) => {
    const start = words.findIndex((word) => !/^\w+=/.test(word) && word !== "npx" && word !== "--no" && word !== "node");
    const program = words[start] ?? "";
    if (!/(?:^|\/)envcheck(?:-run)?(?:\.cjs)?$/.test(program)) return [];
    const redirected = words.findIndex((word) => /^\d?>/.test(word));
    return [[...(program.endsWith("-run") ? ["run"] : []), ...words.slice(start + 1, redirected < 0 ? undefined : redirected)]];
  });
}
