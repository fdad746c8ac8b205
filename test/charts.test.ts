import { describe, expect, test } from "@jest/globals";
import { assessWithoutCode } from "../src/run.ts";
import { deployment, env } from "./kubernetes.manifests.ts";
import { memoryHost, requestFor } from "./memory-host.ts";

const tagged = env('{ name: A, value: "{{ .Values.a }}" }');
const unquoted = deployment("env: []", "metadata:\n  name: {{ .Release.Name }}-auth");
const command = (chart: string): string =>
  `check what comes out: helm template RELEASE ${chart} -f values.yaml | envcheck check kubernetes:-`;
const ofChart = (chart: string): string => `envcheck does not render the templates of a chart; ${command(chart)}`;
const unknownChart = `this is a template, which envcheck does not render; ${command("CHART")}`;

const files = {
  "charts/auth/Chart.yaml": "apiVersion: v2\nname: auth\n",
  "charts/auth/values.yaml": "a: x\n",
  "charts/auth/templates/web.yaml": unquoted,
  "charts/auth/templates/jobs/quoted.yaml": tagged,
  "charts/auth/charts/db/Chart.yaml": "apiVersion: v2\nname: db\n",
  "charts/auth/charts/db/templates/db.yaml": unquoted,
  "plain/Chart.yaml": "apiVersion: v2\nname: plain\n",
  "plain/templates/web.yaml": deployment("env: []"),
  "loose/web.yaml": unquoted,
  "mixed/web.yaml": deployment("env: []"),
  "mixed/other.yaml": unquoted,
  "quoted/web.yaml": tagged,
  "values/x.yaml": "a: {{ b }}\n",
  "made/{{cookiecutter.slug}}/compose.yaml": "services:\n  {{ cookiecutter.slug }}: { image: x }\n",
  "made/{{cookiecutter.slug}}/Dockerfile": "{% if a %}\nFROM x\n",
};

function assessed(targets: readonly string[], input = ""): { problems: readonly string[]; remarks: readonly string[]; workloads: number } {
  const { report, project } = assessWithoutCode(
    requestFor("check", { targets }),
    memoryHost(new Map(Object.entries(files)), new Map(), input),
  );
  return {
    problems: report.problems.map(({ message }) => message),
    remarks: report.remarks,
    workloads: project.readings.flatMap(({ environments }) => environments).length,
  };
}

describe("a named target", () => {
  test.each([
    ["charts/auth", ofChart("charts/auth")],
    ["kubernetes:charts/auth", ofChart("charts/auth")],
    ["charts/auth/templates", ofChart("charts/auth")],
    ["charts/auth/templates/jobs", ofChart("charts/auth")],
    ["charts/auth/templates/web.yaml", ofChart("charts/auth")],
    ["kubernetes:charts/auth/templates/web.yaml#Deployment/auth", ofChart("charts/auth")],
    ["charts/auth/templates/jobs/quoted.yaml", ofChart("charts/auth")],
    ["charts/auth/charts/db", ofChart("charts/auth")],
    ["charts", ofChart("charts/auth")],
    ["loose", unknownChart],
    ["loose/web.yaml", unknownChart],
  ])("%s is not rendered", (target, message) => {
    expect(assessed([target])).toMatchObject({ problems: [`${target}: ${message}`], workloads: 0 });
  });

  test.each(["plain", "plain/templates/web.yaml", "mixed", "quoted/web.yaml"])("%s is read", (target) => {
    expect(assessed([`${target}#Deployment/auth/web`])).toMatchObject({ problems: [], workloads: 1 });
  });

  test("standard input that was not rendered is one problem", () => {
    expect(assessed(["kubernetes:-"], unquoted + unquoted)).toMatchObject({ problems: [unknownChart], workloads: 0 });
  });
});

test("discovery leaves each chart and each template of projects out with one remark, and reads the rest", () => {
  const { problems, remarks } = assessed([]);
  expect(problems).toEqual([]);
  expect(remarks.filter((remark) => remark.startsWith("skipped"))).toEqual([
    `skipped charts/auth: ${ofChart("charts/auth")}`,
    `skipped loose/web.yaml: ${unknownChart}`,
    `skipped mixed/other.yaml: ${unknownChart}`,
    "skipped made/{{cookiecutter.slug}}: this is a template of cookiecutter or copier; check a project that is made of it",
  ]);
});

function problemsOf(tree: Readonly<Record<string, string>>): readonly (string | undefined)[] {
  const { report } = assessWithoutCode(requestFor("check", {}), memoryHost(new Map(Object.entries(tree))));
  return report.problems.map(({ at }) => at?.source.path);
}

test("discovery leaves out what came along with the code of others", () => {
  const broken = "services: [";
  const vendored = {
    "compose.yaml": "services: { auth: { image: auth } }\n",
    "vendor/modules.txt": "",
    "vendor/example.org/x/compose.yaml": broken,
    "web/vendor/composer/installed.json": "",
    "web/vendor/x/docker-compose.yml": broken,
    "lib/python3.12/site-packages/x/compose.yaml": broken,
  };
  expect(problemsOf(vendored)).toEqual([]);
  expect(problemsOf({ ...vendored, "api/vendor/compose.yaml": broken })).toEqual(["api/vendor/compose.yaml"]);
});

test("many templates of no chart are told in one sentence", () => {
  const paths = ["a", "b", "c", "d", "e", "f", "g"].map((name) => `gen/${name}.yaml`);
  const many = Object.fromEntries(paths.map((path) => [path, unquoted]));
  const { report } = assessWithoutCode(requestFor("check"), memoryHost(new Map([...Object.entries(many), [".env", "A=b\n"]])));
  expect(report.remarks[0]).toBe(`skipped ${paths.slice(0, -1).join(", ")} and gen/g.yaml: ${unknownChart}`);
});
