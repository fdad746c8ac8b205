import { Sealed, unseal } from "../model/sealed.ts";
import {
  absent,
  isEmpty,
  known,
  type Lookup,
  type Operator,
  type Reference,
  type Template,
  type Value,
  type Written,
} from "../model/value.ts";

/** The most characters that one interpolated value may grow to; beyond it a doubling chain of references is an attack. */
const largest = 1_048_576;

/** What a written value is, once names can be looked up. An unset name behind `:?` or `?` makes the whole value absent. */
export function evaluate(written: Written, lookup: Lookup): Value {
  return written.state === "template" ? join(written.template, lookup) : written;
}

function join(template: Template, lookup: Lookup): Value {
  let text = "";
  let hidden: Value | undefined;
  for (const part of template) {
    const piece: Value = part instanceof Sealed ? { state: "known", text: part } : substitute(part, lookup);
    if (piece.state === "absent" || piece.state === "unknown") return piece;
    if (piece.state === "opaque") hidden ??= piece;
    else text += unseal(piece.text);
    if (text.length > largest) return { state: "unknown", because: "it grows beyond 1 MiB when interpolated" };
  }
  return hidden ?? known(text);
}

/** `${NAME:-default}` where nobody knows NAME: surely set, to one text or the other, if the default has any. */
function orDefault(because: string, fallback: Value): Value {
  const filled = fallback.state === "opaque" || (fallback.state === "known" && !isEmpty(fallback));
  return filled ? { state: "opaque", because: `${because}, and has a default if not` } : { state: "unknown", because };
}

function substitute({ name, operator, operand = [], unset }: Reference, lookup: Lookup): Value {
  const value = lookup(name);
  if (value.state === "unknown") return operator === ":-" ? orDefault(value.because, join(operand, lookup)) : value;
  if (operator !== undefined) return operate(value, { operator, operand: () => join(operand, lookup) });
  return value.state === "absent" ? { state: "known", text: unset ?? new Sealed("") } : value;
}

/** The operators with a colon take the empty text for unset. */
function operate(value: Value, { operator, operand }: { readonly operator: Operator; readonly operand: () => Value }): Value {
  const counts = value.state !== "absent" && !(operator.startsWith(":") && isEmpty(value));
  if (operator.endsWith("+")) return counts ? operand() : known("");
  if (counts) return value;
  return operator.endsWith("-") ? operand() : absent;
}
