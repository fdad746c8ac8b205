import type { Sealed } from "./sealed.ts";
import type { Span } from "./source.ts";
import type { Value } from "./value.ts";

/**
 * Something only the reader of a format can notice. A fact judges nothing: rules turn facts into findings, in the words of the user.
 * `at` always covers a name, a key or a path, never a value.
 */
export type Fact =
  /** One name twice in one list or file; the later one wins unless the reader says otherwise. */
  | { readonly kind: "duplicate"; readonly name: string; readonly at: Span; readonly earlier: Span; readonly same: boolean }
  /** An unquoted YAML scalar that the reader retypes, so that the process gets other characters than the file shows. */
  | { readonly kind: "retyped"; readonly name: string; readonly at: Span; readonly from: string }
  /** A value of a type that the reader refuses (`value: 80` in Kubernetes). */
  | { readonly kind: "refused-type"; readonly name: string; readonly at: Span; readonly type: string }
  /** `${refers}` inside the value of `name` (or inside a place that sets no variable: then `name` is undefined). */
  | {
      readonly kind: "reference";
      readonly name: string | undefined;
      readonly refers: string;
      readonly at: Span;
      readonly value: Value;
      /** What happens when it is not set. */
      readonly otherwise: "empty" | "literal" | "default" | "error" | "alternative";
      readonly fallback?: Sealed;
      readonly from: "shell" | "file" | "build";
    }
  /** A reference inside the value of `name` to what nobody here sets, by a name that is not told: as in `pa$word`, it may be a piece of a password. */
  | { readonly kind: "lost-piece"; readonly name: string; readonly at: Span }
  /** A file that a workload imports and that is not here. */
  | { readonly kind: "missing-file"; readonly path: string; readonly at: Span; readonly ignored: boolean; readonly optional: boolean }
  /** A reference to an object, or to a key of one, that these files hold without it. */
  | {
      readonly kind: "dangling";
      readonly name: string | undefined;
      readonly object: string;
      readonly key: string | undefined;
      readonly keys: readonly string[];
      readonly at: Span;
      /** Where `name` is written. */
      readonly nameAt?: Span;
      readonly target: Span | undefined;
      readonly optional: boolean;
    }
  /** A patch of a variable, or of a key of a generated object, that what it patches does not have; `others` are those that it has and the patch leaves. */
  | {
      readonly kind: "unpatched";
      readonly name: string;
      readonly at: Span;
      readonly operation: "set" | "delete" | "merge";
      readonly object: string;
      readonly others: readonly { readonly name: string; readonly at: Span }[];
    }
  /** Decoded base64 data that ends in a line break. */
  | { readonly kind: "decoded-newline"; readonly name: string; readonly at: Span }
  /** A value whose quotes are part of it for this reader. */
  | { readonly kind: "quotes-kept"; readonly name: string; readonly at: Span }
  /** A value with ` #` and what follows, which this reader does not take for a comment, or not from a version of it on. */
  | { readonly kind: "comment-kept"; readonly name: string; readonly at: Span; readonly since?: string }
  /** A reference that this reader leaves as it is written (`$(X)` before X, `${X}` in Kubernetes or an unexpanding env file). */
  | { readonly kind: "unexpanded"; readonly name: string; readonly refers: string; readonly at: Span; readonly because: string }
  /** A line that this reader drops without a word. */
  | { readonly kind: "ignored-line"; readonly name: string | undefined; readonly at: Span; readonly because: string }
  /** A line for which this reader runs a command, in a shell or by being one. */
  | { readonly kind: "runs-command"; readonly name: string | undefined; readonly at: Span; readonly because: string }
  /** A name that the reader or the platform refuses or drops. */
  | { readonly kind: "invalid-name"; readonly name: string; readonly at: Span; readonly because: string }
  /** A value baked into an image. `via` is the instruction. */
  | { readonly kind: "baked"; readonly name: string; readonly at: Span; readonly via: "ENV" | "ARG" | "build.args"; readonly value: Value }
  /** YAML syntax (`KEY: value`) in a file whose reader wants `KEY=value`. */
  | { readonly kind: "yaml-syntax"; readonly at: Span; readonly lines: number }
  /** A literal value in a place that everyone with the file can read; `where` says which kind of place. */
  | { readonly kind: "plaintext"; readonly name: string; readonly at: Span; readonly where: string; readonly value: Value };

export type FactOf<Kind extends Fact["kind"]> = Extract<Fact, { readonly kind: Kind }>;
