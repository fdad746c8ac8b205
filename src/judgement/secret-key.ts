import type { Value } from "../model/value.ts";

const words = /^key (\S+) of secret (\S+)/;

/** The Kubernetes Secret and key that a value comes from, as the reason of an opaque value tells them. */
export function secretKeyOf(value: Value): { readonly secret: string; readonly key: string } | undefined {
  if (value.state !== "opaque") return undefined;
  const [, key, secret] = words.exec(value.because) ?? [];
  return key === undefined || secret === undefined ? undefined : { secret: secret.slice(secret.lastIndexOf("/") + 1), key };
}
