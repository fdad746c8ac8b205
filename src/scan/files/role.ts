import type { Role } from "../../model/read.ts";
import { anyOf } from "../../text/any-of.ts";

type Rule = readonly [RegExp, Role];

/** A folder of this name, anywhere. */
const folder = (names: string): RegExp => new RegExp(`(?:^|/)(?:${names})/`);
/** A file whose whole name matches. */
const file = (names: string): RegExp => new RegExp(`(?:^|/)(?:${names})$`);
/** The configuration of a tool of JavaScript: `vite.config.ts`, `.eslintrc.cjs`. */
const tool = (names: string): RegExp => new RegExp(`(?:^|/)(?:(?:${names})(?:[.-][\\w.-]+)?\\.config|\\.(?:${names})rc)\\.[mc]?[jt]sx?$`);

const code = "[mc]?[jt]sx?";

/** Tests are tests wherever they are. */
const tests: readonly Rule[] = [
  [
    folder(
      "tests?|__tests__|__mocks__|__fixtures__|testdata|fixtures|test[-_](?:utils?|helpers?)|testutils?|testing-utils|e2e(?:[-_]tests?)?|cypress",
    ),
    "test",
  ],
  [folder("tests[-_][\\w-]+"), "test"],
  [folder("(?:integration|unit|functional|acceptance|smoke|load)[-_]?tests?|playwright"), "test"],
  [/(?:^|\/)src\/(?:test|it|testFixtures|jmh|\w*Test)\//, "test"],
  [/(?:^|\/)[\w.]+\.(?:Unit|Integration|Functional|Acceptance|E2E|EndToEnd)?Tests?\//, "test"],
  [/\.(?:rb|erb|php|exs)$(?<=(?:^|\/)spec\/.*)|_steps\.rb$(?<=(?:^|\/)features\/.*)/, "test"],
  [file(`[^/]+[._-](?:test|spec|cy|e2e)\\.(?:${code}|vue|php|rb|go|py|exs|java|kt|dart)`), "test"],
  [
    file("(?:test_[^/]+|[^/]+_tests|tests|conftest|locustfile)\\.py|[^/]+(?:Tests?|TestCase|Spec|IT)\\.(?:java|kt|cs|php)|[^/]+\\.bats"),
    "test",
  ],
  [
    file(
      `(?:jest|vitest|test|cypress|playwright)[.-]?(?:global)?[.-]?(?:setup|teardown|env)[\\w.-]*\\.${code}|setupTests?\\.${code}|phpunit[^/]*`,
    ),
    "test",
  ],
  [tool("jest|vitest|playwright|cypress|karma|wdio|ava|mocha|nyc|nightwatch|web-test-runner|testcafe|codecept"), "test"],
  [
    file(
      `(?:karma|wdio|protractor)\\.conf\\.${code}|vitest\\.workspace\\.${code}|config/environments/test\\.rb|config/test\\.exs|\\w+[-_.]e2e\\.sh`,
    ),
    "test",
  ],
  [file("(?:Dockerfile|Containerfile)[^/]*[.-](?:test|tests|e2e|ci)|(?:test|tests|e2e|ci)\\.[Dd]ockerfile"), "test"],
];

const pipelines: readonly Rule[] = [
  [
    folder(
      "\\.github|\\.gitlab|\\.circleci|\\.buildkite|\\.woodpecker|\\.azure-?pipelines|\\.semaphore|\\.teamcity|\\.ci|\\.gitea|\\.forgejo|\\.drone",
    ),
    "ci",
  ],
  [
    file(
      "\\.gitlab-ci[^/]*|\\.travis[^/]*|Jenkinsfile[^/]*|azure-pipelines[^/]*|\\.drone[^/]*|bitbucket-pipelines[^/]*|cloudbuild[^/]*|[Dd]angerfile[^/]*",
    ),
    "ci",
  ],
];

/** What sets up the machine of a developer, entrypoint and all. */
const desks: readonly Rule[] = [[folder("\\.devcontainer|\\.husky|\\.vscode|\\.idea"), "dev"]];

/** What a container starts with, in whatever folder it is kept. */
const starts: readonly Rule[] = [
  [folder("docker-entrypoint(?:-init)?\\.d|entrypoint\\.d|rootfs|s6-rc\\.d|cont-init\\.d|services\\.d"), "runtime"],
  [
    file("(?:[\\w.-]*[-_.])?(?:docker-)?entrypoint(?:[-_.][\\w.-]*)?|(?:pre)?start(?:[-_]?(?:reload|server|web|worker|app))?\\.sh"),
    "runtime",
  ],
];

const builds: readonly Rule[] = [
  [
    tool(
      "vite|rollup|webpack|esbuild|next|nuxt|svelte|astro|babel|postcss|tailwind|metro|vue|craco|rspack|rsbuild|tsup|tsdown|unbuild|swc",
    ),
    "build",
  ],
  [
    tool("parcel|snowpack|remix|react-router|docusaurus|gatsby|esm|build|tsconfig|uno|windi|quasar|farm|turbo|nx|electron-vite|forge"),
    "build",
  ],
  [file(`(?:webpack|gulpfile|Gruntfile|rollup|esbuild)(?:[.][\\w.-]+)?\\.${code}|(?:build|ember-cli-build)\\.${code}`), "build"],
  [file("(?:gatsby-(?:config|node|browser|ssr)|\\.eleventy|angular-[\\w-]+)\\.[mc]?[jt]s|vite-env\\.ts"), "build"],
  [
    file(
      "gradlew|mvnw|[^/]+\\.gradle\\.kts|setup\\.py|versioneer\\.py|hatch_build\\.py|build\\.py|build\\.rs|mix\\.exs|Makefile|[^/]+\\.mk",
    ),
    "build",
  ],
  // The configuration of Elixir is read when it is compiled, but for runtime.exs.
  [
    file(
      "config/(?:config|prod(?:\\.secret)?)\\.exs|Rakefile|Gemfile|Podfile|[^/]+\\.gemspec|rebar\\.config(?:\\.script)?|build(?:[-_]\\w+)?\\.sh",
    ),
    "build",
  ],
  [folder("buildSrc|build-logic|\\.mvn|webpack|\\.yarn|\\.pnpm"), "build"],
];

const work: readonly Rule[] = [
  [folder("\\.storybook|\\.githooks|\\.vitepress|\\.claude|\\.cursor|magefiles|xtask|devel|devenv|devtools-scripts"), "dev"],
  [
    tool(
      "eslint|prettier|stylelint|commitlint|lint-staged|husky|storybook|release|semantic-release|cz|czrc|syncpack|knip|codegen|graphql|orval",
    ),
    "dev",
  ],
  [
    tool(
      "lintstaged|markdownlint|openapi-ts|changelog|oxlint|depcheck|plop|typedoc|size-limit|lighthouse|lighthouserc|i18next-parser|crowdin",
    ),
    "dev",
  ],
  [
    file(
      `(?:commitlint|prettier|eslint|codegen|plopfile|\\.pnpmfile|\\.dependency-cruiser|lint-staged)(?:[.-][\\w.-]+)?\\.${code}|[^/]+\\.stories\\.(?:${code}|svelte|vue)`,
    ),
    "dev",
  ],
  // Tasks that somebody starts by hand; one that fails stops no service.
  [file("[^/]+\\.rake"), "dev"],
  [
    file(
      "noxfile\\.py|fabfile\\.py|dodo\\.py|pavement\\.py|\\.pythonrc\\.py|magefile\\.go|Vagrantfile|Guardfile|Brewfile|Capfile|Fastfile|\\.irbrc|\\.pryrc",
    ),
    "dev",
  ],
  [
    file(
      "config/deploy(?:/[^/]+)?\\.rb|rector\\.php|ecs\\.php|\\.php[-_]cs[^/]*|phpstan[^/]*\\.php|_ide_helper[^/]*\\.php|config/environments/development\\.rb|config/dev\\.exs",
    ),
    "dev",
  ],
  [
    file(
      `(?:db|prisma|database)/(?:seeds?|seeder)\\.(?:rb|${code})|priv/repo/seeds[^/]*\\.exs|bin/(?:setup|dev|ci|lint|test|rubocop|brakeman|update)`,
    ),
    "dev",
  ],
  [
    file(
      "(?:Dockerfile|Containerfile)[^/]*[.-](?:dev|devel|development|local|debug)|(?:dev|local)\\.[Dd]ockerfile|[^/]+[-_.](?:dev|local)\\.sh",
    ),
    "dev",
  ],
];

/** Folders of work and building, where they stand at the top of the repository or of a package of it: deeper, `tools` may be what the program does. */
const top: readonly Rule[] = [
  [/^spec\//, "test"],
  [/^(?:ci|\.?ci-scripts|jenkins)\//, "ci"],
  [
    /^(?:scripts?|hack|tools?|tooling|dev|devtools|utils\/scripts|benchmarks?|benches|examples?|samples?|docs?|documentation|contrib|misc|support)\//,
    "dev",
  ],
  // Deeper than that only beside the code of a package of JavaScript; Python has its commands there.
  [new RegExp(`^src/scripts?/.*\\.${code}$`), "dev"],
  [/^(?:build(?:-(?:bin|aux|scripts|tools))?|packaging|release|make)\//, "build"],
];

/** The patterns of one role, as one. */
const ruleOf = (rules: readonly Rule[], role: Role): Rule => [anyOf(rules.map(([pattern]) => pattern)), role];

/** In this order. */
const others: readonly Rule[] = [
  ruleOf(pipelines, "ci"),
  ruleOf(desks, "dev"),
  ruleOf(starts, "runtime"),
  ruleOf(builds, "build"),
  ruleOf(work, "dev"),
];
const all: readonly Rule[] = [ruleOf(tests, "test"), ...others];

/** Whether a container surely starts with it, whatever names it. */
export function isStart(path: string): boolean {
  return starts.some(([pattern]) => pattern.test(path));
}

/** What a file is for, by its path; `within` is the path below the innermost package (a folder with a manifest) that holds it. */
export function roleOf(path: string, within: string): Role {
  const rules = /(?:^|\/)src\/main\//.test(path) ? others : all;
  const found = rules.find(([pattern]) => pattern.test(path));
  if (found !== undefined) return found[1];
  return top.find(([pattern]) => pattern.test(within) || pattern.test(path))?.[1] ?? "runtime";
}

/** What starts or builds the program knows better than the name of a folder; tests and pipelines stay what they are. */
export function outranked(role: Role, launched: Role | undefined): Role {
  if (launched === "runtime") return role === "dev" || role === "build" ? launched : role;
  return role === "dev" ? (launched ?? role) : role;
}
