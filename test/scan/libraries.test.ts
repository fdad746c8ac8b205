import { expect, test } from "@jest/globals";
import { readCode } from "../../src/code.ts";
import { libraryReading } from "../../src/scan/libraries/index.ts";
import { wordsOf } from "../../src/scan/libraries/library.ts";
import { Packages } from "../../src/scan/libraries/packages.ts";
import { table } from "../../src/scan/libraries/table.ts";
import { memoryHost } from "../memory-host.ts";

test.each([
  [
    "npm:next-auth",
    {
      NEXTAUTH_SECRET: "Auth.js",
      AUTH_GOOGLE_ID: "Auth.js",
      AUTH_SECRET_1: "Auth.js",
      NEXTAUTH_SECRETS: undefined,
      NEXT_AUTH_SECRET: undefined,
      AUTH_GOOGLE: undefined,
      AUTH_GOOGLE_CLIENT_ID: undefined,
    },
  ],
  ["npm:@auth/core", { AUTH_SECRET: "Auth.js" }],
  ["npm:@authx/core", { AUTH_SECRET: undefined }],
  ["npm:@opentelemetry/sdk-node", { OTEL_EXPORTER_OTLP_ENDPOINT: "OpenTelemetry", OTEL: undefined, NOTEL_X: undefined }],
  ["go:go.opentelemetry.io/otel/sdk", { OTEL_SERVICE_NAME: "OpenTelemetry" }],
  [
    "pypi:psycopg2-binary",
    { PGHOST: "libpq", PGPASSWORD: "libpq", PG_HOST: undefined, PGADMIN_DEFAULT_EMAIL: undefined, DATABASE_URL: undefined },
  ],
  ["go:github.com/jackc/pgx", { PGSSLMODE: "libpq" }],
  ["go:github.com/jackc/pgxlisten", { PGSSLMODE: undefined }],
  [
    "pypi:boto3",
    { AWS_ACCESS_KEY_ID: "AWS SDK", AWS_ENDPOINT_URL_S3: "AWS SDK", AWS_STORAGE_BUCKET_NAME: undefined, AWS_ACCESS_KEY: undefined },
  ],
  ["npm:@aws-sdk/client-s3", { AWS_REGION: "AWS SDK", AWS_BUCKET: undefined }],
  ["maven:software.amazon.awssdk", { AWS_REGION: "AWS SDK" }],
  [
    "npm:@google-cloud/storage",
    { GOOGLE_APPLICATION_CREDENTIALS: "Google Cloud SDK", PUBSUB_EMULATOR_HOST: "Google Cloud SDK", GOOGLE_CLIENT_ID: undefined },
  ],
  ["pypi:azure-identity", { AZURE_CLIENT_ID: "Azure SDK", AZURE_ACCOUNT_NAME: undefined }],
  ["pypi:sentry-sdk", { SENTRY_DSN: "Sentry", SENTRY_SAMPLE_RATE: undefined }],
  ["maven:io.sentry", { SENTRY_SAMPLE_RATE: "Sentry" }],
  ["pypi:ddtrace", { DD_AGENT_HOST: "Datadog" }],
  ["npm:newrelic", { NEW_RELIC_LICENSE_KEY: "New Relic" }],
  ["pypi:django", { DJANGO_SETTINGS_MODULE: "Django", DJANGO_SUPERUSER_EMAIL: "Django", DJANGO_SECRET_KEY: undefined }],
  ["pypi:flask", { FLASK_APP: "Flask" }],
  ["pypi:celery", { CELERY_BROKER_URL: "Celery" }],
  ["pypi:gunicorn", { GUNICORN_CMD_ARGS: "Gunicorn", GUNICORN_WORKERS: undefined }],
  ["pypi:uvicorn", { UVICORN_PORT: "Uvicorn" }],
  ["pypi:dj-database-url", { DATABASE_URL: "dj-database-url" }],
  ["gem:rails", { RAILS_ENV: "Rails", SECRET_KEY_BASE: "Rails", DATABASE_URL: "Rails", CACHE_DATABASE_URL: "Rails", REDIS_URL: undefined }],
  ["gem:sidekiq", { REDIS_URL: "Sidekiq" }],
  [
    "maven:org.springframework.boot",
    {
      SPRING_DATASOURCE_URL: "Spring Boot",
      "spring.datasource.url": "Spring Boot",
      SERVER_PORT: "Spring Boot",
      LOGGING_LEVEL_ROOT: "Spring Boot",
      JDBC_URL: undefined,
    },
  ],
  ["maven:io.quarkus", { QUARKUS_HTTP_PORT: "Quarkus", OTEL_SERVICE_NAME: "OpenTelemetry" }],
  [
    "nuget:microsoft.net.sdk.web",
    {
      ConnectionStrings__Default: "ASP.NET Core",
      ASPNETCORE_URLS: "ASP.NET Core",
      CUSTOMCONNSTR_x: "ASP.NET Core",
      Serilog_Level: undefined,
      __: "ASP.NET Core",
      _: undefined,
    },
  ],
  ["nuget:npgsql", { PGUSER: "libpq" }],
  ["cargo:sqlx", { DATABASE_URL: "SQLx", PGHOST: "libpq" }],
  ["npm:@prisma/client", { DATABASE_URL: "Prisma", PRISMA_CLIENT_ENGINE_TYPE: "Prisma", POSTGRES_URL: undefined }],
  ["npm:next", { PORT: "Next.js", NEXT_TELEMETRY_DISABLED: "Next.js", NEXT_PUBLIC_URL: undefined }],
  ["npm:nuxt", { NUXT_PUBLIC_API: "Nuxt", NITRO_PORT: "Nuxt" }],
  ["npm:express", { PORT: undefined, DEBUG: "debug" }],
  ["npm:@sveltejs/adapter-node", { ORIGIN: "SvelteKit", BODY_SIZE_LIMIT: "SvelteKit" }],
  ["composer:laravel/framework", { APP_KEY: "Laravel", MAIL_HOST: "Laravel", APP_VERSION: undefined }],
  ["composer:symfony/framework-bundle", { APP_SECRET: "Symfony", MAILER_DSN: undefined }],
  ["composer:symfony/mailer", { MAILER_DSN: "Symfony Mailer" }],
  ["hex:phoenix", { PHX_HOST: "Phoenix", SECRET_KEY_BASE: "Phoenix" }],
  ["hex:postgrex", { PGDATABASE: "libpq" }],
  ["npm:openai", { OPENAI_API_KEY: "OpenAI", OPENAI_MODEL: undefined }],
  ["pypi:anthropic", { ANTHROPIC_API_KEY: "Anthropic" }],
  ["npm:stripe", { STRIPE_SECRET_KEY: undefined, STRIPE_API_KEY: undefined }],
  ["pypi:twilio", { TWILIO_AUTH_TOKEN: "Twilio", TWILIO_FROM: undefined }],
  ["image:postgres", { POSTGRES_PASSWORD: "the postgres image" }],
  ["npm:cypress", { CYPRESS_BASE_URL: "Cypress" }],
  ["npm:left-pad", { NEXTAUTH_SECRET: undefined, constructor: undefined, __proto__: undefined }],
])("what %s reads", (dependency, expected) => {
  const dependencies = new Set([dependency]);
  for (const [name, library] of Object.entries(expected)) expect([name, libraryReading(name, dependencies)]).toEqual([name, library]);
});

