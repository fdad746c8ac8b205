import type { ValueType } from "../model/schema.ts";
import { invalid, outside } from "../text/complaint.ts";

const letters = "kmgtpe";

/** Bytes. KiB and plain k count 1024, as for Docker and the JVM; KB counts 1000. */
function measure(text: string): number | undefined {
  const [, number, letter = "", rest = ""] = /^(\d+(?:\.\d+)?) ?([kmgtpe]?)(i?b?)$/i.exec(text.slice(0, 40)) ?? [];
  if (number === undefined || text.length > 40 || (letter === "" && /^i/i.test(rest))) return undefined;
  const step = /^b$/i.test(rest) ? 1000 : 1024;
  return Number(number) * step ** (letter === "" ? 0 : letters.indexOf(letter.toLowerCase()) + 1);
}

export const byteSize: ValueType = {
  id: "byte-size",
  summary: "A number of bytes with an optional unit: 512m, 10MiB, 1.5GB",
  examples: {
    good: ["0", "1024", "64k", "512m", "10MiB", "1.5 GB", "1Gi", "100B"],
    bad: ["", "MB", "-1", "10x", "10 M B", "1,5G", "10iB", "10Mbit"],
  },
  constraints: ["min", "max"],
  sensitive: false,
  check(text, { constraints }) {
    const bytes = measure(text);
    return bytes === undefined ? invalid("must be a number of bytes, such as 1024, 512m or 10MiB") : outside(bytes, constraints, showBytes);
  },
  measure,
  meaning: measure,
};

/** In the largest binary unit that leaves no fraction. */
function showBytes(bytes: number): string {
  let [rest, power] = [bytes, 0];
  while (rest >= 1024 && rest % 1024 === 0 && power < letters.length) [rest, power] = [rest / 1024, power + 1];
  return power === 0 ? `${String(rest)} bytes` : `${String(rest)}${letters.charAt(power - 1).toUpperCase()}iB`;
}
