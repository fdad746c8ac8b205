const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

const longest = 64;

interface Duration {
  readonly milliseconds: number;
  /** `go` is what Go's time.ParseDuration takes; `long` has days or weeks beside its units; a plain number counts seconds. */
  readonly form: "go" | "long" | "iso" | "plain";
}

export function durationIn(text: string): Duration | undefined {
  if (text.length > longest) return undefined;
  if (/^[+-]?\d+(?:\.\d+)?$/.test(text))
    return { milliseconds: Number(text) * 1000, form: Number(text) === 0 && !text.includes(".") ? "go" : "plain" };
  return isoDuration(text) ?? unitDuration(text);
}

/** `1h30m`, `1.5s`, `-200ms`, `7d`. */
function unitDuration(text: string): Duration | undefined {
  const parts = text.match(/(?<![\d.])(?:\d+(?:\.\d*)?|\.\d+)(?:ns|[u\u00b5\u03bc]s|ms|[smhdw])/g) ?? [];
  if (parts.length === 0 || parts.join("") !== text.replace(/^[+-]/, "")) return undefined;
  const sizes = parts.map((part) => Number.parseFloat(part) * (units[part.replace(/^[\d.]+/, "")] ?? 0));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return { milliseconds: text.startsWith("-") ? -total : total, form: /[dw]/.test(text) ? "long" : "go" };
}

/** ISO 8601 without years and months, whose length is not fixed. */
function isoDuration(text: string): Duration | undefined {
  const form = /^([+-]?)P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/i;
  const [whole, sign, ...parts] = form.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const sizes = ["w", "d", "h", "m", "s"].map((unit, index) => Number(parts[index]?.replace(",", ".") ?? 0) * (units[unit] ?? 0));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return { milliseconds: sign === "-" ? -total : total, form: "iso" };
}

/** A number of milliseconds in the units of Go: `1h30m`, `250ms`. */
export function showDuration(milliseconds: number): string {
  let rest = Math.abs(milliseconds);
  let text = "";
  for (const unit of ["h", "m", "s", "ms"]) {
    const size = units[unit] ?? 1;
    const count = unit === "ms" ? rest : Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) text += `${String(count)}${unit}`;
  }
  return `${milliseconds < 0 ? "-" : ""}${text === "" ? "0s" : text}`;
}
