/** What a line of a shell runs, as far as that is JavaScript or Python. */
export interface Started {
  /** Paths of JavaScript as the line has them, of what it runs and of what is to be loaded before. */
  readonly files: readonly string[];
  /** Names of scripts of package.json. */
  readonly scripts: readonly string[];
  /** Paths of Python without their ending. */
  readonly modules: readonly string[];
  /** The same, of what is loaded where it is there. */
  readonly perhaps: readonly string[];
}

const nothing: Started = { files: [], scripts: [], modules: [], perhaps: [] };

/** Characters of the longest line that is looked at. */
const longest = 10_000;

/** Programs and words in front of another command, of which what it runs is none the wiser. */
const before =
  /^(?:exec|tini|dumb-init|--|-[gsv]|(?:ba|da|a)?sh|-l?e?u?x?c|env|cross-env|npx|pnpx|bunx|-y|--yes|docker-entrypoint\.sh|(?:poetry|pipenv|uv|pdm|rye|run)|opentelemetry-instrument|ddtrace-run|[A-Za-z_]\w*=.*)$/;

/** Programs that run no code of the project; a shell alone waits for somebody to type. */
const harmless =
  /^(?:echo|printf|sleep|mkdir|chown|chmod|cp|mv|rm|touch|set|export|true|date|ls|cat|tail|test|sha\d+sum|curl|wget|nc|pg_isready|wait-for-it(?:\.sh)?|wait-for)$/;

/** What brings the packages of a project, and nothing else. */
const installer = /^(?:npm|yarn|pnpm|bun|bundle|gem|pip3?|composer)$/;

/** What runs a file of JavaScript or TypeScript that it is given. */
const runner = /^(?:node|nodejs|tsx|ts-node|ts-node-dev|nodemon|bun)$/;

const manager = /^(?:npm|yarn|pnpm|bun)$/;

/** Undefined where a part of the line may run more than is to be seen here. */
export function startedBy(line: string): Started | undefined {
  if (line.length > longest) return undefined;
  const found = line.split(/&&|\|\||[;\n|&]/).map((part) => startedByPart(wordsOf(part)));
  const known = found.filter((one) => one !== undefined);
  const all = (key: keyof Started): readonly string[] => known.flatMap((one) => one[key]);
  return known.length < found.length
    ? undefined
    : { files: all("files"), scripts: all("scripts"), modules: all("modules"), perhaps: all("perhaps") };
}

/** Without quotes: what they hold together is parted, and is then no path that exists. */
function wordsOf(part: string): readonly string[] {
  return part.split(/[\s"']+/).filter((word) => word !== "");
}

function startedByPart(words: readonly string[]): Started | undefined {
  const at = words.findIndex((word) => !before.test(nameOf(word)));
  const [program = "", ...args] = at < 0 ? [] : words.slice(at);
  const name = nameOf(program);
  if (name === "" || harmless.test(name) || isInstallation(name, args) || isMigration(name, args)) return nothing;
  return startedByNode(name, args) ?? startedByPython(name, args);
}

function startedByNode(name: string, args: readonly string[]): Started | undefined {
  return (manager.test(name) ? startedByManager(name, args) : undefined) ?? (runner.test(name) ? startedByRunner(args) : undefined);
}

/** A program without its folder. */
function nameOf(word: string): string {
  return word.includes("=") ? word : word.slice(word.lastIndexOf("/") + 1);
}

function isInstallation(name: string, [verb = ""]: readonly string[]): boolean {
  return installer.test(name) && /^(?:install|ci|i|check)$/.test(verb);
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

/** Servers that import an application: `uvicorn app.main:app`, `gunicorn "app:create_app()"`. */
const server = /^(?:gunicorn|uvicorn|hypercorn|daphne)$/;
const application = /^([A-Za-z_][\w.]*):[A-Za-z_]\w*(?:\(.*)?$/;

function startedByPython(name: string, args: readonly string[]): Started | undefined {
  if (/^(?:python|pypy)(?:[23](?:\.\d+)?)?$/.test(name)) return startedByInterpreter(args);
  if (name === "celery") return startedByCelery(args);
  if (!server.test(name)) return undefined;
  const modules = args.flatMap((word) => application.exec(word)?.[1] ?? []);
  const settings = args.flatMap((word) => /^([\w./-]+)\.py$/.exec(word)?.[1] ?? []);
  return modules.length === 1 ? { ...nothing, modules: [...modules.map(pathOf), ...settings], perhaps: ["gunicorn.conf"] } : undefined;
}

function startedByInterpreter([first = "", ...others]: readonly string[]): Started | undefined {
  const [second = "", ...rest] = others;
  if (first === "-m") return startedByPython(second, rest) ?? (isModule(second) ? { ...nothing, modules: [pathOf(second)] } : undefined);
  if (/^-[XW]$/.test(first)) return startedByInterpreter(rest);
  if (/^-[^cm]/.test(first)) return startedByInterpreter(others);
  const path = /^([\w./-]+)\.py$/.exec(first)?.[1];
  return path === undefined ? undefined : { ...nothing, modules: [path] };
}

/** Of a package, Celery also tries the module `celery` (celery/app/utils.py, `find_app`). */
function startedByCelery(args: readonly string[]): Started | undefined {
  const at = args.findIndex((word) => /^(?:-A|--app)$/.test(word));
  const named = at < 0 ? args.flatMap((word) => /^(?:-A|--app)=?(.+)$/.exec(word)?.[1] ?? [])[0] : args[at + 1];
  const [module = ""] = (named ?? "").split(":");
  return isModule(module) ? { ...nothing, modules: [pathOf(module)], perhaps: [`${pathOf(module)}/celery`] } : undefined;
}

function isModule(name: string): boolean {
  return /^[A-Za-z_][\w.]*$/.test(name);
}

function pathOf(module: string): string {
  return module.replaceAll(".", "/");
}
