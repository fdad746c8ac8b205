import { type Audit, type StageAudit, standingOf, tally } from "./audit.ts";

/** One series of a metric. */
interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

interface Metric {
  readonly name: string;
  readonly help: string;
  samples(audit: Audit): readonly Sample[];
}

const perStage =
  (samples: (stage: StageAudit) => readonly Sample[]) =>
  ({ stages }: Audit): readonly Sample[] =>
    stages.flatMap((one) => {
      const { service, stage } = one;
      return samples(one).map(({ labels, value }) => ({ labels: { service, stage, ...labels }, value }));
    });

const metrics: readonly Metric[] = [
  {
    name: "envcheck_audit_timestamp_seconds",
    help: "When the audit was made.",
    samples: ({ time }) => [{ labels: {}, value: Math.round(time / 1000) }],
  },
  {
    name: "envcheck_problems",
    help: "Inputs that could not be read.",
    samples: ({ problems }) => [{ labels: {}, value: problems.length }],
  },
  {
    name: "envcheck_errors",
    help: "Findings of severity error, declared and live.",
    samples: perStage((stage) => [{ labels: {}, value: standingOf(stage).errors }]),
  },
  {
    name: "envcheck_findings",
    help: "Findings by side, rule and severity.",
    samples: perStage(({ sides }) =>
      sides.flatMap((side) =>
        tally(side).map(({ rule, severity, count }) => ({ labels: { side: side.side, rule, severity }, value: count })),
      ),
    ),
  },
  {
    name: "envcheck_could_not_determine",
    help: "Variables of which nobody can tell whether they are as the service needs them.",
    samples: perStage(({ sides }) => sides.map(({ side, unverifiable }) => ({ labels: { side }, value: unverifiable }))),
  },
  {
    name: "envcheck_snapshot_age_seconds",
    help: "How long ago the snapshot was changed last; one that finds nothing new leaves it as it is.",
    samples: perStage(({ snapshot }) => (snapshot === undefined ? [] : [{ labels: {}, value: snapshot.seconds }])),
  },
  {
    name: "envcheck_snapshot_differences",
    help: "Variables that are different from the last snapshot; doubtful ones cannot be compared.",
    samples: perStage(({ snapshot }) =>
      snapshot === undefined
        ? []
        : ["added", "removed", "changed", "state", "doubtful"].map((kind) => ({
            labels: { kind },
            value: snapshot.differences.filter((one) => one.kind === kind).length,
          })),
    ),
  },
  {
    name: "envcheck_secrets_to_rotate",
    help: "Secrets that did not change for too long, or that stages share.",
    samples: perStage(({ rotation }) => [{ labels: {}, value: rotation.length }]),
  },
];

/** The text format that node_exporter's textfile collector takes; no label holds the name of a variable, and nothing holds a value. */
export function asPrometheus(audit: Audit): string {
  return metrics
    .map((metric) => ({ metric, samples: metric.samples(audit) }))
    .filter(({ samples }) => samples.length > 0)
    .map(
      ({ metric: { name, help }, samples }) =>
        `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${samples.map((one) => lineOf(name, one)).join("")}`,
    )
    .join("");
}

function lineOf(name: string, { labels, value }: Sample): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escape(text)}"`);
  return `${name}${pairs.length === 0 ? "" : `{${pairs.join(",")}}`} ${String(value)}\n`;
}

function escape(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
