import * as z from "zod/mini";

export type Shape = z.core.$ZodType;

/** An optional key and what editors say of it. */
export function key<T extends Shape>(schema: T, description: string): z.ZodMiniOptional<T> {
  return described(description, z.optional(schema));
}

export function described<T extends Shape>(description: string, schema: T): T {
  z.globalRegistry.add(schema, { description });
  return schema;
}

/** A mapping with these keys and no others; the title is its name in messages. */
export function mapping(title: string, shape: z.core.$ZodShape): Shape {
  return titled(title, z.strictObject(shape));
}

/** Words for a shape: what it is called after "must be" and by editors. */
export function titled<T extends Shape>(title: string, schema: T): T {
  z.globalRegistry.add(schema, { title });
  return schema;
}

export const prose = z.string();
export const flag = z.boolean();
/** Any scalar: its characters count, so `0123` and `1.0` stay what they are. */
export const text = z.union([z.string(), titled("text", z.number()), titled("text", z.boolean())]);
export const texts = z.array(text).check(z.minLength(1));
export const length = z.int().check(z.gte(0));
export const name = titled("a name without white space and equals signs", z.string().check(z.regex(/^[^=\s]+$/)));
export const serviceName = titled(
  "a name of letters, digits, dots, dashes and underscores",
  z.string().check(z.regex(/^[A-Za-z0-9][\w.-]*$/)),
);
/** Text that says something. */
export const line = z.string().check(z.minLength(1));
export const lines = z.array(line).check(z.minLength(1));
export const names = z.array(name).check(z.minLength(1));
export const twoNames = z.array(name).check(z.minLength(2));

export function named<T extends Shape>(value: T): z.ZodMiniRecord<typeof name, T> {
  return z.record(name, value);
}

/** Conditions on other variables: each has one of these texts, or is merely set or not. */
export const when = named(z.union([text, texts, mapping("a condition", { set: flag })]));
