import type { ReaderId, ValueType } from "../model/schema.ts";
import { invalid, outside } from "../text/complaint.ts";
import { durationIn, showDuration } from "../text/durations.ts";

/** Milliseconds. Spring counts a plain number in milliseconds, everyone else in seconds. */
function millisecondsOf(text: string, reader: ReaderId): number | undefined {
  const found = durationIn(text);
  if (found === undefined || (reader === "go-strconv" && found.form !== "go")) return undefined;
  return reader === "spring" && found.form === "plain" ? found.milliseconds / 1000 : found.milliseconds;
}

/** Go's units and days and weeks, ISO 8601, or plain seconds; for Go only what time.ParseDuration takes. */
export const duration: ValueType = {
  id: "duration",
  summary: "A length of time: 1h30m, 250ms, 7d, PT15M, or plain seconds",
  examples: {
    good: ["30s", "1h30m", "1.5h", "250ms", "5µs", "7d", "-1s", "PT1H30M", "P1DT12H", "90", "0"],
    bad: ["", "1 h", "h", "1x", "P", "PT", "P1M", "1:30", "ten", "1h 30m", "5s3", "1e3"],
  },
  constraints: ["min", "max"],
  sensitive: false,
  check(text, { constraints, reader }) {
    const found = millisecondsOf(text, reader);
    if (found !== undefined) return outside(found, constraints, showDuration);
    return invalid(
      `must be a duration such as 1h30m${reader === "go-strconv" ? ", with the units of Go (ns, us, ms, s, m, h)" : ", PT1H30M or a number of seconds"}`,
    );
  },
  measure: (text) => durationIn(text)?.milliseconds,
  meaning: millisecondsOf,
};
