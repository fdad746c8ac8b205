import { describe, expect, test } from "@jest/globals";
import type { CodeListing } from "../src/model/code.ts";
import { attributesIn } from "../src/scan/files/attributes.ts";
import { classify } from "../src/scan/files/classify.ts";
import { isGenerated, unreadableBecause } from "../src/scan/files/content.ts";
import { gather } from "../src/scan/files/gather.ts";
import { languageOf } from "../src/scan/files/language.ts";
import { launchedIn } from "../src/scan/files/launched.ts";
import { memoryHost } from "./memory-host.ts";

const fileAt = (path: string): CodeListing["files"][number] => ({ path, mark: null, executable: false });

/** Classes one file of a repository that also holds others. */
function classOf(path: string, others: Readonly<Record<string, string>> = {}): ReturnType<ReturnType<typeof classify>> {
  const guides = Object.entries(others).map(([name, text]) => ({ path: name, text }));
  return classify([path, ...Object.keys(others)].map(fileAt), guides)(fileAt(path));
}

describe("the language of a file", () => {
  test.each([
    ["a.py", "python"],
    ["src/a.mts", "typescript"],
    ["a.JS", "javascript"],
    ["types.d.ts", null],
    ["pages/[...nextauth].ts", "typescript"],
    ["App.vue", "vue"],
    ["Rakefile", "ruby"],
    ["app/show.html.erb", "erb"],
    ["config/database.yml", "yaml"],
    ["config/packages/doctrine.yaml", "yaml"],
    ["k8s/deployment.yaml", null],
    ["api/src/main/resources/application-prod.yml", "spring-yaml"],
    ["application.properties", "properties"],
    ["src/main/resources/messages_de.properties", null],
    ["src/main/resources/logback-spring.xml", "logging-xml"],
    ["pom.xml", null],
    ["Dockerfile.prod", "dockerfile"],
    ["docker/api.Dockerfile", "dockerfile"],
    ["Dockerfile.md", null],
    ["Caddyfile", "caddyfile"],
    ["nginx/templates/default.conf.template", "nginx-template"],
    ["docker/uwsgi.ini", "uwsgi"],
    ["tox.ini", null],
    ["etc/supervisor/conf.d/app.conf", "supervisord"],
    ["build.gradle.kts", "kotlin"],
    ["mix.exs", "elixir"],
    ["README.md", null],
    [".py", null],
  ])("%s: %s", (path, language) => {
    expect(languageOf(path)).toBe(language);
  });

  test.each([
    ["#!/bin/sh\n", "shell"],
    ["#! /usr/bin/env bash\n", "shell"],
    ["#!/usr/bin/env -S node --import x\r\n", "javascript"],
    ["#!/usr/bin/env A=1 python3.12\n", "python"],
    ["#!/command/with-contenv bash\n", "shell"],
    ["#!/usr/bin/env ruby", "ruby"],
    ["#!/usr/bin/awk -f\n", null],
    ["#!\n", null],
    [" #!/bin/sh\n", null],
    ["", null],
  ])("%j: %s", (text, language) => {
    expect(languageOf("bin/run", text)).toBe(language);
  });

  test("is not asked of what a package manager or a person wrote in words", () => {
    expect(["LICENSE", "Makefile", "a/.gitignore", "CODEOWNERS", "photo.png"].map((path) => classOf(path))).toEqual(
      Array(5).fill(undefined),
    );
    expect(classOf("bin/start")).toMatchObject({ language: null, role: "runtime" });
  });
});

