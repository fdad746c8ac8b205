import { sameText } from "../model/sealed.ts";
import type { Fingerprinter } from "../model/record.ts";
import type { Fingerprint, Value } from "../model/value.ts";

/** What can be said of two texts without showing either. */
export type Sameness = "same" | "different" | "unknown";

/** Compares two values of one variable, each of which is set. */
export type Comparer = (name: string, one: Value, other: Value) => Sameness;

/** Compares texts that are seen on both sides, and fingerprints that were taken with one key for one service. */
export const compareSeen: Comparer = comparerWith(undefined);

/** The same, and a text with a fingerprint where the key is there that it was taken with. */
export function comparerWith(fingerprinter: Fingerprinter | undefined): Comparer {
  return (name, one, other) => {
    if (one === other) return "same";
    if (one.state === "known" && other.state === "known") return verdict(sameText(one.text, other.text));
    const [first, second] = [fingerprintOf(name, one, other), fingerprintOf(name, other, one)];
    if (first === undefined || second === undefined || first.keyId !== second.keyId || first.service !== second.service) return "unknown";
    return verdict(first.digest === second.digest);
  };

  /** Its own, or one that is taken as that of the other was. */
  function fingerprintOf(name: string, value: Value, other: Value): Fingerprint | undefined {
    if (value.state === "opaque") return value.fingerprint;
    if (other.state !== "opaque" || other.fingerprint === undefined) return undefined;
    return fingerprinter?.fingerprint(other.fingerprint.service, name, value);
  }
}

function verdict(isSame: boolean): Sameness {
  return isSame ? "same" : "different";
}
