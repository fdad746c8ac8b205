import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { FRAMEWORKS } from "../../src/scan/frameworks/index.ts";
import { LANGUAGES } from "../../src/scan/languages/index.ts";
import { TEXT_PACKS } from "../../src/scan/texts/index.ts";
import { told } from "./support.ts";

/** The smallest use of each pack that has no test file of its own name. */
const uses: readonly (readonly [id: string, files: Readonly<Record<string, string>>, ...reads: string[]])[] = [
  ["click", { "a.py": '@click.option("--a", envvar="A_KEY", required=True)\ndef f(): pass\n' }, "A_KEY required"],
  [
    "configargparse",
    { "a.py": 'import configargparse\np = configargparse.ArgParser()\np.add("--a", env_var="A_KEY", default="d")\n' },
    'A_KEY default "d"',
  ],
  ["python-decouple", { "a.py": 'from decouple import config\na = config("A_KEY", default=1)\n' }, "A_KEY default 1"],
  ["django-environ", { "a.py": 'import environ\nenv = environ.Env()\na = env("A_KEY")\n' }, "A_KEY required"],
  [
    "django-settings",
    { "settings.py": 'import os\nINSTALLED_APPS = []\nSECRET_KEY = os.environ.get("A_KEY")\nB = os.environ.get("B_KEY")\n' },
    "A_KEY required",
    "B_KEY optional",
  ],
  [
    "django-urls",
    { "a.py": 'import dj_database_url\na = dj_database_url.config(default="sqlite://")\n' },
    'DATABASE_URL default "sqlite://"',
  ],
  [
    "dynaconf",
    {
      "a.py": 'from dynaconf import Dynaconf, Validator\nx = Dynaconf(envvar_prefix="A", validators=[Validator("KEY", must_exist=True)])\n',
    },
    "A_KEY required",
    "A_* open",
  ],
  ["environs", { "a.py": 'from environs import Env\nenv = Env()\na = env.int("A_KEY", 3)\n' }, "A_KEY default 3"],
  ["flask", { "a.py": 'app.config.from_prefixed_env("A")\n' }, "A_* open"],
  [
    "pydantic-settings",
    { "a.py": "from pydantic_settings import BaseSettings\nclass S(BaseSettings):\n  a_key: int = 5\n" },
    "A_KEY default 5",
  ],
  [
    "starlette",
    { "a.py": 'from starlette.config import Config\nconfig = Config(".env")\na = config("A_KEY", default=None)\n' },
    "A_KEY optional",
  ],
  [
    "caarlos0-env",
    {
      "a.go":
        'package p\nimport "github.com/caarlos0/env/v11"\ntype C struct { A string `env:"A_KEY,required"` }\nfunc f() { env.Parse(&C{}) }\n',
    },
    "A_KEY required",
  ],
  [
    "cleanenv",
    {
      "a.go":
        'package p\nimport "github.com/ilyakaznacheev/cleanenv"\ntype C struct { A string `env:"A_KEY" env-default:"d"` }\nfunc f() { cleanenv.ReadEnv(&C{}) }\n',
    },
    'A_KEY default "d"',
  ],
  [
    "envconfig",
    {
      "a.go":
        'package p\nimport "github.com/kelseyhightower/envconfig"\ntype C struct { Key string `required:"true"` }\nfunc f() { envconfig.Process("a", &C{}) }\n',
    },
    "A_KEY required",
  ],
  [
    "go-envconfig",
    {
      "a.go":
        'package p\nimport "github.com/sethvargo/go-envconfig"\ntype C struct { A string `env:"A_KEY, required"` }\nfunc f() { envconfig.Process(ctx, &C{}) }\n',
    },
    "A_KEY required",
  ],
  [
    "go-flags",
    {
      "a.go":
        'package p\nimport "github.com/jessevdk/go-flags"\ntype C struct { A string `long:"a" env:"A_KEY" default:"d"` }\nfunc f() { flags.Parse(&C{}) }\n',
    },
    'A_KEY default "d"',
  ],
  [
    "go-prefixes",
    { "a.go": 'package p\nimport "github.com/peterbourgon/ff/v3"\nfunc f() { ff.Parse(fs, args, ff.WithEnvVarPrefix("A")) }\n' },
    "A_* open",
  ],
  [
    "kingpin",
    { "a.go": 'package p\nimport "gopkg.in/alecthomas/kingpin.v2"\nvar a = kingpin.Flag("a", "").Envar("A_KEY").Required().String()\n' },
    "A_KEY required",
  ],
  ["namsral-flag", { "a.go": 'package p\nimport "github.com/namsral/flag"\nfunc f() { flag.Int("a-key", 80, "") }\n' }, "A_KEY default 80"],
  [
    "urfave-cli",
    {
      "a.go": 'package p\nimport "github.com/urfave/cli/v2"\nvar f = &cli.StringFlag{Name: "a", EnvVars: []string{"A_KEY"}, Value: "d"}\n',
    },
    'A_KEY default "d"',
  ],
  ["viper", { "a.go": 'package p\nimport "github.com/spf13/viper"\nfunc f() { viper.BindEnv("a", "A_KEY") }\n' }, "A_KEY optional"],
  [
    "clap",
    { "src/main.rs": 'use clap::Parser;\n#[derive(Parser)] struct C { #[arg(env = "A_KEY", default_value = "d")] a: String }\n' },
    'A_KEY default "d"',
  ],
  ["envy", { "src/main.rs": "struct C { a_key: String }\nfn f() { let c = envy::from_env::<C>(); }\n" }, "A_KEY required"],
  ["rust-envconfig", { "src/main.rs": '#[derive(Envconfig)] struct C { #[envconfig(from = "A_KEY")] a: String }\n' }, "A_KEY required"],
  ["rust-prefixes", { "src/main.rs": 'use figment::providers::Env;\nfn f() { Figment::new().merge(Env::prefixed("A_")); }\n' }, "A_* open"],
  ["laravel", { "config/app.php": "<?php\nreturn ['a' => env('A_KEY', 'd')];\n" }, 'A_KEY default "d"'],
  ["utopia", { "a.php": "<?php\nuse Utopia\\System\\System;\nSystem::getEnv('A_KEY', 'd');\n" }, 'A_KEY default "d"'],
  [
    "dotenv-jvm",
    { "A.java": 'import io.github.cdimascio.dotenv.Dotenv;\nclass A { String a = Dotenv.load().get("A_KEY", "d"); }\n' },
    'A_KEY default "d"',
  ],
  [
    "dotnet-configuration",
    { "A.cs": 'class A { A(IConfiguration configuration) { var a = configuration["A:KEY"]; } }\n' },
    "A__KEY optional",
  ],
  ["figaro", { "a.rb": "Figaro.env.a_key!\n" }, "A_KEY required"],
  ["anyway-config", { "a.rb": "class A < Anyway::Config\n  config_name :a\n  attr_config key: 1\nend\n" }, "A_KEY default 1"],
  [
    "dotenvy",
    { "config/runtime.exs": 'import Dotenvy\nconfig :a, port: env!("A_KEY", :integer, 80), host: env!("B_KEY")\n' },
    "A_KEY default 80",
    "B_KEY required",
  ],
  ["elixir-tuples", { "config/config.exs": 'config :a, url: {:system, "A_KEY", "d"}\n' }, 'A_KEY default "d"'],
  ["procfile", { Procfile: "web: puma -p ${A_KEY:-3000}\n" }, 'A_KEY default "3000"'],
  ["nginx-template", { "nginx/templates/default.conf.template": "listen ${A_KEY};\n" }, "A_KEY required"],
  ["caddyfile", { Caddyfile: "{$A_KEY:localhost}\n" }, 'A_KEY default "localhost"'],
  ["haproxy", { "haproxy.cfg": 'bind "*:${A_KEY}"\n' }, "A_KEY optional"],
  ["uwsgi", { "uwsgi.ini": "[uwsgi]\nsocket = :$(A_KEY)\n" }, "A_KEY optional"],
  ["supervisord", { "supervisord.conf": "[program:a]\ncommand=a %(ENV_A_KEY)s\n" }, "A_KEY required"],
  ["go-template", { "a.tmpl": 'a={{ getenv "A_KEY" "d" }}\n' }, 'A_KEY default "d"'],
  ["vector", { "vector.yaml": 'a: "${A_KEY:-d}"\n' }, 'A_KEY default "d"'],
  ["fluent-bit", { "fluent-bit.conf": "Host ${A_KEY}\n" }, "A_KEY optional"],
  ["otel-collector", { "otel-collector.yaml": "a: ${env:A_KEY:-d}\n" }, 'A_KEY default "d"'],
  ["logstash", { "logstash.conf": 'input { tcp { port => "${A_KEY:5044}" } }\n' }, 'A_KEY default "5044"'],
  ["spring-yaml", { "application.yml": "a: ${A_KEY:d}\n" }, 'A_KEY default "d"'],
  ["properties", { "application.properties": "a=${A_KEY:d}\n" }, 'A_KEY default "d"'],
  ["logging-xml", { "logback.xml": '<configuration><property name="a" value="${A_KEY:-d}"/></configuration>\n' }, 'A_KEY default "d"'],
  ["hocon", { "application.conf": "a = ${?A_KEY}\n" }, "A_KEY optional"],
  ["yaml", { "config/a.yaml": "a: '%env(A_KEY)%'\n" }, "A_KEY required"],
  ["xml", { "config/a.xml": "<a>%env(A_KEY)%</a>\n" }, "A_KEY required"],
  ["dotenv", { ".env": "A_KEY=d\n", "config/a.yaml": "a: '%env(A_KEY)%'\n" }, 'A_KEY default "d"'],
];

test.each(uses)("%s", async (_id, files, ...reads) => {
  expect(await told(files)).toEqual(reads);
});

test("every pack has a test file of its name, or a use above", () => {
  const ids = [...LANGUAGES, ...FRAMEWORKS, ...TEXT_PACKS].map(({ id }) => id);
  const others = ids.filter((id) => !existsSync(join(import.meta.dirname, `${id}.test.ts`)));
  expect(uses.map(([id]) => id).toSorted()).toEqual(others.toSorted());
});
