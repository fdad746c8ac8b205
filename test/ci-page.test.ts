import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { load, loadAll } from "js-yaml";
import { yamlDocuments } from "../src/text/yaml.ts";
import { manifest } from "./support/action.ts";
import { envcheck, temporaryFolder } from "./support/bin.ts";
import { judge } from "./support/github-judge.ts";
import { blocksOf, checkout, runScript, scriptsIn } from "./support/recipes.ts";

const root = join(import.meta.dirname, "..");
const folder = temporaryFolder();
const page = readFileSync(join(root, "docs/ci.md"), "utf8");
const pipelines = page.slice(page.indexOf("\n## Pipelines\n"));
const blocks = blocksOf(pipelines);
const template = readFileSync(join(root, "templates/envcheck.yml"), "utf8");
const missing = /error\[missing\] OAUTH_CLIENT_ID is not set for auth in production/;

function textOf(title: string): string {
  const found = blocks.find((one) => one.title === title);
  if (found === undefined) throw new Error(`docs/ci.md has no ${title}`);
  return found.text;
}

/** The scripts of a block of YAML, in order. */
function scriptsOf(title: string): readonly string[] {
  return scriptsIn(load(textOf(title)));
}

/** The template as GitLab reads it: what is asked for and declared, and the jobs with these inputs. */
function component(inputs: Readonly<Record<string, string>> = {}): { spec: unknown; jobs: unknown } {
  const [spec] = loadAll(template);
  const defaults = new Map(
    [...template.matchAll(/^ {4}([\w-]+):\n(?: {6}.*\n)*? {6}default: "?([^"\n]*)"?$/gm)].map(([, name, given]) => [name, given]),
  );
  const [, jobs] = loadAll(
    template.replaceAll(/\$\[\[ inputs[.]([\w-]+) \]\]/g, (_, name: string) => inputs[name] ?? defaults.get(name) ?? "NONE"),
  );
  return { spec, jobs };
}

function json(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}

