import { describe, expect, test } from "@jest/globals";
import { type Files, python, said } from "./support/code.ts";

const reads = (...names: readonly string[]): string => python(...names.map((name) => `os.environ.get("${name}", "")`));
const service = (name: string, set: string): string => `  ${name}: { build: ./${name}, environment: { ${set} } }\n`;
const services = (...all: readonly string[]): string => `services:\n${all.join("")}`;
const schemaOf = (name: string): string =>
  `service: ${name}\ncode: [${name}/**]\nstages: { production: ${name}.prod.env, staging: ${name}.staging.env }\nvariables: { A_KEY: { required: false } }\n`;

describe("variables that are set under another name or for another service", () => {
  test.each<[string, Files, readonly string[]]>([
    [
      "with the word in front that others of its family have",
      {
        "compose.yaml": services(service("web", "FF_OTEL_ON: x, A_KEY: x")),
        "web/a.py": reads("A_KEY", "OTEL_ON", "FF_A", "FF_B", "FF_C"),
      },
      ["warning name-mismatch OTEL_ON compose.yaml"],
    ],
    [
      "without that word",
      { "compose.yaml": services(service("web", "MAIL_HOST: x")), "web/a.py": reads("APP_MAIL_HOST", "APP_B", "APP_C") },
      ["warning name-mismatch APP_MAIL_HOST compose.yaml"],
    ],
    ["with a word that is no family's", { "compose.yaml": services(service("web", "FF_OTEL_ON: x")), "web/a.py": reads("OTEL_ON") }, []],
    [
      "as one word",
      { "compose.yaml": services(service("web", "FF_ON: x")), "web/a.py": reads("ON", "FF_A", "FF_B", "FF_C") },
      ["warning unread FF_ON compose.yaml"],
    ],
    [
      "though any name may be read",
      {
        "compose.yaml": services(service("web", "STYLE_GUIDE: x, OTHER: x")),
        "web/a.py": python('os.environ.get("STYLEGUIDE", "")', "def f(n):", "    return os.environ.get(n)"),
      },
      ["warning name-mismatch STYLEGUIDE compose.yaml"],
    ],
    [
      "where what is meant may be set out of sight",
      {
        "compose.yaml": "services:\n  web: { build: ./web, env_file: [secret.env], environment: { STYLE_GUIDE: x } }\n",
        "web/a.py": python('os.environ["STYLEGUIDE"]'),
      },
      ["warning name-mismatch STYLEGUIDE compose.yaml"],
    ],
    [
      "of the service beside the one that reads it",
      {
        "compose.yaml": services(service("web", "MAIL_ON: x, A_KEY: x"), service("job", "B_KEY: x")),
        "web/a.py": reads("A_KEY"),
        "job/a.py": reads("B_KEY", "MAIL_ON"),
      },
      ["warning wrong-service MAIL_ON compose.yaml"],
    ],
    [
      "of both",
      {
        "compose.yaml": services(service("web", "MAIL_ON: x"), service("job", "MAIL_ON: x")),
        "web/a.py": reads("A_KEY"),
        "job/a.py": reads("MAIL_ON"),
      },
      [],
    ],
    [
      "of an image whose settings no code reads",
      {
        "compose.yaml": services(service("db", "POSTGRES_PASSWORD: x"), service("web", "A_KEY: x")),
        "db/Dockerfile": "FROM postgres:16\nCOPY init.sql /docker-entrypoint-initdb.d/\n",
        "web/a.py": reads("A_KEY", "POSTGRES_PASSWORD"),
      },
      [],
    ],
    [
      "of an image from elsewhere",
      {
        "compose.yaml": services(
          service("web", "A_KEY: x, MAIL_ON: x"),
          "  fixer: { image: bash }\n",
          service("job", "B_KEY: x, MAIL_ON: x"),
        ),
        "web/a.py": reads("A_KEY"),
        "job/a.py": reads("B_KEY", "MAIL_ON"),
      },
      [],
    ],
    [
      "by one line of several services",
      {
        "compose.yaml": `x-all: &all { A_KEY: x, MAIL_ON: x }\n${services(
          "  web: { build: ./web, environment: *all }\n",
          "  cron: { build: ./web, environment: *all }\n",
          service("job", "B_KEY: x"),
        )}`,
        "web/a.py": reads("A_KEY"),
        "job/a.py": reads("B_KEY", "MAIL_ON"),
      },
      ["warning wrong-service MAIL_ON compose.yaml"],
    ],
    [
      "with a file for all",
      {
        "compose.yaml": "services:\n  web: { build: ./web, env_file: [all.env] }\n  job: { build: ./job, environment: { B_KEY: x } }\n",
        "all.env": "MAIL_ON=x\n",
        "web/a.py": reads("A_KEY"),
        "job/a.py": reads("B_KEY", "MAIL_ON"),
      },
      [],
    ],
  ])("%s", async (_, files, expected) => {
    expect(await said(files)).toEqual(expected);
  });

  test("services of schemas are compared stage by stage", async () => {
    const files: Files = {
      "schemas/web.yaml": schemaOf("web"),
      "schemas/job.yaml": schemaOf("job"),
      "web.prod.env": "A_KEY=x\nMAIL_ON=x\n",
      "web.staging.env": "A_KEY=x\n",
      "job.prod.env": "A_KEY=x\n",
      "job.staging.env": "A_KEY=x\nMAIL_ON=x\n",
      "web/a.py": reads("A_KEY"),
      "job/a.py": reads("A_KEY", "MAIL_ON"),
    };
    expect((await said(files)).filter((line) => line.includes("wrong-service"))).toEqual(["warning wrong-service MAIL_ON web.prod.env"]);
  });
});

const helmStage = (name: string): string =>
  `service: ${name}\ncode: [${name}/**]\nstages: { production: 'helm/${name}.yaml.gotmpl#${name}' }\nvariables: { A_KEY: { required: false } }\n`;

test("what helmfile fills in is held against the code of its services", async () => {
  const admin = [
    "admin:",
    '  A_KEY: "{{ requiredEnv "A_KEY" }}"',
    '  SHOW_STYLE_GUIDE: "{{ .StateValues.SHOW_STYLEGUIDE }}"',
    '  FRESH_DESK_ENABLED: "{{ .StateValues.FRESH_DESK_ENABLED }}"',
    '{{ if eq .StateValues.OTEL "true" }}',
    '  FF_ENABLE_OTEL: "true"',
    "{{ end }}",
    "",
  ];
  const files: Files = {
    "schemas/admin.yaml": helmStage("admin"),
    "schemas/api.yaml": helmStage("api"),
    "helm/admin.yaml.gotmpl": admin.join("\n"),
    "helm/api.yaml.gotmpl": 'api:\n  A_KEY: "{{ .a }}"\n  B_KEY: "{{ .b }}"\n  C_KEY: c\n',
    "admin/config.py": reads("A_KEY", "SHOW_STYLEGUIDE", "ENABLE_OTEL", "FF_A", "FF_B", "FF_C"),
    "api/config.py": reads("A_KEY", "B_KEY", "C_KEY", "FRESH_DESK_ENABLED"),
  };
  const found = (await said(files)).filter((line) => !line.includes("undeclared-read"));
  expect(found.toSorted()).toEqual([
    "warning name-mismatch ENABLE_OTEL helm/admin.yaml.gotmpl",
    "warning name-mismatch SHOW_STYLEGUIDE helm/admin.yaml.gotmpl",
    "warning wrong-service FRESH_DESK_ENABLED helm/admin.yaml.gotmpl",
  ]);
});
