import { isEmptyText, Sealed } from "./sealed.ts";

/** What can be kept of a text that must not be told: equal for equal texts of one variable of one service, and of no use to whoever lacks the key. */
export interface Fingerprint {
  /** Tells keys apart, and nothing of them. */
  readonly keyId: string;
  readonly service: string;
  /** 32 hexadecimal digits. */
  readonly digest: string;
}

/**
 * What can be said about a variable without running anything: `known` is these very characters, `opaque` is surely set with its text out of
 * sight, `absent` is surely not set, `unknown` may be set. `because` is a clause without a full stop and never holds a value.
 */
export type Value =
  | { readonly state: "known"; readonly text: Sealed }
  | { readonly state: "opaque"; readonly because: string; readonly fingerprint?: Fingerprint }
  | { readonly state: "absent" }
  | { readonly state: "unknown"; readonly because: string };

/** Where a name is looked up. */
export type Lookup = (name: string) => Value;

export type Operator = ":-" | "-" | ":?" | "?" | ":+" | "+";

/** `${name}` and its kin. `unset` is the text that stays when the name is not set and no operator says otherwise (Kubernetes `$(NAME)`). */
export interface Reference {
  readonly name: string;
  readonly operator?: Operator;
  readonly operand?: Template;
  readonly unset?: Sealed;
}

/** Text to interpolate: literal pieces, sealed because they may be secret, and references. */
export type Template = readonly (Sealed | Reference)[];

/** A value as a document wrote it, before its environment is known. */
export type Written = Value | { readonly state: "template"; readonly template: Template };

export const absent: Value = { state: "absent" };

export function known(text: string): Value {
  return { state: "known", text: new Sealed(text) };
}

export function opaque(because: string): Value {
  return { state: "opaque", because };
}

export function unknown(because: string): Value {
  return { state: "unknown", because };
}

export function isEmpty(value: Value): boolean {
  return value.state === "known" && isEmptyText(value.text);
}
