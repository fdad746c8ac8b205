import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { compose, inProcess, kubernetes, peers, type Row, startUp } from "./cases.ts";

/** `npm run bench [-- GROUP]`: paired runs in turn, medians, written to RESULTS.md; exit code 1 when a figure is over its limit. */
const groups: Readonly<Record<string, () => Generator<Row>>> = { "start-up": startUp, compose, kubernetes, "in-process": inProcess, peers };

function line({ what, own, against, other, figure, most, unit }: Row): string {
  const over = most !== undefined && figure > most ? " **over**" : "";
  const limit = most === undefined ? "" : `${String(most)} ${unit}`;
  return `| ${what} | ${own} | ${against} | ${other} | ${figure.toFixed(2)} ${unit}${over} | ${limit} |`;
}

function main(only: string | undefined): number {
  const lines = [
    "# Measured",
    "",
    `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${String(cpus().length)} × ${cpus()[0]?.model ?? "?"}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform}.`,
    "Medians of runs in turn with what they are measured against; `NODE_EXTRA_CA_CERTS` unset. The machine is shared: ratios hold, milliseconds do not.",
    "",
    "| what | envcheck | against | its time | figure | limit |",
    "|---|---|---|---|---|---|",
  ];
  console.log(lines.slice(2).join("\n"));
  let over = 0;
  for (const [name, rows] of Object.entries(groups)) {
    if (only !== undefined && name !== only) continue;
    for (const row of rows()) {
      if (row.most !== undefined && row.figure > row.most) over += 1;
      lines.push(line(row));
      console.log(line(row));
    }
  }
  mkdirSync(import.meta.dirname, { recursive: true });
  if (only === undefined) writeFileSync(join(import.meta.dirname, "RESULTS.md"), `${lines.join("\n")}\n`);
  return over === 0 ? 0 : 1;
}

process.exitCode = main(process.argv[2]);
