import type { ValueType } from "../model/schema.ts";
import { invalid, outside } from "../text/complaint.ts";

const form = /^(\d{4})-(\d\d)-(\d\d)[Tt ](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** Unix milliseconds; a leap second counts as the second before it. */
function measure(text: string): number | undefined {
  const [, year = 0, month = 0, day = 0] = form.exec(text)?.map(Number) ?? [];
  if (month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  return Date.parse(
    text
      .toUpperCase()
      .replace(" ", "T")
      .replace(/:60/, ":59")
      .replace(/(\.\d{3})\d+/, "$1"),
  );
}

export const dateTime: ValueType = {
  id: "date-time",
  summary: "A moment as RFC 3339 writes it, such as 2024-05-01T12:00:00Z",
  examples: {
    good: ["2024-05-01T12:00:00Z", "2024-02-29T23:59:60+00:00", "2024-05-01 12:00:00.123456-07:00"],
    bad: ["", "2024-05-01", "2024-05-01T12:00:00", "2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z", "2024-05-01T24:00:00Z", "1714564800"],
  },
  constraints: ["min", "max"],
  sensitive: false,
  check(text, { constraints }) {
    const moment = measure(text);
    if (moment !== undefined) return outside(moment, constraints, (bound) => new Date(bound).toISOString());
    const local = form.test(`${text.slice(0, 40)}Z`);
    return invalid(
      local
        ? "must be a date and time with its offset from UTC, such as Z"
        : "must be a date and time as in RFC 3339, such as 2024-05-01T12:00:00Z",
    );
  },
  measure,
  meaning: measure,
};