test("without dependencies nothing is read", () => {
  expect(libraryReading("OTEL_SERVICE_NAME", new Set())).toBeUndefined();
});

const ecosystems = /^(?:npm|pypi|gem|go|composer|cargo|hex|maven|nuget|image):[^\s*]+\*?$/;

test("every line of the table has names of packages and of variables", () => {
  for (const library of table) {
    const { title } = library;
    const [packages, names] = [wordsOf(library.packages), wordsOf(library.names).map((name) => name.replace(/^!/, ""))];
    expect(packages.filter((name) => !ecosystems.test(name)).map((name) => [title, name])).toEqual([]);
    expect(
      names
        .filter((name) => !/^[\w.*]+$/.test(name) || /^[*_.]*$/.test(name) !== /^\*(?:__|\.)\*$/.test(name))
        .map((name) => [title, name]),
    ).toEqual([]);
    expect(packages.filter((name) => name.startsWith("pypi:") && /[A-Z_.]/.test(name.slice(5)))).toEqual([]);
    expect(packages.filter((name) => /^(?:nuget|composer|image):.*[A-Z]/.test(name))).toEqual([]);
  }
});

const monorepo = {
  "package.json": `{ "devDependencies": { "turbo": "2" } }`,
  "apps/web/package.json": `{ "dependencies": { "next-auth": "4", "@acme/db": "workspace:*" } }`,
  "apps/web/src/index.ts": "process.env.A",
  "apps/api/requirements.txt": "boto3",
  "apps/api/requirements-dev.txt": "playwright",
  "apps/api/requirements/prod.txt": "celery",
  "apps/api/Dockerfile": "FROM python:3.12",
  "apps/api/main.py": "import os\nos.environ['A']",
  "packages/db/package.json": `{ "name": "@acme/db", "dependencies": { "@prisma/client": "5", "@acme/web": "*" } }`,
  "docs/package.json": `{ "dependencies": { "nuxt": "3" } }`,
  "tests/e2e/package.json": `{ "dependencies": { "cypress": "13" } }`,
  "examples/a/package.json": `{ "name": "a", "dependencies": { "openai": "4" } }`,
  "packages/db/examples/package.json": `{ "dependencies": { "openai": "4" } }`,
  "node_modules/x/package.json": `{ "dependencies": { "langfuse": "4" } }`,
};

