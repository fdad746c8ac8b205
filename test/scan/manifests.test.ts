import { expect, test } from "@jest/globals";
import { dependenciesIn, isManifest } from "../../src/scan/libraries/manifest.ts";

const toml = (...lines: readonly string[]): string => lines.join("\n");

test.each([
  [
    "package.json",
    `{ "name": "x", "dependencies": { "next-auth": "4", "orm": "npm:@prisma/client@5" }, "devDependencies": { "@sveltejs/kit": "2" }, "optionalDependencies": { "a": "1" }, "peerDependencies": { "b": "1" }, "overrides": { "c": "1" } }`,
    ["npm:next-auth", "npm:orm", "npm:@prisma/client", "npm:@sveltejs/kit", "npm:a", "npm:b"],
  ],
  ["web/package.json", `\uFEFF{ "dependencies": { "pg": "8" } }`, ["npm:pg"]],
  ["package.json", `{ "dependencies": ["pg"], "devDependencies": "x" }`, []],
  ["package.json", `{ "dependencies": {`, []],
  [
    "requirements.txt",
    "Django==5.1 # the framework\n\n# celery\ncelery[redis]>=5\n-r base.txt\n--index-url https://x/y\n-e git+https://x/y.git#egg=My_Lib\npsycopg2-binary ; python_version > '3'\nzope.interface\nsentry_sdk @ https://x/y.zip\n",
    ["pypi:django", "pypi:celery", "pypi:my-lib", "pypi:psycopg2-binary", "pypi:zope-interface", "pypi:sentry-sdk"],
  ],
  ["requirements/prod.txt", "boto3\r\nuvicorn\r\n", ["pypi:boto3", "pypi:uvicorn"]],
  [
    "pyproject.toml",
    toml(
      "[project]",
      'name = "x"',
      "dependencies = [ # what runs",
      '  "fastapi[standard]>=0.1", # "flask"',
      "  'psycopg[binary] ; os_name == \"nt\"',",
      "]",
      "[project.optional-dependencies]",
      'aws = ["boto3"]',
      'test = ["pytest"]',
      "[tool.ruff]",
      'select = ["E"]',
    ),
    ["pypi:fastapi", "pypi:psycopg", "pypi:boto3"],
  ],
  [
    "pyproject.toml",
    toml(
      "[tool.poetry.dependencies]",
      'python = "^3.12"',
      'Django = { version = "5", extras = ["argon2"] }',
      '"ruamel.yaml" = "*"',
      "[tool.poetry.group.dev.dependencies]",
      'pytest = "*"',
      "[tool.poetry.group.aws.dependencies]",
      'boto3 = "*"',
    ),
    ["pypi:python", "pypi:django", "pypi:ruamel-yaml", "pypi:boto3"],
  ],
  ["pyproject.toml", '[project]\ndescription = """\ndependencies = "no\n"""\ndependencies = ["flask"', []],
  ["Pipfile", '[packages]\nflask = "*"\ngunicorn = {version="*"}\n[dev-packages]\npytest = "*"\n', ["pypi:flask", "pypi:gunicorn"]],
  [
    "setup.cfg",
    "[metadata]\nname = x\n[options]\ninstall_requires =\n  redis>=4\n  # no\n  rq\npackages = find:\n[options.extras_require]\ntest = pytest\ns3 =\n  boto3\n[flake8]\nignore =\n  E1\n",
    ["pypi:redis", "pypi:rq", "pypi:boto3"],
  ],
  [
    "go.mod",
    "module x\n\ngo 1.24\n\nrequire github.com/gin-gonic/gin v1.9.1\n\nrequire (\n\tgithub.com/jackc/pgx/v5 v5.1.0\n\tgopkg.in/yaml.v3 v3.0.0\n\tgo.opentelemetry.io/otel v1 // indirect\n)\nreplace (\n\tgithub.com/a/b v1 => ../b\n)\n",
    ["go:github.com/gin-gonic/gin", "go:github.com/jackc/pgx", "go:gopkg.in/yaml"],
  ],
  [
    "Gemfile",
    `source "https://rubygems.org"\ngem "rails", "~> 8"\n  gem 'sidekiq'\n# gem "pg"\ngem("redis")\n`,
    ["gem:rails", "gem:sidekiq", "gem:redis"],
  ],
  [
    "composer.json",
    `{ "require": { "php": "^8", "laravel/framework": "^11", "ext-pgsql": "*" }, "require-dev": { "a/b": "1" } }`,
    ["composer:php", "composer:laravel/framework", "composer:ext-pgsql"],
  ],
  [
    "Cargo.toml",
    toml(
      "[package]",
      'name = "x"',
      "[dependencies]",
      'sqlx = { version = "0.8", features = [',
      '  "postgres",',
      "] }",
      "serde.workspace = true",
      'db = { package = "diesel", version = "2" }',
      "[dependencies.sentry]",
      'version = "0.34"',
      "[target.'cfg(unix)'.dependencies]",
      'kube = "0.9"',
      "[dev-dependencies]",
      'testcontainers = "1"',
    ),
    ["cargo:sqlx", "cargo:serde", "cargo:db", "cargo:sentry", "cargo:kube", "cargo:diesel"],
  ],
  [
    "mix.exs",
    `defp deps do\n  [\n    {:phoenix, "~> 1.7"},\n    # {:goth, "1"},\n    {:credo, "1", only: [:dev, :test]},\n    {:floki, "1", only: :test},\n    {:postgrex, ">= 0.0.0"}\n  ]`,
    ["hex:phoenix", "hex:postgrex"],
  ],
  [
    "pom.xml",
    "<parent><groupId>org.springframework.boot</groupId></parent><dependency>\n <groupId>\n io.sentry </groupId></dependency><groupId>${x}</groupId>",
    ["maven:org.springframework.boot", "maven:io.sentry"],
  ],
  [
    "app/build.gradle.kts",
    `plugins {\n  id("io.quarkus") version "3"\n}\ndependencies {\n  implementation("org.springframework.boot:spring-boot-starter:3.3")\n  runtimeOnly 'org.postgresql:postgresql'\n  compile group: 'io.sentry', name: 'sentry'\n  // implementation("a.b:c:1")\n}`,
    ["maven:io.quarkus", "maven:org.springframework.boot", "maven:org.postgresql", "maven:io.sentry"],
  ],
  [
    "gradle/libs.versions.toml",
    `[libraries]\nboot = { module = "org.springframework.boot:spring-boot", version.ref = "b" }\nq = { group = "io.quarkus", name = "q" }\n`,
    ["maven:org.springframework.boot", "maven:io.quarkus"],
  ],
  [
    "src/Api/Api.csproj",
    `<Project Sdk="Microsoft.NET.Sdk.Web">\n<PackageReference Include="Npgsql.EntityFrameworkCore.PostgreSQL" Version="8" />\n<PackageReference\n  Include="Serilog" /><!-- <ProjectReference Include="x" /> --><ProjectReference Include="..\\Base\\Base.csproj" />`,
    ["nuget:microsoft.net.sdk.web", "nuget:npgsql.entityframeworkcore.postgresql", "nuget:serilog", "project:src/Base/Base.csproj"],
  ],
  [
    "Dockerfile",
    "ARG TAG=16\nARG BASE=docker.io/library/postgres\nFROM --platform=$BUILDPLATFORM node:22-alpine AS build\nFROM ghcr.io/Tiangolo/x@sha256:abc\nFROM $BASE:$TAG\nFROM localhost:5000/a/b\nFROM ${REGISTRY}/c/d:1\nFROM $UNKNOWN\nRUN echo FROM mysql\n",
    ["image:node", "image:tiangolo/x", "image:postgres", "image:a/b", "image:c/d"],
  ],
])("the dependencies of %s", (path, text, expected) => {
  expect(isManifest(path)).toBe(true);
  expect([...dependenciesIn([{ path, text }])]).toEqual(expected);
});

