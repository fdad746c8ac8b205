import type { Certificate, Encryption, Setback } from "../model/probe.ts";

/** Why a client that asks for such encryption refuses the certificate; one that takes any looks at none. */
export function refusalOf({ from, until, distrust, isNamed }: Certificate, encryption: Encryption, time: number): Setback | undefined {
  if (encryption !== "signed" && encryption !== "named") return undefined;
  if (until < time) return "EXPIRED";
  if (from > time) return "NOT_YET_VALID";
  if (distrust !== undefined) return "UNTRUSTED";
  return encryption === "named" && !isNamed ? "MISNAMED" : undefined;
}
