/** What was read is not what was written. */
export class Broken extends Error {}

export function listIn(json: unknown): readonly unknown[] {
  if (!Array.isArray(json)) throw new Broken();
  return json;
}

export function textIn(json: unknown): string {
  if (typeof json !== "string") throw new Broken();
  return json;
}

/** A whole number, not below zero. */
export function numberIn(json: unknown): number {
  if (typeof json !== "number" || !Number.isSafeInteger(json) || json < 0) throw new Broken();
  return json;
}

export function flagIn(json: unknown): boolean {
  if (typeof json !== "boolean") throw new Broken();
  return json;
}

export function wordIn<Word extends string>(words: readonly Word[], json: unknown): Word {
  const found = words.find((word) => word === json);
  if (found === undefined) throw new Broken();
  return found;
}

export function nullOr<Value>(json: unknown, read: (json: unknown) => Value): Value | null {
  return json === null ? null : read(json);
}