test.each([
  "a.json",
  "package-lock.json",
  "setup.py",
  "requirements.md",
  "docs/requirements",
  "x/Gemfile.lock",
  "go.sum",
  "Dockerfiles/a.sh",
  "config.toml",
])("%s is no manifest", (path) => expect(isManifest(path)).toBe(false));

test.each([
  ["package.json", "[".repeat(400_000)],
  ["package.json", '{"a":'.repeat(200_000)],
  ["pyproject.toml", `[project]\ndependencies = "${'\\"'.repeat(400_000)}`],
  ["pyproject.toml", `${"[".repeat(400_000)}\na = ${"'".repeat(400_001)}`],
  ["Cargo.toml", `[dependencies]\n${"a = [\n".repeat(100_000)}`],
  ["Cargo.toml", `[${".dependencies".repeat(60_000)}!]\nx = 1\npackage ${" ".repeat(200_000)}`],
  ["requirements.txt", `-e ${"=".repeat(400_000)} x`],
  ["requirements.txt", `a${"-".repeat(400_000)} ${"#egg=".repeat(80_000)}`],
  ["setup.cfg", `[options]\ninstall_requires${" ".repeat(400_000)}`],
  ["go.mod", `require (\n${" ".repeat(200_000)}${"a".repeat(400_000)}`],
  ["Gemfile", "gem ".repeat(200_000)],
  ["mix.exs", `{${" ".repeat(200_000)}{:${"a".repeat(400_000)}only: `],
  ["pom.xml", `${"<groupId>".repeat(50_000)}${" ".repeat(400_000)}`],
  ["build.gradle", `${"'a:b:".repeat(100_000)} id ${" ".repeat(100_000)}`],
  ["a.csproj", `${"<PackageReference ".repeat(40_000)}Include="${"a".repeat(400_000)}`],
  ["Dockerfile", `FROM ${"a/".repeat(200_000)}${"$".repeat(100_000)}`],
])("a hostile %s takes no time", (path, text) => {
  const start = performance.now();
  dependenciesIn([{ path, text }]);
  expect(performance.now() - start).toBeLessThan(5000);
});
