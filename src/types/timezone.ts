import type { ValueType } from "../model/schema.ts";
import { invalid } from "../text/complaint.ts";

/** The zone's name as the database spells it; aliases stay as they are. */
function canonical(text: string): string | undefined {
  if (text.length > 64 || !/^[A-Za-z][\w+/-]*$/.test(text)) return undefined;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

export const timezone: ValueType = {
  id: "timezone",
  summary: "A time zone of the IANA database, such as Europe/Berlin or UTC",
  examples: {
    good: ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+3", "Asia/Calcutta"],
    bad: ["", "Berlin", "Europe/Nowhere", "+02:00", "europe/berlin", "UTC+2"],
  },
  constraints: [],
  sensitive: false,
  check(text) {
    const name = canonical(text);
    if (name === undefined) return invalid("must be a time zone of the IANA database, such as Europe/Berlin");
    const miscased = name !== text && name.toLowerCase() === text.toLowerCase();
    return miscased ? invalid("must be spelt as in the IANA database, where capitals count") : undefined;
  },
};
