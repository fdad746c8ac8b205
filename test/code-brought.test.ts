import { describe, expect, test } from "@jest/globals";
import { drafts } from "./support/drafts.ts";
import { type Files, python, said } from "./support/code.ts";

const rails = {
  "compose.yaml": "services:\n  web: { build: ., environment: { OFN_DB_HOST: db } }\n",
  Dockerfile: "FROM ruby:3\nCOPY . /usr/src/app\n",
  ".env": '# defaults\nCURRENCY="AUD"\n',
  "app/models/config.rb": 'ENV.fetch("CURRENCY")\nENV.fetch("VINE_API_URL")\n',
};
const loading = 'source "https://rubygems.org"\ngem "dotenv", require: "dotenv/load" # before other gems\n';

describe("an env file that comes with the code", () => {
  test.each<[string, Files, readonly string[]]>([
    ["is loaded by a gem", { ...rails, Gemfile: loading }, ["warning read-unset VINE_API_URL compose.yaml"]],
    ["is loaded by the code", { ...rails, "config/boot.rb": 'require "dotenv/load"\n' }, ["warning read-unset VINE_API_URL compose.yaml"]],
    [
      "is kept out of the image",
      { ...rails, Gemfile: loading, ".dockerignore": "log\n.env*\n" },
      ["warning read-unset CURRENCY compose.yaml", "warning read-unset VINE_API_URL compose.yaml"],
    ],
    [
      "is loaded for developers only",
      { ...rails, Gemfile: 'gem "dotenv-rails", groups: [:development, :test]\n' },
      ["error read-unset CURRENCY compose.yaml", "error read-unset VINE_API_URL compose.yaml"],
    ],
  ])("%s", async (_what, files, expected) => {
    expect(await said(files)).toEqual(expected);
  });
});

const operator = {
  "operator/Dockerfile": "FROM alpine\nCOPY *.py /operator/\nCMD python operator.py\n",
  "operator/operator.py": python('role = os.environ["OPERATOR_ROLE"]'),
};
const provision = {
  "docker/Dockerfile-prod":
    'FROM ubuntu\nENV GUNICORN_BIND=0.0.0.0:8000\nCOPY docker/provision /opt\nENTRYPOINT ["/opt/docker-entrypoint.sh"]\n',
  "docker/provision/docker-entrypoint.sh": "#!/bin/sh\nset -eu\n/opt/start-app.sh\n",
  "docker/provision/start-app.sh": '#!/bin/sh\nset -eu\nwait-for-it "${GUNICORN_BIND}"\n',
};
const starting = (dockerfile: string): Files => ({
  ...provision,
  "docker/Dockerfile-local": dockerfile,
  "compose.yaml":
    "services:\n  web:\n    build: { context: ., dockerfile: docker/Dockerfile-local }\n    environment: { DATABASE_HOST: db }\n    volumes: ['.:/app']\n",
});

describe("code of another image", () => {
  test.each<[string, Files, readonly string[]]>([
    [
      "a file that adds to the builds of others",
      { ...operator, "compose-cache.yaml": "services:\n  nginx:\n    build:\n      cache_from: [shop/nginx]\n" },
      [],
    ],
    [
      "a Dockerfile whose folder has a default",
      {
        ...operator,
        "pusher/Dockerfile": "FROM python\nCOPY pusher/setup /app\n",
        "compose.yaml":
          "services:\n  pusher: { build: { context: ., dockerfile: '${PUSHER:-pusher}/Dockerfile' }, environment: { A: b } }\n",
      },
      [],
    ],
    [
      "a mount for what an image looks at",
      {
        ...operator,
        "jenkins/Dockerfile": "FROM jenkins/jenkins\n",
        "compose.yaml": "services:\n  jenkins: { build: jenkins, volumes: ['.:/etc/project'] }\n",
      },
      [],
    ],
    [
      "a mount of what an image runs",
      {
        ...operator,
        "desk/Dockerfile": "FROM python\nCMD python /app/operator.py\n",
        "compose.yaml": "services:\n  desk: { build: desk, volumes: ['./operator:/app'] }\n",
      },
      ["error read-unset OPERATOR_ROLE compose.yaml"],
    ],
    [
      "an entrypoint beside the one that is started",
      {
        ...starting("FROM ubuntu\nCOPY docker/provision/local-entrypoint.sh /opt/\nENTRYPOINT /opt/local-entrypoint.sh\n"),
        "docker/provision/local-entrypoint.sh": "#!/bin/sh\nmake run\n",
      },
      [],
    ],
    [
      "the entrypoint that is started, and what it calls",
      starting("FROM ubuntu\nCOPY docker/provision /opt\nENTRYPOINT /opt/docker-entrypoint.sh\n"),
      ["error read-unset GUNICORN_BIND compose.yaml"],
    ],
    [
      "what an editor starts",
      { ...operator, ".devcontainer/docker-compose.yml": "services:\n  desk: { build: ../operator, environment: { A: b } }\n" },
      [],
    ],
    [
      "code that knows none of the variables of the only service",
      {
        "install.sh": '#!/bin/sh\nset -u\ncurl "$KAFKA_VERSION"\n',
        "requirements.txt": "",
        "a.py": python('os.environ["GPG_KEY"]'),
        "schemas/sut.yaml": "service: sut\nstages: { local: compose.yaml#sut }\nvariables: { EUREKA_URL: { type: url } }\n",
        "compose.yaml": "services:\n  sut: { image: shop/test, environment: { EUREKA_URL: 'http://eureka:8761' } }\n",
      },
      [],
    ],
  ])("%s", async (_what, files, expected) => {
    expect(await said(files)).toEqual(expected);
  });
});

test("a draft leaves out the packages of the repository that need what nothing sets", async () => {
  const files = {
    "Cargo.toml": '[package]\nname = "server"\n',
    "src/main.rs": 'fn main() { std::env::var("SERVER_KEY").unwrap(); std::env::var("MODE").unwrap(); }\n',
    "crates/setup/Cargo.toml": '[package]\nname = "setup"\n',
    "crates/setup/src/main.rs": 'fn main() { std::env::var("SETUP_URL").unwrap(); }\n',
    "crates/store/Cargo.toml": '[package]\nname = "store"\n',
    "crates/store/src/lib.rs": 'fn main() { std::env::var("PAGE").ok(); }\n',
    "tools/publisher/Dockerfile": "FROM python\nCOPY . .\nCMD python publisher.py\n",
    "tools/publisher/publisher.py": python('os.environ["TOPIC"]'),
    "crates/jobs/Cargo.toml": '[package]\nname = "jobs"\n',
    "crates/jobs/src/lib.rs": 'fn main() { std::env::var("MODE").unwrap(); std::env::var("JOBS_KEY").unwrap(); }\n',
    Dockerfile: 'FROM rust\nCOPY . .\nRUN cargo build\nCMD ["server"]\n',
    "compose.yaml": "services:\n  server: { build: ., environment: { MODE: a } }\n",
  };
  const [text = ""] = Object.values(await drafts(files));
  expect(text).toContain('code: ["**", "!crates/setup/**", "!tools/publisher/**"]');
  expect(text.match(/^ {2}[A-Z_]+(?=:)/gm)?.map((name) => name.trim())).toEqual(["MODE", "JOBS_KEY", "PAGE", "SERVER_KEY"]);
  expect(await said({ ...files, "schemas/server.yaml": text })).toEqual([
    "error missing JOBS_KEY compose.yaml",
    "error missing SERVER_KEY compose.yaml",
  ]);
});