describe("the role of a file", () => {
  test.each([
    [
      "runtime",
      ["hc/settings.py", "target/main.py", "build_info.go", "src/build/server.ts", "dist/x.js", "bin/rails", "src/tools/search.py"],
    ],
    ["runtime", ["app/migrations/0001_initial.py", "config/runtime.exs", "prisma.config.ts", "gunicorn.conf.py"]],
    [
      "runtime",
      ["Dockerfile", "scripts/docker-entrypoint.sh", "docker/docker-entrypoint.d/10-x.sh", "Caddyfile", "backend/scripts/prestart.sh"],
    ],
    [
      "runtime",
      ["sentry.server.config.ts", "ecosystem.config.js", "src/features/login.ts", "src/main/java/com/test/A.java", "src/contest/a.py"],
    ],
    [
      "build",
      [
        "vite.config.ts",
        "web/next.config.mjs",
        "webpack.prod.config.js",
        "webpack.config.babel.js",
        "setup.py",
        "build.rs",
        "gradlew",
        "mvnw",
      ],
    ],
    [
      "build",
      [
        "app/build.gradle.kts",
        "buildSrc/src/A.kt",
        "mix.exs",
        "config/config.exs",
        "config/prod.exs",
        "Gemfile",
        "gulpfile.js",
        "build.sh",
      ],
    ],
    ["ci", [".github/scripts/x.py", ".circleci/x.sh", "ci/run.sh", "Jenkinsfile.kts", ".gitlab/x.rb"]],
    [
      "dev",
      [
        "scripts/seed.py",
        "hack/x.sh",
        "docs/conf.py",
        "examples/a.go",
        ".devcontainer/x.sh",
        "noxfile.py",
        "lib/tasks/securities.rake",
        "eslint.config.mjs",
        ".eslintrc.cjs",
      ],
    ],
    ["dev", ["Button.stories.tsx", "config/environments/development.rb", "config/dev.exs", "Dockerfile.dev", "Vagrantfile", "bin/setup"]],
    [
      "test",
      ["tests/x.py", "pkg/a_test.go", "test_x.py", "conftest.py", "src/a.spec.ts", "a.cy.js", "jest.config.ts", "playwright.config.ts"],
    ],
    [
      "test",
      [
        "spec/models/a_spec.rb",
        "src/test/java/A.java",
        "A.Tests/B.cs",
        "src/FooTest.php",
        "test/x_test.exs",
        "vitest.setup.ts",
        "e2e/x.ts",
      ],
    ],
    ["dev", ["config/deploy.rb", "config/deploy/production.rb"]],
    ["build", ["config/prod.secret.exs", "build-bin/gpg/configure_gpg.sh"]],
    ["test", ["config/environments/test.rb", "scripts/tests/x.py", "cypress/support/x.js", "Dockerfile.test", "app/tests.py"]],
  ])("is %s for %j", (role, paths) => {
    expect(paths.map((path) => [path, classOf(path)?.role])).toEqual(paths.map((path) => [path, role]));
  });

  test("is that of a chore only at the top of a package", () => {
    expect(classOf("services/api/scripts/x.py", { "services/api/pyproject.toml": "" })?.role).toBe("dev");
    expect(classOf("services/api/scripts/x.py")?.role).toBe("runtime");
    expect(classOf("worker/src/scripts/replay/x.ts", { "worker/package.json": "{}" })?.role).toBe("dev");
    expect(classOf("worker/src/lib/scripts/x.ts", { "worker/package.json": "{}" })?.role).toBe("runtime");
    expect(classOf("src/scripts/x.py", { "pyproject.toml": "" })?.role).toBe("runtime");
  });

  test.each([
    [
      "scripts/run.js",
      { "package.json": '{"scripts":{"start":"npm run migrate && node server.js","migrate":"node scripts/run.js"}}' },
      "runtime",
    ],
    [".devcontainer/scripts/dev-entrypoint.sh", {}, "dev"],
    ["tests_smoke/smoke/common.py", {}, "test"],
    ["scripts/run.js", { "package.json": '{"scripts":{"start:dev":"node scripts/run.js"}}' }, "dev"],
    ["scripts/run.js", { "package.json": '{"scripts":{"prebuild":"node scripts/run.js"}}' }, "build"],
    ["scripts/run.js", { "package.json": '{"scripts":{"up":"node scripts/run.js"}}', Dockerfile: 'CMD ["pnpm", "up"]\n' }, "runtime"],
    ["scripts/run.js", { "package.json": "{" }, "dev"],
    ["scripts/run.sh", { Dockerfile: 'FROM x\nENTRYPOINT ["/app/scripts/run.sh"]\n' }, "runtime"],
    ["scripts/run.sh", { Dockerfile: "RUN apk add x && \\\n  ./scripts/run.sh\n" }, "build"],
    ["scripts/run.sh", { Procfile: "web: scripts/run.sh\n" }, "runtime"],
    ["scripts/run.sh", { "Procfile.dev": "web: scripts/run.sh\n" }, "dev"],
    ["tests/run.sh", { Dockerfile: "CMD tests/run.sh\n" }, "test"],
  ])("of %s with %j is %s", (path, others, role) => {
    expect(classOf(path, others)?.role).toBe(role);
  });

  test("stands for itself where a script of that name calls itself", () => {
    const text = '{"scripts":{"start":"start","prestart":"start && build","build":"start"}}';
    expect([...launchedIn([{ path: "package.json", text }]).keys()]).toEqual([]);
  });
});