describe("what stands there is what it says", () => {
  test.each([...blocks.filter(({ language }) => language === "yaml"), { title: "templates/envcheck.yml", text: template }])(
    "$title is YAML",
    ({ title, text }) => {
      expect([...yamlDocuments({ path: title, text })].flatMap(({ problems }) => problems)).toEqual([]);
    },
  );

  test("the workflow is one to GitHub's language service, which knows the action", () => {
    const text = textOf(".github/workflows/envcheck.yml");
    const documents = { ".github/workflows/ours.yml": text, ".github/workflows/other.yml": text.replace("sarif-file:", "sarif-fle:") };
    expect(judge(documents, manifest())).toEqual([expect.stringMatching(/^[.]github\/workflows\/other[.]yml:\d+ .*sarif-fle/)]);
  });

  test("the inputs and outputs of the action are all there", () => {
    const section = pipelines.slice(pipelines.indexOf("| input |"), pipelines.indexOf("### GitLab"));
    const told = new Set(section.match(/(?<=`)[\w-]+(?=`)/g));
    const { inputs, outputs } = manifest();
    expect([...Object.keys(inputs), ...Object.keys(outputs)].filter((name) => !told.has(name))).toEqual([]);
  });

  test("the script is JavaScript, the package JSON, the Makefile one, the Jenkinsfile closed", () => {
    writeFileSync(join(folder, "script.mjs"), textOf("ci/bitbucket.mjs"));
    writeFileSync(join(folder, "Makefile"), textOf("Makefile"));
    execFileSync(process.execPath, ["--check", join(folder, "script.mjs")]);
    expect(JSON.parse(textOf("package.json"))).toMatchObject({ scripts: { predeploy: "npm run envcheck" } });
    const said = execFileSync("make", ["--dry-run", "--directory", folder, "deploy"], { encoding: "utf8" });
    expect(said).toContain("npx --no-install envcheck --quiet\nkubectl apply --filename k8s/production\n");
    const words = textOf("Jenkinsfile").replaceAll(/'[^'\n]*'/g, "");
    expect(["{", "}"].map((brace) => words.split(brace).length)).toEqual([9, 9]);
    expect(words).not.toMatch(/['"$]/);
  });

  test("versions are the present one", () => {
    const present = envcheck(root, ["--version"]).stdout.trim();
    const named = [...`${pipelines}${template}`.matchAll(/(?<=envcheck[@:/-]v?|ref: v|default: |"envcheck": ")\d+\.\d+\.\d+/g)].map(
      ([found]) => found,
    );
    expect(named.length).toBeGreaterThan(8);
    expect(new Set(named)).toEqual(new Set([present]));
  });
});

describe("GitHub: the comment", () => {
  const [script = ""] = scriptsOf(".github/workflows/envcheck.yml");
  const variables = { GITHUB_REPOSITORY: "example/shop", NUMBER: "7" };

  test.each([
    ["the first time it is added", "", "gh api --silent repos/example/shop/issues/7/comments --field body=@envcheck.md"],
    ["later it is edited", "41\n42\n", "gh api --silent --method PATCH repos/example/shop/issues/comments/41 --field body=@envcheck.md"],
  ])("%s", (_what, comments, call) => {
    const { code, calls } = runScript(checkout(folder), script, { ...variables, COMMENTS: comments });
    expect({ code, last: calls.at(-1)?.trim() }).toEqual({ code: 0, last: call });
  });

  test("begins with what it is found by", () => {
    const [, marker = ""] = /startswith\("([^"]+)"\)/.exec(script) ?? [];
    expect(envcheck(checkout(folder), ["--format", "markdown"]).stdout.startsWith(`${marker}\n`)).toBe(true);
  });
});

describe("GitLab: the component", () => {
  test("declares what it is given, and nothing more", () => {
    const { spec, jobs } = component();
    expect(spec).toEqual({ spec: { inputs: expect.any(Object) } });
    const declared = [...template.slice(0, template.indexOf("\n---\n")).matchAll(/^ {4}([\w-]+):$/gm)].map(([, name]) => name);
    const used = [...template.matchAll(/\$\[\[ inputs[.]([\w-]+) \]\]/g)].map(([, name]) => name);
    expect(new Set(used)).toEqual(new Set(declared));
    const recipe = textOf(".gitlab-ci.yml") + pipelines.slice(pipelines.indexOf("### GitLab"), pipelines.indexOf("### CircleCI"));
    expect(declared.filter((name) => !recipe.includes(`\`${String(name)}\``))).toEqual([]);
    expect(jobs).toMatchObject({
      envcheck: {
        stage: "test",
        image: "node:24",
        allow_failure: false,
        artifacts: { when: "always", reports: { codequality: "gl-code-quality-report.json", junit: "envcheck.xml" } },
      },
    });
  });

  test.each([
    ["in a merge request", { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main" }],
    ["on the default branch", {}],
  ])("%s it writes both reports", (_what, variables) => {
    const project = checkout(folder);
    const [script = ""] = scriptsIn(component().jobs);
    const given = { ENVCHECK_PACKAGE: "npm:x@1.2.3", ENVCHECK_ARGS: "--stage production --without-code", ...variables };
    const { code, output, calls } = runScript(project, script, given);
    expect(output).toMatch(missing);
    expect(code).toBe(1);
    expect(calls).toEqual(["npm install --global --ignore-scripts --no-audit --no-fund envcheck@npm:x@1.2.3"]);
    expect(json(join(project, "gl-code-quality-report.json"))).toMatchObject([
      { check_name: "missing", location: { path: "k8s/production/auth.yaml" } },
    ]);
    expect(readFileSync(join(project, "envcheck.xml"), "utf8")).toContain("<testsuites");
  });

  test("in a merge request that lowers the bar, the bar of the target branch stays", () => {
    const project = checkout(folder);
    const schema = join(project, "schemas/auth.yaml");
    writeFileSync(schema, readFileSync(schema, "utf8").replace(/^ {2}OAUTH_CLIENT_ID:[^]*?(?=^ {2}\w)/m, ""));
    const [script = ""] = scriptsIn(component().jobs);
    const given = { ENVCHECK_PACKAGE: "npm:x@1.2.3", ENVCHECK_ARGS: "--without-code" };
    expect(runScript(project, script, given).code).toBe(0);
    expect(runScript(project, script, { ...given, CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main" }).output).toMatch(missing);
  });
});

describe("the other recipes", () => {
  test("CircleCI", () => {
    const project = checkout(folder);
    const { code, output } = runScript(project, scriptsOf(".circleci/config.yml").join("\n"));
    expect(output).toMatch(missing);
    expect(code).toBe(1);
    expect(readFileSync(join(project, "reports/envcheck/results.xml"), "utf8")).toContain("OAUTH_CLIENT_ID");
  });

  test.each([{}, { CHANGE_TARGET: "main" }])("Jenkins, with %j", (variables) => {
    const project = checkout(folder);
    const [, script = ""] = /\bsh '([^']*)'/.exec(textOf("Jenkinsfile")) ?? [];
    expect(runScript(project, script, variables).output).toMatch(missing);
    expect(readFileSync(join(project, "envcheck.xml"), "utf8")).toContain("OAUTH_CLIENT_ID");
    const [, other = ""] = /`(--format checkstyle=\S+)`/.exec(pipelines) ?? [];
    expect(runScript(project, `envcheck ${other}`).code).toBe(1);
  });

  test.each([{}, { SYSTEM_PULLREQUEST_TARGETBRANCH: "refs/heads/main" }])("Azure Pipelines, with %j", (variables) => {
    const project = checkout(folder);
    const [install = "", script = ""] = scriptsOf("azure-pipelines.yml");
    expect(runScript(project, install).calls).toHaveLength(1);
    expect(runScript(project, script, variables).output).toMatch(missing);
    expect(json(join(project, "envcheck.sarif"))).toMatchObject({ version: "2.1.0" });
  });

  test("Bitbucket, with its annotations", () => {
    const project = checkout(folder);
    mkdirSync(join(project, "ci"));
    writeFileSync(join(project, "ci/bitbucket.mjs"), textOf("ci/bitbucket.mjs"));
    const variables = { BITBUCKET_PR_DESTINATION_BRANCH: "main", BITBUCKET_REPO_FULL_NAME: "example/shop", BITBUCKET_COMMIT: "abc" };
    const { code, output, calls } = runScript(project, scriptsOf("bitbucket-pipelines.yml").join("\n"), variables);
    expect(output).toMatch(missing);
    expect(code).toBe(1);
    const [, report = "", annotations = ""] = calls;
    expect(report).toMatch(/--request PUT .*\/2[.]0\/repositories\/example\/shop\/commit\/abc\/reports\/envcheck \{.*"result":"FAILED"/);
    expect(annotations).toMatch(
      /--request POST .*\/annotations \[\{.*"severity":"HIGH","path":"k8s\/production\/auth[.]yaml","line":17\}\]$/,
    );
  });

  test("the Makefile deploys nothing that is not in order", () => {
    const project = checkout(folder);
    writeFileSync(join(project, "Makefile"), textOf("Makefile"));
    const { code, output, calls } = runScript(project, "make deploy");
    expect(output).toMatch(missing);
    expect({ code, calls }).toEqual({ code: 2, calls: ["npx --no-install envcheck --quiet"] });
  });

  test("the npm script", () => {
    expect(runScript(checkout(folder), String(/"envcheck": "(envcheck [^"]+)"/.exec(textOf("package.json"))?.[1])).code).toBe(1);
  });
});
