import { Canaries, type Kind } from "./canary.ts";
import type { Plot } from "./canary-valid.ts";

/**
 * A document in which something is wrong right beside a canary. `%` stands for one where a value is, `§` for one where a name belongs: only one
 * that looks random can be told from a name.
 */
type Wound = readonly [what: string, text: string];

const envFiles: readonly Wound[] = [
  ["a line without =", "A=x\n§\nB=x\n"],
  ["a line without = at the end", "A=x\n§"],
  ["a line of several words", "A=x\nmy % word\n"],
  ["a base64 line", "A=x\n§§=\n§==\n"],
  ["a URL without a name", "postgres://user:%@host/db?sslmode=require\n"],
  ["a URL as the only line", "https://user:%@host/"],
  ["an export of nothing", "export §\nexport  §=x\n"],
  ["a quote that is not closed", 'A="%\nB=%\n§\n'],
  ["a single quote that is not closed", "A='% \n§=%\n"],
  ["a backtick that is not closed", "A=`%\n"],
  ["a private key without quotes", "A=-----BEGIN PRIVATE KEY-----\n§+§/§\n§==\n-----END PRIVATE KEY-----\n"],
  ["text behind a quote", "A=\"x\"§\nB='x' §\n"],
  ["white space around =", "A = %\n§ = x\n B=%\n"],
  ["a name with a space", "A %=x\n% A=x\n"],
  ["no name", "=%\n : %\n"],
  ["YAML", "A: %\n- %\nA: { B: % }\n§: x\n"],
  ["two that are the same", "§\n§\nA=%\nA=%\n"],
  ["a reference that is not closed", "A=${%\nB=${B:-%\nC=${§}\nD=$§\n"],
  ["a reference that demands", "A=${B:?%}\nC=${D?%}\nE=${§:?x}\n"],
  ["a template", "A={{ % }}\nB=<%>\nC=%%{%}\n"],
  ["strange characters", "A=%\u0000%\n\u202E%\n%\u2028B=%\n"],
  ["a byte order mark", "\uFEFF§\n"],
  ["JSON", '{ "A": "%", "%": 1 }\n'],
  ["a line that is too long", `A=%${"x".repeat(70_000)}\n`],
];

const service = (environment: string): string => `services:\n  auth:\n    image: auth\n${environment}`;

const composeFiles: readonly Wound[] = [
  ["a tab", service("    environment:\n\tA: %\n")],
  ["a colon in a value", service("    environment:\n      A: b: %\n")],
  ["a quote that is not closed", service('    environment:\n      A: "%\n      B: %\n')],
  ["a flow mapping that is not closed", service("    environment: { A: %, B: %\n")],
  ["text behind a quote", service('    environment:\n      A: "x" %\n')],
  ["an alias of nothing", service("    environment:\n      A: *%\n")],
  ["an anchor that is a value", service("    environment:\n      A: &% %\n      B: *%\n")],
  ["a percent sign", service("    environment:\n      A: %%\n      B: @%\n")],
  ["a tag", service("    environment:\n      A: !% %\n      B: !!%\n      C: !!int %\n")],
  ["a mark", service("    environment: !reset %\n    env_file: !override [§]\n")],
  ["an escape that is none", service('    environment:\n      A: "%\\q%"\n')],
  ["two that are the same", service("    environment:\n      A: %\n      A: %\n      §: x\n      §: y\n")],
  ["lists in a mapping", service("    environment:\n      A: [%]\n      B: { C: % }\n")],
  ["mappings in a list", service("    environment:\n      - A: %\n      - [%]\n")],
  ["a list item without =", service('    environment:\n      - §\n      - % and more\n      - "§"\n')],
  ["a list item that begins with =", service("    environment:\n      - =%\n      - ' A=%'\n")],
  ["a name that is half a value", service("    environment:\n      postgres://u:%@h/x?a: b\n      A=%:\n      A %: x\n      ? §\n")],
  ["a flow mapping of bare names", service("    environment: { § }\n")],
  ["a list of a URL", service("    environment:\n      - postgres://u:%@h/x?a=b\n")],
  ["text in place of a mapping", service("    environment: A=%\n")],
  ["text in place of a service", "services:\n  auth: %\n"],
  ["text in place of everything", "%\n"],
  ["a list in place of everything", "- A=%\n"],
  ["a second document", `${service("")}---\nA: %\n`],
  ["a reference that is not closed", service("    environment:\n      A: ${%\n      B: ${B:-%\n      C: ${B:-${§}\n")],
  ["a reference that demands", service("    environment:\n      A: ${B:?%}\n      C: ${D?%}\n      E: ${§:?%}\n")],
  ["a reference to a value", service("    environment:\n      A: ${§}\n      B: $§\n      C: ${§-x}\n      D: a$§b${}\n")],
  ["a reference in a name", service("    environment:\n      - ${A:-§}=x\n      - ${§}\n")],
  ["an env_file", service("    env_file: §\n")],
  ["an env_file of a wrong kind", service("    env_file:\n      - A=%\n      - { path: ${X:-§}, format: % }\n      - path: [%]\n")],
  ["an env_file with a secret in its path", service("    env_file: ${NOT_SET:?%}\n")],
  ["what is not known", service("    environmnt:\n      A: %\n    build: { args: %, target: ${T:?%} }\n")],
  ["build arguments", service("    build: { context: ., args: [A=%, §, '=%'] }\n")],
  ["an inline Dockerfile", service("    build:\n      dockerfile_inline: |\n        FROM scratch\n        ENV %\n        % x\n")],
  ["an image", service("    environment: []\n").replace("image: auth", "image: https://user:%@registry/auth:${§}")],
  ["an extended service", service("    extends: { service: b, file: ${X:?%} }\n")],
  ["labels", service('    labels: ["%", "A=%]\n')],
];

