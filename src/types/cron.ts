import type { ValueType } from "../model/schema.ts";
import { invalid } from "../text/complaint.ts";
import { durationIn } from "../text/durations.ts";

interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Names that count up from `from`. */
  readonly words: readonly string[];
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const fields: readonly Field[] = [
  { name: "second", from: 0, to: 59, words: [] },
  { name: "minute", from: 0, to: 59, words: [] },
  { name: "hour", from: 0, to: 23, words: [] },
  { name: "day of the month", from: 1, to: 31, words: [] },
  { name: "month", from: 1, to: 12, words: months },
  { name: "day of the week", from: 0, to: 7, words: days },
];

/** Five fields as in crontab(5), or six with the seconds first, as Spring, Quartz and robfig/cron read them; Quartz's L, W and # only with six. */
export const cron: ValueType = {
  id: "cron",
  summary: "A schedule of five or six cron fields, or @daily and its like",
  examples: {
    good: ["* * * * *", "*/5 0-6,22 1 JAN-MAR mon", "0 0 12 ? * MON-FRI", "0 0 0 L * ?", "@daily", "@every 1h30m", "TZ=UTC 0 4 * * *"],
    bad: [
      "",
      "* * * *",
      "60 * * * *",
      "* 24 * * *",
      "* * 0 * *",
      "* * * 13 *",
      "5-1 * * * *",
      "*/0 * * * *",
      "@sometimes",
      "every day",
      "* * * * * * *",
    ],
  },
  constraints: [],
  sensitive: false,
  check(text) {
    const schedule = text
      .slice(0, 500)
      .trim()
      .replace(/^(?:CRON_)?TZ=[\w/+-]+\s+/, "");
    if (/^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly|reboot)$/.test(schedule)) return undefined;
    if (schedule.startsWith("@every ") && durationIn(schedule.slice(7))?.form === "go") return undefined;
    const parts = schedule.split(/\s+/);
    if (text.length > 500 || (parts.length !== 5 && parts.length !== 6)) return invalid("must be a cron schedule of five or six fields");
    const wrong = fields.slice(6 - parts.length).find((field, index) => !isField(parts[index] ?? "", field, parts.length === 6));
    return wrong === undefined ? undefined : invalid(`must be a cron schedule: its ${wrong.name} field is wrong`);
  },
};

function isField(text: string, field: Field, quartz: boolean): boolean {
  if (quartz && field.name.startsWith("day") && /^(?:L|LW|\d{1,2}W|L-\d{1,2}|(?:[0-7]|[A-Za-z]{3})(?:L|#[1-5]))$/i.test(text)) return true;
  return text.split(",").every((item) => isItem(item, field));
}

/** `*`, `?`, a value or a range, each with an optional step. */
function isItem(text: string, field: Field): boolean {
  const [range = "", step, ...rest] = text.split("/");
  if (rest.length > 0 || (step !== undefined && !/^[1-9]\d{0,2}$/.test(step))) return false;
  if (range === "*" || range === "?") return true;
  const ends = range.split("-").map((end) => valueOf(end, field));
  const [first, last = first] = ends;
  return ends.length <= 2 && first !== undefined && last !== undefined && !ends.includes(undefined) && first <= last;
}

function valueOf(text: string, { from, to, words }: Field): number | undefined {
  const word = words.indexOf(text.toLowerCase());
  if (word >= 0) return from + word;
  return /^\d{1,2}$/.test(text) && Number(text) >= from && Number(text) <= to ? Number(text) : undefined;
}
