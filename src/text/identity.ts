import type { Diagnostic } from "../model/diagnostic.ts";

/**
 * One identity for each finding, by which a service tells new findings from those it knows: it survives moved lines and reworded messages, and is made
 * of the names of the rule, service, stage, variable and document alone, never of a document's text. Findings that share all of these are numbered.
 */
export function identitiesOf(findings: readonly Diagnostic[]): ReadonlyMap<Diagnostic, string> {
  const seen = new Map<string, number>();
  return new Map(
    findings.map((finding) => {
      const { rule, service, stage, variable, at } = finding;
      const identity = digest(JSON.stringify([rule, service, stage, variable, at.source.path]));
      const ordinal = (seen.get(identity) ?? 0) + 1;
      seen.set(identity, ordinal);
      return [finding, `${identity}:${String(ordinal)}`];
    }),
  );
}

const { imul } = Math;

/** 64 bits of FNV-1a in two lanes, in hexadecimal digits: enough to tell names apart, and no secret to keep. */
function digest(text: string): string {
  let [low, high] = [0x81_1c_9d_c5, 0x9e_37_79_b9];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    low = imul(low ^ unit, 0x01_00_01_93);
    high = imul(high ^ (unit + index), 0x85_eb_ca_6b);
    high ^= high >>> 13;
  }
  return [low, high].map((lane) => (lane >>> 0).toString(16).padStart(8, "0")).join("");
}