const pod = (env: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: auth }\nspec:\n  containers:\n    - name: auth\n      image: auth\n${env}`;
const secret = (data: string): string =>
  `apiVersion: v1\nkind: Secret\nmetadata: { name: auth }\n${data}---\n${pod("      envFrom: [{ secretRef: { name: auth } }]\n")}`;

const manifests: readonly Wound[] = [
  ["a colon in a value", pod("      env:\n        - name: A\n          value: b: %\n")],
  ["a quote that is not closed", pod('      env:\n        - { name: A, value: "% }\n')],
  [
    "a number and a boolean",
    pod("      env:\n        - { name: A, value: 12345 }\n        - { name: B, value: [%] }\n        - { name: C, value: { D: % } }\n"),
  ],
  ["a value and a valueFrom", pod("      env:\n        - { name: A, value: %, valueFrom: { secretKeyRef: { name: a, key: b } } }\n")],
  [
    "valueFrom that is text",
    pod("      env:\n        - { name: A, valueFrom: % }\n        - { name: B, valueFrom: { secretKeyRef: % } }\n"),
  ],
  ["a mapping in place of a list", pod("      env:\n        A: %\n        B: { value: % }\n")],
  ["text in place of a list", pod("      env: A=%\n")],
  ["text in place of an item", pod("      env:\n        - A=%\n        - %\n")],
  ["a name that is half a value", pod('      env:\n        - name: "A=%"\n        - name: "my % phrase"\n          value: x\n')],
  ["no name", pod("      env:\n        - value: %\n        - { name: '', value: % }\n        - { name: [%], value: % }\n")],
  ["compose syntax", pod("      environment:\n        A: %\n      env_file: §\n")],
  ["expansion", pod('      env:\n        - { name: A, value: "$(B)$(%)${%}%" }\n        - { name: B, value: "$(A" }\n')],
  ["two that are the same", pod("      env:\n        - { name: A, value: % }\n        - { name: A, value: % }\n")],
  ["plain text under data", secret("data: { A: %-, B: '% %', C: [%] }\n")],
  ["a mapping under data", secret("data:\n  A: { B: % }\n  C: 12\n")],
  ["text in place of data", secret("data: %\nstringData: A=%\n")],
  ["env lines in place of data", secret("data: |\n  A=%\nstringData: { .env: 'A=%' }\n")],
  ["keys twice", secret("data: { A: %%, A: % }\nstringData: { A: % }\n")],
  ["a template", secret('data: { A: {{ "%" | b64enc }} }\n')],
  ["a block that ends too early", secret("stringData:\n  A: |\n    %\n   %\n")],
  ["JSON that is broken", '{ "apiVersion": "v1", "kind": "Secret", "metadata": { "name": "a" }, "stringData": { "A": "%", } "B" }'],
];

const dockerfiles: readonly Wound[] = [
  ["an ENV without =", "FROM scratch\nENV %\nENV A\nENV =%\n"],
  ["a quote that is not closed", 'FROM scratch\nENV A="% B=%\n'],
  ["text without an instruction", "FROM scratch\n%\nENVV A=%\nA=%\n"],
  ["a name with a space", "FROM scratch\nENV A = %\nENV A=x %\n"],
  ["a reference that is not closed", "FROM scratch\nENV A=${%\nENV B=${B:-%\n"],
  ["a reference that demands", "FROM scratch\nENV A=${B:?%}\nENV C=${§:?%}\n"],
  ["a modifier that is none", "FROM scratch\nENV A=${B:%}\nENV C=${B!%}\nENV D=${B/%/x}\n"],
  ["a heredoc that is not closed", "FROM scratch\nRUN <<%\nexport A=%\n"],
  ["an ARG", "ARG %\nFROM scratch\nARG A=% B\nARG =%\n"],
  ["an escape at the end", "FROM scratch\nENV A=%\\\n%\\\n"],
  ["a base image", "FROM ${A:?%}\nFROM https://u:%@h/x\nENV A=%\n"],
  ["no base image", "ENV A=%\n"],
  ["an old form", "FROM scratch\nENV § x\nENV A % %\n"],
];

const dumps: readonly Wound[] = [
  ["a line before any name", "%\nA=x\n"],
  ["a piece that looks like a name", "KEY=-----BEGIN X\n§=\n§=x\n"],
  ["two that are the same", "A=%\nA=%\n§=x\n§=y\n"],
  ["NULs", "A=%\0%\0=%\0"],
];

const inspected: readonly Wound[] = [
  ["JSON that ends too early", '[{ "Config": { "Env": ["A=%", "%'],
  ["a bare name", '[{ "Config": { "Env": ["A=x", "§", "=%", "my %=x"] } }]'],
  ["objects in place of texts", '[{ "Config": { "Env": [{ "A": "%" }, ["%"], 1] } }]'],
  ["an object in place of the list", '[{ "Config": { "Env": { "A": "%" } } }]'],
  ["text in place of the list", '[{ "Config": { "Env": "A=%" } }]'],
  ["an escape that is none", '[{ "Config": { "Env": ["A=\\q%"] } }]'],
  ["a mistake beside it", '[{ "Config": { "Env": ["A=%" "B=%"] } }]'],
];

const schemas: readonly Wound[] = [
  ["a quote that is not closed", 'service: auth\nvariables:\n  A: { sensitive: true, default: "%\n'],
  ["a colon in a default", "service: auth\nvariables:\n  A:\n    sensitive: true\n    default: b: %\n"],
  [
    "a default of a wrong type",
    "service: auth\nvariables: { A: { sensitive: true, type: integer, default: %, example: %, min: %, one-of: [%], not: % } }\n",
  ],
  ["a default that is a list", "service: auth\nvariables: { A: { sensitive: true, default: [%], one-of: %, example: { b: % } } }\n"],
  ["a default of a secret", "service: auth\nvariables: { A: { type: secret, default: %, one-of: [%], pattern: '(%' } }\n"],
  ["a default in place of a declaration", "service: auth\nvariables: { A: %, B: [%] }\n"],
  ["a stage", "service: auth\nvariables: { A: { sensitive: true, in: { prod: { default: % }, staging: % } } }\n"],
  ["a host-env", "service: auth\nstages: { production: { target: .env, host-env: [A=%], provided: { B: [%] } } }\nvariables: { A: {} }\n"],
  ["a condition", "service: auth\nvariables: { A: { sensitive: true }, B: { required: { when: { A: [[%]], C: % } } } }\n"],
];

/** What the services of the broken documents should have. */
const schema = (target: string): string =>
  `service: auth\nclosed: true\nstages: { production: ${JSON.stringify(target)} }\nvariables: { A: { type: integer }, B: { type: url, sensitive: true }, C: {} }\n`;

export function brokenPlots(kind: Kind): Plot[] {
  const envFormats = ["dotenv", "compose-env-file", "docker-env-file", "python-dotenv", "django-environ", "node-env-file", "env-dump"];
  return [
    ...envFormats.flatMap((format) => plots(kind, envFiles, { what: format, path: ".env", target: `${format}:.env` })),
    ...plots(kind, envFiles, {
      what: "an env_file",
      path: "x.env",
      target: "compose.yaml#auth",
      others: { "compose.yaml": service("    env_file: x.env\n") },
    }),
    ...plots(kind, envFiles, {
      what: "a raw env_file",
      path: "x.env",
      target: "compose.yaml#auth",
      others: { "compose.yaml": service("    env_file: [{ path: x.env, format: raw }]\n") },
    }),
    ...plots(kind, envFiles, {
      what: "a .env of compose",
      path: ".env",
      target: "compose.yaml#auth",
      others: { "compose.yaml": service("    environment: { A: '${A}' }\n") },
    }),
    ...plots(kind, composeFiles, { what: "compose", path: "compose.yaml", target: "compose.yaml#auth" }),
    ...plots(kind, manifests, { what: "manifests", path: "k8s/auth.yaml", target: "k8s/auth.yaml" }),
    ...plots(kind, dockerfiles, { what: "Dockerfile", path: "Dockerfile", target: "Dockerfile" }),
    ...plots(kind, [...dumps, ...envFiles], { what: "dump", path: "auth.txt", target: "env-dump:auth.txt" }),
    ...plots(kind, inspected, { what: "inspect", path: "auth.json", target: "docker-inspect:auth.json" }),
    ...plots(kind, schemas, { what: "schema", path: "schemas/auth.yaml", target: ".env", others: { ".env": "A=x\n" } }),
  ];
}

interface Ward {
  readonly what: string;
  readonly path: string;
  readonly target: string;
  readonly others?: Readonly<Record<string, string>>;
}

function plots(kind: Kind, wounds: readonly Wound[], { what, path, target, others = {} }: Ward): Plot[] {
  return wounds.map(([wound, text]) => {
    const canaries = new Canaries(kind);
    let count = 0;
    const filled = text.replaceAll(/[%§]/g, (sign) =>
      canaries.mint(`${what}: ${wound} ${String((count += 1))}`, sign === "§" ? "random" : kind),
    );
    const files = { "schemas/auth.yaml": schema(target), ...others, [path]: filled };
    return { what: `${what}: ${wound}`, canaries, files, targets: [target], revealed: 0 };
  });
}
