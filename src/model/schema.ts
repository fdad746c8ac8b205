import type { Sealed } from "./sealed.ts";
import type { Span } from "./source.ts";

/** How the consumer turns text into booleans and lists; `strict` is the common core that every reader takes alike. */
export type ReaderId = "strict" | "django-environ" | "python-bool" | "pydantic" | "node" | "go-strconv" | "spring" | "rails";

/** The constraints of the schema language, with their units. A type lists those it understands. */
export interface Constraints {
  readonly oneOf?: readonly string[];
  readonly not?: readonly string[];
  /** Whether RE2 finds the schema's pattern in the text; linear time. */
  readonly pattern?: (text: string) => boolean;
  /** As the schema wrote it, for messages. */
  readonly patternText?: string;
  /** Inclusive bounds in the type's own unit: a number, milliseconds for durations, bytes for byte sizes, Unix milliseconds for date-times. */
  readonly min?: number | bigint;
  readonly max?: number | bigint;
  /** Lengths in Unicode code points. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Lengths in bytes, after decoding where the type decodes. */
  readonly minBytes?: number;
  readonly schemes?: readonly string[];
  readonly hosts?: readonly string[];
  readonly items?: TypeUse;
  readonly separator?: string;
  readonly unique?: boolean;
  /** pem: certificate, private-key, public-key. path: absolute, relative. ip and cidr: v4, v6. */
  readonly kind?: string;
  /** pem: rsa, ec, ed25519; bits of the key. */
  readonly keyType?: string;
  readonly minBits?: number;
  /** jwt-key: HS256, RS256 and so on. */
  readonly algorithm?: string;
}

/** Why a text is wrong. The message is a clause that follows "NAME " and never holds the text, a part of it, its length or a digest of it. */
export interface Complaint {
  /** The rule that reports it. */
  readonly rule: "invalid" | "silently-false" | "placeholder" | "weak-secret" | "known-default" | "unresolved-template";
  readonly message: string;
  readonly help?: string;
}

/** What surrounds a text when it is judged. */
export interface Judgement {
  readonly constraints: Constraints;
  readonly reader: ReaderId;
}

/** A kind of text: `url`, `integer`, `secret` and so on. */
export interface ValueType {
  readonly id: string;
  readonly summary: string;
  /** Texts that pass without constraints, and texts that do not; the type's page and tests are made of them. */
  readonly examples: { readonly good: readonly string[]; readonly bad: readonly string[] };
  /** Constraints beyond `oneOf`, `not`, `pattern`, `minLength`, `maxLength`, which every type takes. */
  readonly constraints: readonly (keyof Constraints)[];
  /** Whether values are secret unless the schema says `sensitive: false`. */
  readonly sensitive: boolean;
  /** The first thing that is wrong with the text. The common constraints are judged by the caller. */
  check(text: string, judgement: Judgement): Complaint | undefined;
  /** A bound as the schema writes it (`30s`, `1MiB`) in the type's unit; undefined when it is none. Only for types with `min` and `max`. */
  measure?(text: string): number | bigint | undefined;
  /** What the reader makes of the text: two texts with one meaning are the same value (`True` and `1`, `90s` and `1m30s`). Without it the text is its own meaning. */
  meaning?(text: string, reader: ReaderId): string | number | boolean | undefined;
}

export interface TypeUse {
  readonly type: ValueType;
  readonly constraints: Constraints;
  /** Whether no complaint may tell the texts and the pattern that the schema lists. */
  readonly sensitive?: boolean;
}

/** `{ OIDC_ENABLED: true }`: every name must have one of the texts; `present` asks only whether it is set. */
export interface Condition {
  readonly name: string;
  readonly test: { readonly kind: "one-of"; readonly texts: readonly string[] } | { readonly kind: "present"; readonly present: boolean };
}

export type Requirement = boolean | { readonly when: readonly Condition[] };

/** One variable of a service, as it stands in one stage once `in` is applied. */
export interface Declaration {
  readonly name: string;
  /** The name in the schema file. */
  readonly at: Span;
  readonly use: TypeUse;
  readonly required: Requirement;
  readonly default?: Sealed;
  readonly sensitive: boolean;
  readonly forbidden: boolean;
  /** What to use instead, or an empty text. */
  readonly deprecated?: string;
  /** Names that the service reads when this one is not set; `NAME_FILE` reads the value from a file. */
  readonly aliases: readonly string[];
  readonly description?: string;
  readonly impact?: string;
  readonly example?: string;
  readonly docs?: string;
  readonly owner?: string;
  readonly runbook?: string;
}

/** One target of a stage, as written, with its place in the schema file. */
export interface TargetText {
  readonly text: string;
  readonly at: Span;
}

export interface Stage {
  readonly name: string;
  readonly at: Span;
  /** Later targets win. */
  readonly targets: readonly TargetText[];
  /** Where it runs: targets of what is live. None leaves it unsaid. */
  readonly live: readonly TargetText[];
  /** Names that the deploying shell will have; undefined leaves the shell unknown. */
  readonly hostEnv?: ReadonlyMap<string, Sealed | undefined>;
  /** Names that something outside these files sets, each with the reason. */
  readonly provided: ReadonlyMap<string, string>;
}

export type ConstraintKind =
  | "require"
  | "forbid"
  | "exactly-one-of"
  | "at-least-one-of"
  | "all-or-none"
  | "distinct"
  | "equal"
  | "less-than"
  | "same-across"
  | "differs-between";

/** A law over several variables. `when` belongs to require and forbid, `services` to same-across, `stages` to differs-between. */
export interface Constraint {
  readonly kind: ConstraintKind;
  readonly at: Span;
  readonly variables: readonly string[];
  readonly when: readonly Condition[];
  readonly services: readonly string[];
  readonly stages: readonly string[];
  readonly message?: string;
}

/** A function, as the code spells its call, that reads the variable which one of its arguments names. An argument is known by its position, from 0, or its keyword. */
export interface DeclaredReader {
  /** With a dot between its words, whatever the language puts there: `System.getEnv`. */
  readonly call: string;
  readonly name: number | string;
  readonly default?: number | string;
  /** Where the call gives no default. */
  readonly mode: "required" | "optional" | "presence";
  readonly prefix?: string;
  readonly suffix?: string;
  /** A hint of what the text is turned into, as the scan of code gives it. */
  readonly type?: string;
}

/** Names that begin and end so: `FEATURE_*`, `*_URL`. */
export interface NamePattern {
  readonly prefix: string;
  readonly suffix: string;
}

/** What one service needs from its environment. */
export interface ServiceSchema {
  readonly service: string;
  readonly at: Span;
  readonly description?: string;
  readonly owner?: string;
  readonly runbook?: string;
  readonly reader: ReaderId;
  /** The env-file format that it names, or that its loader implies (`django-environ` reads env files its own way); undefined leaves it to the file's name. */
  readonly envFileFormat?: string;
  readonly closed: boolean;
  readonly code: readonly string[];
  readonly readers: readonly DeclaredReader[];
  /** Names that the code may make up when it runs. */
  readonly dynamic: readonly NamePattern[];
  readonly stages: readonly Stage[];
  /** The stages that its own file speaks of in its variables, whether it has them or not. */
  readonly spokenOf: ReadonlySet<string>;
  readonly constraints: readonly Constraint[];
  /** Names in the order of the schema. */
  readonly variables: ReadonlyMap<string, Declaration>;
  /** The declarations as one stage sees them; an unknown stage sees `variables`. */
  inStage(stage: string): ReadonlyMap<string, Declaration>;
}
