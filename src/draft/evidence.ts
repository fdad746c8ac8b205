import type { Need } from "../judgement/needs.ts";
import type { Span } from "../model/source.ts";
import type { Value } from "../model/value.ts";

/** A place that sets a variable. */
export interface Setting {
  readonly value: Value;
  readonly at: Span;
}

/** A name in an example env file, with the comment right above it. */
export interface Example extends Setting {
  readonly description: string | undefined;
}

/** All that is known of one variable of one service before there is a schema. */
export interface Evidence {
  readonly name: string;
  /** What the running code does with it; undefined where it does not read it. */
  readonly need: Need | undefined;
  /** The dependency that reads it by itself. */
  readonly library: string | undefined;
  readonly example: Example | undefined;
  /** One for each stage that sets it. */
  readonly settings: readonly Setting[];
  /** Whether every stage of the service sets it. */
  readonly isEverywhere: boolean;
  /** Whether the service has code that reads anything. */
  readonly hasCode: boolean;
  /** Names that are read instead, where the code has several for one thing. */
  readonly aliases: readonly string[];
}
