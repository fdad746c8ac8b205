import { type Command, groups } from "../src/commands/command.ts";
import { type FlagName, flags } from "../src/commands/flags.ts";
import { commands } from "../src/commands/index.ts";
import { summaryOf, usageOf, valueOf } from "../src/shell/usage.ts";
import { wrap } from "../src/text/width.ts";

/** man/envcheck.1 in the macros of man(7): prose, and what the tables of commands and flags say. */
export function manPage(): string {
  return [
    `.TH ENVCHECK 1 "2026-11-22" "envcheck" "User Commands"`,
    section("NAME"),
    String.raw`envcheck \- check environment variables before a deploy`,
    section("SYNOPSIS"),
    ".B envcheck",
    "[\\fIcommand\\fR] [\\fIoperand\\fR ...] [\\fIflags\\fR]",
    section("DESCRIPTION"),
    ...description,
    section("COMMANDS"),
    "Without a command,",
    `.B envcheck ${commands[0].id}`,
    "runs.",
    `Most commands also take ${common.map(bold).join(", ")}.`,
    ...groups.flatMap((group) => [subsection(group), ...commands.filter((one) => one.group === group).flatMap(commandLines)]),
    section("FLAGS"),
    ...flagNames().flatMap(flagLines),
    ...tagged(bold("help"), ["Print the flags of a command, and without one the list of all commands."]),
    ...tagged(bold("version"), ["Print the version."]),
    section("EXIT STATUS"),
    ...exits.flatMap(([code, meaning]) => tagged(`\\fB${code}\\fR`, [meaning])),
    section("ENVIRONMENT"),
    ...environment.flatMap(([name, meaning]) => tagged(`\\fB${escape(name)}\\fR`, [escape(meaning)])),
    section("FILES"),
    ...files.flatMap(([path, meaning]) => tagged(`\\fI${escape(path)}\\fR`, [escape(meaning)])),
    section("EXAMPLES"),
    ...examples.flatMap(([line, meaning]) => tagged(`\\fB${escape(line)}\\fR`, [escape(meaning)])),
    section("SEE ALSO"),
    "The pages in the folder",
    ".I docs",
    "that comes with envcheck, first",
    ".IR docs/README.md .",
    "",
  ]
    .flatMap((line) => (line.startsWith(".") ? [line] : wrap(line, 78)))
    .join("\n");
}

const description = [
  ".B envcheck",
  "reads what declares the environment of a service (env files, Compose files, Kubernetes manifests, Dockerfiles, processes that run),",
  "works out what each process gets, and compares that with the schema of the service, with what its code reads, and between stages.",
  ".PP",
  "It never prints a value, nor a part, a length or a hash of one.",
  "What nobody can see is told apart from what is missing.",
  ".PP",
  "A target is a path with an optional format and selector,",
  ".RI [ format :] path [# selector ],",
  "or what runs:",
  ".BR docker:auth\\-1 ,",
  ".BR kube:production/Deployment/auth ,",
  ".BR pid:4711 .",
];

const exits = [
  ["0", "Fine."],
  ["1", "Findings at or above \\fB\\-\\-fail\\-on\\fR."],
  ["2", "Wrong usage, a broken schema, input that cannot be read, or nothing to check."],
  ["3", "Something that runs cannot be read or, under \\fB\\-\\-strict\\fR, something could not be determined."],
  ["70", "A bug in envcheck."],
] as const;

const environment = [
  ["NO_COLOR", "No colours and no hyperlinks, unless --color says otherwise."],
  ["FORCE_COLOR", "Colours also where no terminal is."],
  ["COLUMNS", "The width of the output where no terminal is."],
  ["CI", "Refuses --reveal, asks nobody, and makes no hyperlinks."],
  ["ENVCHECK_STAGE", "The stage that envcheck run judges by, where --stage is not given."],
  ["ENVCHECK_FINGERPRINT_KEY", "The key of the fingerprints in snapshots."],
  ["ENVCHECK_KUBECONFIG", "A kubeconfig below the checkout that may be used all the same."],
  ["ENVCHECK_NO_CODE_CACHE", "Keeps no compiled program in the cache folder of the user."],
] as const;

const files = [
  ["envcheck.yaml", "The configuration of a project."],
  ["schemas/*.yaml", "The schemas of its services."],
  ["snapshots/", "What envcheck snapshot records."],
] as const;

const examples = [
  ["envcheck", "Check every service of schemas/*.yaml in all its stages."],
  ["envcheck explain OAUTH_CLIENT_ID", "Show every place that sets a variable, and who wins in each stage."],
  ["envcheck release --from v1.4.0", "Show what this release newly requires, and which stage lacks it."],
  ["envcheck live --stage production --wait 5m", "After a rollout: wait until what runs is as promised."],
] as const;

/** What more than half of the commands take. */
const common = flagNames().filter((name) => commands.filter((command) => command.flags.includes(name)).length * 2 > commands.length);

function bold(name: string): string {
  return `\\fB${escape(`--${name}`)}\\fR`;
}

function flagNames(): readonly FlagName[] {
  const used = new Set<string>(commands.flatMap((command) => [...command.flags]));
  return Object.keys(flags).flatMap((name) => (isFlag(name) && used.has(name) ? [name] : []));
}

function isFlag(name: string): name is FlagName {
  return name in flags;
}

function commandLines(command: Command): readonly string[] {
  const { flags: own, formats, summary } = command;
  const shown = own
    .filter((name) => !common.includes(name))
    .map(bold)
    .join(", ");
  const formatted = formats.length > 1 ? [`Formats: ${formats.join(", ")}.`] : [];
  return tagged(`\\fB${escape(usageOf(command))}\\fR`, [
    `${escape(sentence(summary))}.`,
    ...formatted,
    ...(shown === "" ? [] : [`Flags: ${shown}.`]),
  ]);
}

function flagLines(name: FlagName): readonly string[] {
  const value = escape(valueOf(flags[name])).replace(/[A-Z][A-Z:]*/g, String.raw`\fI$&\fR`);
  return tagged(bold(name) + value, [`${escape(sentence(summaryOf(name, [])))}.`]);
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).replace(/[:.]? *$/, "");
}

function tagged(head: string, lines: readonly string[]): readonly string[] {
  return [".TP", head, ...lines];
}

function section(title: string): string {
  return `.SH ${title}`;
}

function subsection(title: string): string {
  return `.SS ${title}`;
}

/** Text as roff takes it literally: `-` is a hyphen unless escaped, and a line must not begin with a dot or an apostrophe. */
function escape(text: string): string {
  return text
    .replaceAll("\\", String.raw`\e`)
    .replaceAll("-", String.raw`\-`)
    .replace(/^(?=[.'])/, String.raw`\&`);
}
