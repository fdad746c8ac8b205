import { describe, expect, test } from "@jest/globals";
import { formats } from "../src/formats/index.ts";
import { helmValues } from "../src/formats/helm-values.ts";
import { textAt } from "../src/model/source.ts";
import { templateOf } from "../src/text/go-template.ts";
import { placeOf } from "../src/text/place.ts";
import { readDocument, variablesOf } from "./support/platform.ts";

const template = (text: string) => readDocument(helmValues, { path: "overrides/web.yaml.gotmpl", text });
const opening = { "*": "1" };

describe("values that helmfile fills in", () => {
  test.each<[string, string, Readonly<Record<string, string>>]>([
    [
      "tags with quotes inside of quotes",
      'env:\n  A: b\n  HOST: "x.{{ requiredEnv "DOMAIN" }}"\n  NAME: {{ .Values.name }}\n  RAW: {{ `}} "` }}\n',
      { A: "b", HOST: "<unknown>", NAME: "<unknown>", RAW: "<unknown>" },
    ],
    [
      "conditions over lines",
      'env:\n  A: b\n{{ if eq .Values.x "y" }}\n  C: d\n{{- else }}\n  C: e\n  F: g\n{{- end }}\n  H: i\n',
      { A: "b", C: "<unknown>", F: "<unknown>", H: "i" },
    ],
    ["conditions in a line", 'env:\n  A: {{ if .x }} "1" {{ else }} "2" {{ end }}\n  B: c\n', { A: "<unknown>", B: "c" }],
    ["what follows a value", 'env:\n  A: "1"{{/* why */}}\n  B: "2" {{- $x := 3 }}\n', { A: "1", B: "2" }],
    [
      "both branches of a list",
      "env:\n{{ if .x }}\n- { name: A, value: b }\n{{ else }}\n- { name: A, value: c }\n{{ end }}\n",
      { A: "<unknown>" },
    ],
    ["names that it makes", "env:\n  A: b\n{{ range .x }}\n  {{ .name }}_URL: {{ .url }}\n{{ end }}\n  C: d\n", { A: "b", C: "d" }],
    ["lines that it makes", "env:\n  A: b\n  {{- toYaml .Values.more | nindent 2 }}\n  {{ $a := 1 -}}\n", { A: "b" }],
    ["a block of text", "env:\n  A: |\n    {{ .Values.text }}\n  B: |\n    c\n", { A: "<unknown>", B: "c\n" }],
    ["a comment over lines", "{{- /* }}\n env: { A: b }\n*/ -}}\nenv: { A: c }\n", { A: "c" }],
    ["a block that never ends", "env:\n  A: b\n{{ if .x }}\n  C: d\n  E: {{ .f }}\n", { A: "b", C: "<unknown>", E: "<unknown>" }],
  ])("%s", (_, text, expected) => {
    const spec = template(text);
    expect(spec.problems).toEqual([]);
    expect(variablesOf(spec)).toEqual({ values: { ...expected, ...opening } });
    const bindings = spec.workloads.flatMap(({ layers }) => layers).flatMap((layer) => (layer.kind === "bindings" ? layer.bindings : []));
    for (const { name, at } of bindings) expect(textAt(at)).toBe(name);
  });

  test("a map of names in capitals is variables, whatever it is called", () => {
    const text = "admin: { LOG_LEVEL: info, PORT: 80, DB_HOST: db }\nimage: { TAG: a, NAME: b }\nlimits: { CPU: 1, RAM: 2, TTL: 3 }\n";
    expect(variablesOf(template(text))).toEqual({ admin: { LOG_LEVEL: "info", PORT: "80", DB_HOST: "db", ...opening } });
  });

  test("names that stand for other names are no values", () => {
    const text = "secrets: { DB_PASSWORD: PROD_DB_PASSWORD, API_KEY: PROD_API_KEY, SALT: PROD_SALT }\n";
    expect(variablesOf(template(text))).toEqual({
      secrets: { DB_PASSWORD: "<opaque>", API_KEY: "<opaque>", SALT: "<opaque>", ...opening },
    });
  });

  test("what is no YAML without its tags is told at its place in the template", () => {
    const [problem] = template('a: {{ .x }}\n b: "{{ .y }}"\n').problems;
    expect(problem?.at?.source.text).toContain("{{ .y }}");
    expect(problem?.at === undefined ? "" : placeOf(problem.at)).toMatch(/^overrides\/web\.yaml\.gotmpl:2:/);
  });

  test.each([
    ["helmfile/values/web.yaml.gotmpl", "helm-values"],
    ["web.yml.gotmpl", "helm-values"],
    ["helmfile.yaml.gotmpl", undefined],
    ["web.gotmpl", undefined],
  ])("%s is read by %s", (path, id) => {
    expect(formats.find((format) => format.accepts({ path, text: "env: { A: {{ .b }} }" }))?.id).toBe(id);
  });
});

test.each(["{{", "{{ `", '{{ "', "{{/*", "{{ if }}", "{{ end }}", "x{{ if }}y{{ end }}", "{{ a }}\n", '{{ "\\', "}}", "\0"])(
  "templates of %j over and over keep their length and are read in time",
  (piece) => {
    const text = piece.repeat(1_000_000 / piece.length);
    const started = performance.now();
    expect(templateOf(text).text).toHaveLength(text.length);
    expect(performance.now() - started).toBeLessThan(5000);
  },
);
