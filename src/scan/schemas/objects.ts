import { anyOf, overlaid, type Declared, type Fields } from "./field.ts";

/** How an object is made from another: with the fields of a further one, and the names that it is about, all if none are given. */
export type Change = (fields: Fields, given: { readonly other: Fields; readonly names: readonly string[] | undefined }) => Fields;

const add: Change = (fields, { other }) => overlaid(fields, other);

const becomes =
  (from: Declared["field"]["mode"], mode: "optional" | "required"): Change =>
  (fields, { names }) =>
    fields.map((one) => (one.field.mode === from && names?.includes(one.name) !== false ? { ...one, field: { ...one.field, mode } } : one));

/** By the name that libraries give it, as a method or as a function that takes the object first. */
export const OBJECT_CHANGES: Readonly<Record<string, Change>> = {
  extend: add,
  safeExtend: add,
  augment: add,
  merge: add,
  and: add,
  intersection: add,
  or: (fields, { other }) => anyOf([fields, other]),
  pick: (fields, { names }) => fields.filter(({ name }) => names?.includes(name) !== false),
  omit: (fields, { names }) => fields.filter(({ name }) => names?.includes(name) === false),
  partial: becomes("required", "optional"),
  deepPartial: becomes("required", "optional"),
  required: becomes("optional", "required"),
};
