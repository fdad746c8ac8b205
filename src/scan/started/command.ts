/** What a line of a shell runs, as far as that is JavaScript. */
export interface Started {
  /** Paths as the line has them, of what it runs and of what is to be loaded before. */
  readonly files: readonly string[];
  /** Names of scripts of package.json. */
  readonly scripts: readonly string[];
}

const nothing: Started = { files: [], scripts: [] };

/** Characters of the longest line that is looked at. */
const longest = 10_000;

/** Programs and words in front of another command, of which what it runs is none the wiser. */
const before =
  /^(?:exec|tini|dumb-init|--|-[gsv]|(?:ba|da|a)?sh|-l?e?u?x?c|env|cross-env|npx|pnpx|bunx|-y|--yes|docker-entrypoint\.sh|[A-Za-z_]\w*=.*)$/;

/** Programs that run no code of the project. */
const harmless = /^(?:echo|printf|sleep|mkdir|chown|chmod|set|export|true|date|ls|cat|test|wait-for-it(?:\.sh)?|wait-for)$/;

/** What runs a file of JavaScript or TypeScript that it is given. */
const runner = /^(?:node|nodejs|tsx|ts-node|ts-node-dev|nodemon|bun)$/;

const manager = /^(?:npm|yarn|pnpm|bun)$/;

/** Undefined where a part of the line may run more than is to be seen here. */
export function startedBy(line: string): Started | undefined {
  if (line.length > longest) return undefined;
  const found = line.split(/&&|\|\||[;\n|&]/).map((part) => startedByPart(wordsOf(part)));
  const known = found.filter((one) => one !== undefined);
  if (known.length < found.length) return undefined;
  return { files: known.flatMap(({ files }) => files), scripts: known.flatMap(({ scripts }) => scripts) };
}

/** Without quotes: what they hold together is parted, and is then no path that exists. */
function wordsOf(part: string): readonly string[] {
  return part.split(/[\s"']+/).filter((word) => word !== "");
}

function startedByPart(words: readonly string[]): Started | undefined {
  const at = words.findIndex((word) => !before.test(nameOf(word)));
  const [program = "", ...args] = at < 0 ? [] : words.slice(at);
  const name = nameOf(program);
  if (name === "" || harmless.test(name) || isMigration(name, args)) return nothing;
  return (manager.test(name) ? startedByManager(name, args) : undefined) ?? (runner.test(name) ? startedByRunner(args) : undefined);
}

/** A program without its folder. */
function nameOf(word: string): string {
  return word.includes("=") ? word : word.slice(word.lastIndexOf("/") + 1);
}

/** Prisma runs SQL; what it seeds a database with is code. */
function isMigration(name: string, [group, verb]: readonly string[]): boolean {
  return name === "prisma" && (group === "migrate" || group === "generate" || (group === "db" && verb === "push"));
}

function startedByManager(name: string, [first = "", second = ""]: readonly string[]): Started | undefined {
  const isShort = first === "start" || name !== "npm";
  const script = /^run(?:-script)?$/.test(first) ? second : isShort ? first : "";
  return /^[a-z][\w:-]*$/i.test(script) ? { ...nothing, scripts: [script] } : undefined;
}

/** Flags that name a module to load before: `-r ./tracing.js`, `--import=./tracing.js`. */
const preload = /^(?:-r|--require|--import|--loader|--experimental-loader)(?:=(?<module>.*))?$/;

/** The first word that is no flag, with the modules that flags have it load before. */
function startedByRunner([first = "", ...others]: readonly string[]): Started | undefined {
  const flag = preload.exec(first);
  if (flag !== null) {
    const inline = flag.groups?.["module"];
    const [module = "", ...rest] = inline === undefined ? others : [inline, ...others];
    const further = startedByRunner(rest);
    return further && (/^[./]/.test(module) ? { ...further, files: [module, ...further.files] } : further);
  }
  if (first.startsWith("-") || first === "watch") return startedByRunner(others);
  return /^[\w@./-]*\w$/.test(first) ? { ...nothing, files: [first] } : undefined;
}
