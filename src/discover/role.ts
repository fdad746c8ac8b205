import type { Host } from "../host.ts";
import type { Config } from "../model/config.ts";
import type { Role } from "../model/project.ts";

/** The first pattern that a path or one of its folders matches decides. */
const rolesOfNames: readonly (readonly [Role, RegExp])[] = [
  ["example", /(?:^|[._-])(?:example|examples|sample|samples|template|templates|tmpl|dist|default|defaults)(?:[._-]|$)/i],
  ["test", /(?:^|[._-])(?:test|tests|testing|e2e|ci|spec|integration|conformance|mock)(?:[._-]|$)/i],
  ["local", /(?:^|[._-])(?:local|dev|devel|development|override|debug|devcontainer)(?:[._-]|$)/i],
  ["deploy", /(?:^|[._-])(?:prod|production|stage|staging|live|release|deploy)(?:[._-]|$)/i],
];

const rolesOfFolders: readonly (readonly [Role, RegExp])[] = [
  ["example", /^(?:examples?|samples?|docs?|documentation|demos?|quickstarts?|templates?|tutorials?|contrib)$/i],
  [
    "test",
    /^(?:test(?:data|files|cases)(?:-\w+)?|cypress|playwright|spec|fixtures|\.?ci|\.github|\.gitlab|\.circleci|\.buildkite|\.woodpecker|integration|hack|benchmarks?)$|(?:^|[._-])(?:unit)?(?:tests?|testing|e2e)(?:[._-]|$)/i,
  ],
  ["local", /^[._]?(?:devcontainer|dev|devel|development|local)$|^local[-_](?:k8s|kubernetes|docker|compose|deploy)/i],
  ["deploy", /^(?:prod|production|staging|live)$/i],
];

/** Folders of what is deployed, wherever: on the machine of a developer where a folder around says so, as in `dev/k8s`. */
const deployed = /^(?:k8s|kubernetes|manifests|deploy|deployments?|overlays|infra|infrastructure|helmfile)$/i;

/** Folders of pages: whatever they hold is shown to readers, who deploy a copy of it. */
const manual = /^(?:docs?|documentation|tutorials?)$/i;

/** What CloudFormation and SAM deploy where nobody says otherwise: no example. */
const stack = /^template\.(?:ya?ml|json)$/;

/** What a file is for, judged by its name first and by its folders, nearest first, after that. */
export function roleOf(path: string): Role {
  const [name = "", ...folders] = path.split("/").toReversed();
  const byName = stack.test(name) ? undefined : rolesOfNames.find(([, pattern]) => pattern.test(name));
  if (byName !== undefined) return byName[0];
  let isDeployed = false;
  for (const folder of folders) {
    const byFolder = rolesOfFolders.find(([, pattern]) => pattern.test(folder))?.[0];
    if (byFolder !== undefined) return isDeployed && byFolder !== "local" && !manual.test(folder) ? "deploy" : byFolder;
    isDeployed ||= deployed.test(folder);
  }
  return isDeployed ? "deploy" : "unknown";
}

/** The roles that the configuration gives to paths; the last glob that matches wins. */
export function configuredRoles({ roles }: Config, host: Host): (path: string) => Role | undefined {
  const given = new Map([...roles].flatMap(([glob, role]) => host.glob([glob]).map((path) => [path, role] as const)));
  return (path) => given.get(path);
}

/** The usual stages, of which no pattern has to be asked: every start of a service asks for one. */
const rolesOfStages: ReadonlyMap<string, Role> = new Map(
  Object.entries({
    production: "deploy",
    prod: "deploy",
    staging: "deploy",
    development: "local",
    dev: "local",
    local: "local",
    test: "test",
  }),
);

/** What a stage is for, by its name: anything that is not plainly a workplace is a deploy. */
export function roleOfStage(stage: string): Role {
  const known = rolesOfStages.get(stage);
  if (known !== undefined) return known;
  const role = rolesOfNames.find(([, pattern]) => pattern.test(stage))?.[0];
  return role === "local" || role === "test" ? role : "deploy";
}
