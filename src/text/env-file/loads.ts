/** Env files that code loads one after another by a reader that keeps what is set already. */
export interface FirstWins {
  /** The reader, as a report calls it. */
  readonly by: string;
  /** As they are written, without `./`. */
  readonly paths: readonly string[];
  /** Offsets of the first call. */
  readonly start: number;
  readonly end: number;
}

interface Call {
  readonly by: string;
  /** The first group is all that it is given. */
  readonly call: RegExp;
  /** What of that comes before the files and behind them. */
  readonly around: RegExp;
}

const config = String.raw`\b(?:dotenv|require\(\s*["']dotenv["']\s*\))\.config\(`;

/** Calls that take a list; npm dotenv's has been there since 16.4, and of Nest's its guide says that the first file takes precedence. */
const ofLists: readonly Call[] = [
  { by: "dotenv", call: new RegExp(String.raw`${config}\s*\{([^{}]{0,600})\}\s*\)`, "g"), around: /^[^]*\bpath\s*:\s*\[|\][^\]]*$/g },
  { by: "Nest", call: /\bConfigModule\.forRoot\(\s*\{([^{}]{0,600})\}\s*\)/g, around: /^[^]*\benvFilePath\s*:\s*\[|\][^\]]*$/g },
  { by: "ruby's dotenv", call: /\bDotenv\.load!?\(([^(){}]{0,300})\)/g, around: /^\s*\[|\]\s*$/g },
  { by: "godotenv", call: /\bgodotenv\.Load\(([^(){}]{0,300})\)/g, around: /^$/g },
];

/** Calls that take one file, at the start of a line: nothing decides there whether they are made. */
const ofFiles: readonly Call[] = [
  { by: "dotenv", call: new RegExp(`^${config}([^()\\n]{0,200})\\)`, "gm"), around: /^\s*\{\s*path\s*:|\}\s*$/g },
  { by: "python-dotenv", call: /^(?:dotenv\.)?load_dotenv\(([^()\n]{0,200})\)/gm, around: /^\s*dotenv_path\s*=/g },
  { by: "node", call: /^process\.loadEnvFile\(([^()\n]{0,200})\)/gm, around: /^$/g },
];

/** What a file of code surely loads: every name is written out, and nothing says that a later file overrides an earlier one. */
export function firstWinsIn(text: string): readonly FirstWins[] {
  const lists = ofLists.flatMap((call) => [...text.matchAll(call.call)].flatMap((match) => loadOf(call, [match]) ?? []));
  const sequences = ofFiles.flatMap((call) => loadOf(call, [...text.matchAll(call.call)]) ?? []);
  return [...lists.filter(({ start }) => !isComment(text, start)), ...sequences];
}

function loadOf({ by, around }: Call, calls: readonly RegExpExecArray[]): FirstWins | undefined {
  const paths: string[] = [];
  for (const [, given = ""] of calls) {
    const own = given.trim() === "" ? [".env"] : pathsIn(given.replaceAll(around, ""));
    if (own === undefined || /overrid|processEnv/i.test(given)) return undefined;
    paths.push(...own);
  }
  const [first] = calls;
  return first === undefined || paths.length < 2 ? undefined : { by, paths, start: first.index, end: first.index + first[0].length };
}

const quoted = /(["'])([^"'`$\\{}\n]{1,200})\1/g;

/** The quoted names of a list that holds nothing else. */
function pathsIn(list: string): string[] | undefined {
  if (list.replaceAll(quoted, "").replaceAll(/[\s,]/g, "") !== "") return undefined;
  return [...list.matchAll(quoted)].map(([, , path = ""]) => path.replace(/^\.\//, ""));
}

function isComment(text: string, at: number): boolean {
  return /\/\/|#|^\s*\*/.test(text.slice(text.lastIndexOf("\n", at) + 1, at));
}
