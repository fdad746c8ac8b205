import { rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem } from "node:os";
import { join } from "node:path";
import { compose, kubernetes, peers, startUp } from "./cases.ts";
import { inProcess } from "./in-process.ts";
import { processes } from "./processes.ts";
import { recognition } from "./recognition.ts";
import { data, type Row } from "./rows.ts";
import { staged } from "./staged.ts";
import { scan } from "./scan.ts";

/** `npm run bench [-- GROUP]`: paired runs in turn, medians, written to RESULTS.md; exit code 1 when a figure is over its limit. */
const groups: Readonly<Record<string, () => Generator<Row>>> = {
  "start-up": startUp,
  compose,
  kubernetes,
  staged,
  "in-process": inProcess,
  recognition,
  processes,
  peers,
  scan,
};

function line({ what, own, against, other, figure, most, unit }: Row): string {
  const over = most !== undefined && figure > most ? " **over**" : "";
  const limit = most === undefined ? "" : `${String(most)} ${unit}`;
  return `| ${what} | ${own} | ${against} | ${other} | ${figure.toFixed(2)} ${unit}${over} | ${limit} |`;
}

function main(only: string | undefined): number {
  const lines = [
    "# Measured",
    "",
    `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${String(cpus().length)} × ${cpus()[0]?.model ?? "?"}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform} ${release()}.`,
    "Medians of runs in turn with what they are measured against; `NODE_EXTRA_CA_CERTS` unset. Milliseconds hold for this machine at this hour, ratios for longer;",
    `what uses several threads looks slower where others use them: the load was ${(loadavg()[0] ?? 0).toFixed(1)} before it began.`,
    "",
    "| what | envcheck | against | its time | figure | limit |",
    "|---|---|---|---|---|---|",
  ];
  console.log(lines.slice(2).join("\n"));
  let over = 0;
  rmSync(data, { recursive: true, force: true });
  for (const [name, rows] of Object.entries(groups)) {
    if (only !== undefined && name !== only) continue;
    for (const row of rows()) {
      if (row.most !== undefined && row.figure > row.most) over += 1;
      lines.push(line(row));
      console.log(line(row));
    }
  }
  rmSync(data, { recursive: true, force: true });
  if (only === undefined) writeFileSync(join(import.meta.dirname, "RESULTS.md"), `${lines.join("\n")}\n`);
  return over === 0 ? 0 : 1;
}

process.exitCode = main(process.argv[2]);