async function readersOf(files: Readonly<Record<string, string>>, folder: string): Promise<(name: string) => string | undefined> {
  return (await readCode(memoryHost(new Map(Object.entries(files))))).readersIn((path) => path.startsWith(folder));
}

test.each([
  [
    "apps/web/",
    { NEXTAUTH_SECRET: "Auth.js", TURBO_TOKEN: "Turborepo", DATABASE_URL: "Prisma", AWS_REGION: undefined, CYPRESS_X: undefined },
  ],
  ["apps/web/src/", { NEXTAUTH_SECRET: "Auth.js" }],
  [
    "apps/api/",
    { AWS_REGION: "AWS SDK", CELERY_BROKER_URL: "Celery", PLAYWRIGHT_X: undefined, NEXTAUTH_SECRET: undefined, DATABASE_URL: undefined },
  ],
  [
    "",
    {
      NEXTAUTH_SECRET: "Auth.js",
      AWS_REGION: "AWS SDK",
      DATABASE_URL: "Prisma",
      NUXT_X: undefined,
      CYPRESS_X: undefined,
      OPENAI_API_KEY: undefined,
      LANGFUSE_HOST: undefined,
    },
  ],
  ["nowhere/", { TURBO_TOKEN: undefined }],
])("what the packages in %j and above them read", async (folder, expected) => {
  const reader = await readersOf(monorepo, folder);
  for (const [name, library] of Object.entries(expected)) expect([name, reader(name)]).toEqual([name, library]);
});

test("an example that is deployed by itself has its own dependencies", async () => {
  const files = { "examples/a/package.json": monorepo["examples/a/package.json"] };
  expect((await readersOf(files, "examples/a/"))("OPENAI_API_KEY")).toBe("OpenAI");
});

test("one manifest of each package, and none of tests, examples and documentation", async () => {
  const code = await readCode(memoryHost(new Map(Object.entries(monorepo))));
  expect(code.manifests()).toEqual(["apps/api/requirements.txt", "apps/web/package.json", "package.json", "packages/db/package.json"]);
});

test("manifests are read once, and not before the first question", () => {
  const asked: (readonly string[])[] = [];
  const packages = new Packages(["go.mod"], (paths) => {
    asked.push(paths);
    return [{ path: "go.mod", text: "require github.com/lib/pq v1" }];
  });
  expect(asked).toEqual([]);
  expect([...packages.dependenciesOf(["go.mod"])]).toEqual(["go:github.com/lib/pq"]);
  packages.dependenciesOf(["main.go"]);
  expect(asked).toEqual([["go.mod"]]);
});

test("a hostile name takes no time", () => {
  const dependencies = new Set(table.flatMap(({ packages }) => wordsOf(packages)).map((name) => name.replace("*", "x")));
  const start = performance.now();
  expect(libraryReading("_".repeat(1_000_000), dependencies)).toBe("ASP.NET Core");
  for (let count = 0; count < 20_000; count++) libraryReading(`MY_NAME_${count}`, dependencies);
  expect(performance.now() - start).toBeLessThan(5000);
});
