import { type Process, programOf } from "./proc.ts";

/** Programs that run another one, which their arguments name. */
const interpreter = /^(?:python|pypy|node|nodejs|deno|bun|ruby|perl|php|java|bash|dash|sh)[\d.]*$/;
/** Their options that bring a program along, and so name none. */
const code = /^(?:-\w*[ce]|-p|--eval|--print)$/;
/** Their options whose next argument is a value. */
const valued: ReadonlySet<string> = new Set(["-W", "-X", "-I", "-r", "-C", "--require", "--import", "--loader", "-cp", "-classpath"]);

/** What a process is called: what `ps` shows, how it was called or its title, and the script that an interpreter runs. */
export function callsOf({ comm, command }: Process): readonly string[] {
  const words = command.replace(/(?<!\0)\0+$/, "").split("\0");
  const called = words.length === 1 ? titleOf(words[0] ?? "") : basename(words[0] ?? "").replace(/^-/, "");
  const script = interpreter.test(called) || interpreter.test(comm) ? scriptOf(words) : "";
  return [comm, called, script].filter((name) => name !== "");
}

const known = new WeakMap<Process, readonly string[]>();

/** The same, and what its program is called, which takes another look. */
export function namesOf(process: Process): readonly string[] {
  const names = known.get(process) ?? lookAt(process);
  known.set(process, names);
  return names;
}

function lookAt(process: Process): readonly string[] {
  const program = programOf(process.pid);
  return program === undefined ? callsOf(process) : [...callsOf(process), basename(program)];
}

/** `gunicorn: master [auth]`, `puma 6.4 (tcp://...) [auth]`: what programs write over their arguments begins with their name. */
function titleOf(text: string): string {
  const [first = ""] = /^[^\s:]*/.exec(text) ?? [];
  return basename(first).replace(/^-/, "");
}

function scriptOf(words: readonly string[]): string {
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (word === "-m" || word === "-jar") return basename(words[at + 1] ?? "");
    if (valued.has(word)) at += 1;
    else if (code.test(word)) return "";
    else if (!word.startsWith("-")) return /[./]/.test(word) ? basename(word) : "";
  }
  return "";
}

function basename(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