describe("the code of others", () => {
  test.each([
    ["vendor/github.com/x/y.go", ["vendor/modules.txt"], "is third-party code (the vendor folder of Go)"],
    ["api/vendor/x/y.php", ["api/vendor/composer/installed.json"], "is third-party code (the vendor folder of Composer)"],
    ["third/vendor/x/src/lib.rs", ["third/vendor/x/.cargo-checksum.json"], "is third-party code (the vendor folder of Cargo)"],
    ["vendor/x.py", [], null],
    ["src/vendors/models.py", ["vendor/modules.txt"], null],
    ["a/node_modules/b/c.js", [], "is third-party code (a package)"],
    ["static/app.min.js", [], "is third-party code (minified)"],
    ["static/jquery-3.6.0.js", [], "is third-party code (a copy of a library)"],
    [".yarn/releases/yarn-4.0.cjs", [], "is third-party code (yarn itself)"],
  ])("%s with %j: %s", (path, others, because) => {
    expect(classOf(path, Object.fromEntries(others.map((each) => [each, ""])))?.vendored).toBe(because);
  });

  test.each([
    ["lib/a.js linguist-vendored", true, null],
    ["lib/** linguist-vendored=true", true, null],
    ["/lib/*.js -diff linguist-vendored text", true, null],
    ["a.js linguist-vendored", true, null],
    ["*.js linguist-vendored\nlib/a.js -linguist-vendored", false, null],
    ["*.js linguist-vendored\n*.js !linguist-vendored", true, null],
    ["[a-c].js linguist-generated=true", null, true],
    ['"lib/a.js" linguist-generated', null, true],
    ["lib/?.js linguist-generated=false", null, false],
    ["lib/ linguist-vendored", null, null],
    ["/a.js linguist-vendored", null, null],
    ["l*b linguist-vendored", null, null],
    ["# *.js linguist-vendored", null, null],
    ["*.js text eol=lf", null, null],
    ["l*b/*.*s linguist-vendored", true, null],
    ["**/lib/**/*.js linguist-vendored", true, null],
    ["[!b-z].js linguist-vendored", true, null],
    ["[z-a].js linguist-vendored", null, null],
  ])("%j says vendored %s, generated %s", (text, vendored, generated) => {
    expect(attributesIn([{ path: ".gitattributes", text }])("lib/a.js")).toEqual({ vendored, generated });
  });

  test("is what the nearest .gitattributes says, before any guess", () => {
    const outer = { path: ".gitattributes", text: "*.js linguist-vendored\n" };
    const inner = { path: "lib/.gitattributes", text: "a.js linguist-vendored=false\n" };
    expect(["lib/a.js", "lib/b.js"].map((path) => attributesIn([inner, outer])(path).vendored)).toEqual([false, true]);
    expect(classOf("app.min.js", { ".gitattributes": "*.min.js -linguist-vendored" })?.vendored).toBeNull();
  });
});

describe("the content of a file", () => {
  const joined = "function f(){return{a:1}};".repeat(200);

  test.each([
    ["joined code", joined, "javascript", "is minified"],
    ["joined code below a licence", `/* licence */\n${joined}`, "javascript", "is minified"],
    ["joined code in another language", joined, "python", null],
    ["a long line of data", `const key = "${"a".repeat(9000)}";\n`, "javascript", null],
    ["ordinary code", "function f() {\n  return { a: 1 };\n}\n".repeat(300), "javascript", null],
    ["a bundle", `${"var a = 1;\n".repeat(200)}__webpack_require__(1);\n`, "javascript", "is a bundle"],
    ["little", "a(){}", "javascript", null],
  ] as const)("%s", (_, text, language, because) => {
    expect(unreadableBecause(text, language)).toBe(because);
  });

  test.each([
    ["// Code generated by protoc-gen-go. DO NOT EDIT.\npackage x\n", true],
    ["#!/bin/sh\n# @generated by diesel\n", true],
    ["# This file was automatically generated by x. Do not edit it.\n", true],
    ["package x\n\n// generated later, do as you like\n", false],
    [`${"x\n".repeat(2000)}// Code generated by x. DO NOT EDIT.\n`, false],
  ])("%j is generated: %s", (text, generated) => {
    expect(isGenerated(text)).toBe(generated);
  });
});

test("what is gathered is code, and what is not is told", async () => {
  const files = new Map([
    ["a.py", "import os\n"],
    ["b.min.js", "x"],
    ["c.js", "function f(){return{a:1}};".repeat(200)],
    ["bin/run", "#!/bin/sh\n"],
    ["notes", "words"],
    ["d.pb.go", "// Code generated by x. DO NOT EDIT.\n"],
    ["README.md", "words"],
  ]);
  const host = memoryHost(files);
  const { files: found, leftOut } = gather(host, await host.code());
  expect(found.map(({ path, language, role, generated }) => [path, language, role, generated])).toEqual([
    ["a.py", "python", "runtime", false],
    ["bin/run", "shell", "runtime", false],
    ["d.pb.go", "go", "runtime", true],
  ]);
  expect(leftOut).toEqual([
    { path: "b.min.js", because: "is third-party code (minified)" },
    { path: "c.js", because: "is minified" },
  ]);
});

test("hostile names and texts end in time", () => {
  const long = "a".repeat(50_000);
  const started = performance.now();
  classOf(`${long}/${long}.config.js`, {
    ".gitattributes": `*a*a*a*a*a*a*a*b linguist-vendored\n${"*.js linguist-vendored\n".repeat(2000)}`,
  });
  classOf(`${"a-".repeat(20_000)}entrypoint-`, { Dockerfile: `CMD ${"\\\n".repeat(20_000)}` });
  languageOf("x", `#!${" ".repeat(100_000)}`);
  isGenerated(`Code generated ${"a ".repeat(50_000)}`);
  unreadableBecause("(".repeat(1_000_000), "javascript");
  expect(performance.now() - started).toBeLessThan(5000);
});
