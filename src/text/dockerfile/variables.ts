import { absent, type Lookup, type Value } from "../../model/value.ts";

/** What references see at one point of a build: ENV and ARG together, the later instruction over the earlier one. */
export class Variables {
  readonly #values: Map<string, Value>;
  readonly #outside: Lookup;

  /** `outside` answers for names that no instruction has set. */
  constructor(values: Iterable<readonly [string, Value]>, outside: Lookup) {
    this.#values = new Map(values);
    this.#outside = outside;
  }

  readonly lookup: Lookup = (name) => this.#values.get(name) ?? this.#outside(name);

  set(name: string, value: Value): void {
    this.#values.set(name, value);
  }

  /** Declares an argument that the build has not given; it hides nothing that was set before. */
  declare(name: string): void {
    if (!this.#values.has(name)) this.#values.set(name, absent);
  }

  /** Whether the name is declared and only the build can give it a value. */
  awaits(name: string): boolean {
    return this.#values.get(name)?.state === "absent";
  }

  /** The same variables for a stage that starts from here, with its environment over its arguments again. */
  inherit(environment: ReadonlyMap<string, Value>): Variables {
    return new Variables([...this.#values, ...environment], this.#outside);
  }

  get size(): number {
    return this.#values.size;
  }
}
