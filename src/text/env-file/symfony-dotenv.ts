import { append } from "../append.ts";
import type { Binding } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import { type Problem, type Source, type Span, textAt } from "../../model/source.ts";
import { known, type Lookup, type Value } from "../../model/value.ts";
import type { EnvFile, ReadExpanding } from "./env-file.ts";
import { type Budget, Expansion, fileBudget, hostOf } from "./expansion.ts";
import { duplicatesIn, nameAt } from "./facts.ts";
import { resolveSymfony } from "./symfony-resolve.ts";
import { type SymfonyPart, SymfonyScan } from "./symfony-scan.ts";

/** symfony/dotenv 7 (Dotenv.php, `parse`): the process is seen before earlier names, and `$(...)` runs. It stops at the first mistake; so does this. */
export const readSymfonyDotenv: ReadExpanding = (source, shell, earlier) => new Reader(source, shell, earlier).read();

class Reader {
  readonly #source: Source;
  readonly #scan: SymfonyScan;
  readonly #earlier: Map<string, Value>;
  readonly #host: Lookup;
  readonly #budget: Budget = fileBudget();
  readonly #bindings: Binding[] = [];
  readonly #facts: Fact[] = [];

  constructor(source: Source, shell: Lookup, earlier: Map<string, Value>) {
    this.#source = source;
    this.#earlier = earlier;
    this.#scan = new SymfonyScan(source.text);
    const own = new Set(source.text.match(/(?<![A-Za-z0-9_])[A-Za-z_][A-Za-z0-9_]*(?==)/g));
    this.#host = hostOf(shell, (name) => own.has(name) || earlier.has(name));
  }

  read(): EnvFile {
    const problems: Problem[] = [];
    while (problems.length === 0 && this.#scan.hasMore()) append(problems, this.#statement());
    return { bindings: this.#bindings, facts: [...duplicatesIn(this.#bindings), ...this.#facts], problems };
  }

  #statement(): Problem[] {
    const place = this.#scan.name();
    const at = { source: this.#source, start: place.start, end: place.end };
    if ("mistake" in place) return [refusal(nameAt(at.source, at.start) ?? { ...at, end: at.start }, place.mistake)];
    const name = textAt(at);
    const expansion = new Expansion(this.#budget);
    const names = { lookup: this.#lookup, set: (set: string, text: string) => this.#bind(set, known(text), placeOf(set, at)) };
    const pieces: string[] = [];
    for (const part of this.#scan.value()) {
      const mistake = "mistake" in part ? part.mistake : spacesIn(part);
      if (mistake !== undefined || "mistake" in part) return [refusal(at, mistake ?? "")];
      pieces.push(part.quote === "'" ? held(part.text) : part.text);
    }
    const resolved = resolveSymfony(pieces.join(""), names, expansion);
    if ("mistake" in resolved) return [refusal(at, resolved.mistake)];
    this.#bind(name, resolved.runs ? expansion.output("symfony/dotenv") : expansion.valueOf(released(resolved.text)), at);
    append(this.#facts, expansion.facts({ name, at }));
    return [];
  }

  readonly #lookup: Lookup = (name) => {
    const outer = this.#host(name);
    return outer.state === "absent" ? (this.#earlier.get(name) ?? outer) : outer;
  };

  #bind(name: string, value: Value, at: Span): void {
    this.#earlier.set(name, value);
    this.#bindings.push({ name, value, at });
  }
}

/** White space without quotes is a mistake, unless there is a reference or a doubled backslash with it. */
function spacesIn({ quote, text }: SymfonyPart): string | undefined {
  const plain = quote === "" && /[\t-\r ]/.test(text) && !/\\\\|\\\$|\$[A-Za-z_{(}:]/.test(text);
  return plain ? "must have quotes around a value with white space" : undefined;
}

/** What stands for `$` and a backslash that mean nothing; no text that was decoded has lone surrogates. */
const [dollar, backslash] = ["\uDC00", "\uDC01"] as const;

function held(text: string): string {
  return text.replaceAll("$", dollar).replaceAll("\\", backslash);
}

function released(text: string): string {
  return text.replaceAll(dollar, "$").replaceAll(backslash, "\\");
}

/** Where `:=` sets a name in the value of another; the beginning of that statement where escapes hide the place. */
function placeOf(name: string, { source, start }: Span): Span {
  const found = source.text.indexOf(`${name}:=`, start);
  return found < 0 ? { source, start, end: start } : { source, start: found, end: found + name.length };
}

function refusal(at: Span, mistake: string): Problem {
  const subject = at.end > at.start ? textAt(at) : "the line";
  return { at, message: `${subject} ${mistake}, or symfony/dotenv refuses the whole file` };
}
