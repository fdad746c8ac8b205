import { anyOf } from "../../text/any-of.ts";

/** What the scan may know how to read; `tsx` is TypeScript with elements. */
export type CodeLanguage = (typeof byExtension)[number][1] | Exclude<(typeof byName)[number][1], null>;

const byExtension = [
  ["py pyw", "python"],
  ["ts mts cts", "typescript"],
  ["js jsx mjs cjs", "javascript"],
  ["tsx", "tsx"],
  ["vue", "vue"],
  ["svelte", "svelte"],
  ["astro", "astro"],
  ["prisma", "prisma"],
  ["go", "go"],
  ["rb rake ru gemspec jbuilder thor", "ruby"],
  ["erb", "erb"],
  ["php phtml", "php"],
  ["java", "java"],
  ["kt kts", "kotlin"],
  ["cs csx", "csharp"],
  ["rs", "rust"],
  ["ex exs", "elixir"],
  ["sh bash dash ksh zsh bats", "shell"],
  ["dockerfile", "dockerfile"],
  ["caddyfile", "caddyfile"],
] as const;

/** By the whole path, in this order and before extensions; a folder before the last is looked for backwards, which takes no longer than the path is. YAML and XML are read only where a framework fills in variables. */
const byName = [
  [/\.d\.[mc]?ts$/, null],
  [/(?:^|\/)custom-environment-variables\.(?:json5?|ya?ml)$/, "node-config"],
  [/(?:^|\/)(?:Rakefile|Gemfile|Capfile|Guardfile|Vagrantfile|Brewfile|Podfile|Fastfile|Dangerfile)$/, "ruby"],
  [/(?:^|\/)(?:Dockerfile|Containerfile)(?:\.(?!md$|txt$|dockerignore$)[^/]*)?$/, "dockerfile"],
  [/(?:^|\/)Caddyfile(?:\.[^/]*)?$/, "caddyfile"],
  [/\.conf\.te?m?pl(?:ate)?$|(?:^|\/)nginx[^/]*\.te?m?pl(?:ate)?$|\.template$(?<=\/nginx\/.*)/, "nginx-template"],
  [/(?:^|\/)[^/]*uwsgi[^/]*\.ini$/, "uwsgi"],
  [/(?:^|\/)supervisord?[^/]*\.conf$|\.(?:conf|ini)$(?<=\/supervisor[^/]*\/.*)/, "supervisord"],
  [/(?:^|\/)(?:logback|log4j2?)[^/]*\.xml$/, "logging-xml"],
  [
    /(?:^|\/)(?:application|bootstrap)(?:[-.][^/]*)?\.ya?ml$|\/src\/main\/resources\/[^/]*\.ya?ml$|^src\/main\/resources\/[^/]*\.ya?ml$/,
    "spring-yaml",
  ],
  [/(?:^|\/)(?:application|bootstrap|microprofile-config|log4j2?)(?:[-.][^/]*)?\.properties$/, "properties"],
  [/(?:^|\/)src\/main\/resources\/(?!messages|[^/]*_[a-z]{2}(?:_[A-Z]{2})?\.)[^/]*\.properties$/, "properties"],
  [/(?:^|\/)(?:application|reference)(?:[-.][^/]*)?\.conf$|\.conf$(?<=(?:^|\/)src\/main\/resources\/.*)/, "hocon"],
  [/\.ya?ml$(?<=(?:^|\/)config\/.*)/, "yaml"],
  [/\.xml$(?<=(?:^|\/)config\/.*)/, "xml"],
  [/(?:^|\/)\.env$/, "dotenv"],
  [/(?:^|\/)artisan$/, "php"],
  [/(?:^|\/)Procfile(?:\.[^/]*)?$/, "procfile"],
  [/(?:^|\/)haproxy[^/]*\.(?:cfg|conf)$/, "haproxy"],
  [/(?:^|\/)vector[^/]*\.(?:ya?ml|toml)$|(?:^|\/)vector\/(?:.*\/)?[^/]*\.toml$/, "vector"],
  [/(?:^|\/)(?:fluent-?bit|td-agent-bit)[^/]*\.(?:conf|ya?ml)$|(?:^|\/)fluent-?bit\/(?:.*\/)?[^/]*\.conf$/, "fluent-bit"],
  [/(?:^|\/)(?:otel|opentelemetry)[^/]*\.ya?ml$|(?:^|\/)(?:otel|opentelemetry)[^/]*\/[^/]*config[^/]*\.ya?ml$/, "otel-collector"],
  [/(?:^|\/)logstash[^/]*\.(?:conf|yml)$|(?:^|\/)logstash\/(?:.*\/)?[^/]*\.conf$/, "logstash"],
  [
    /\.(?:tmpl|ctmpl|gotmpl|gomplate)$|(?:^|\/)traefik[^/]*\.(?:ya?ml|toml)$|(?:^|\/)traefik\/(?:.*\/)?[^/]*\.(?:ya?ml|toml)$/,
    "go-template",
  ],
] as const;

const anyName = anyOf(byName.map(([pattern]) => pattern));

const interpreters = [
  [/^(?:ba|da|k|z|a)?sh$/, "shell"],
  [/^python[\d.]*$/, "python"],
  [/^(?:node|nodejs|bun)$/, "javascript"],
  [/^(?:deno|tsx|ts-node|zx)$/, "typescript"],
  [/^ruby[\d.]*$/, "ruby"],
  [/^php[\d.]*$/, "php"],
  [/^(?:elixir|escript)$/, "elixir"],
] as const;

const extensions: ReadonlyMap<string, CodeLanguage> = new Map(
  byExtension.flatMap(([names, language]) => names.split(" ").map((name): [string, CodeLanguage] => [name, language])),
);

const known: ReadonlyMap<string, CodeLanguage> = new Map(
  [...byExtension, ...byName].flatMap(([, language]): (readonly [string, CodeLanguage])[] =>
    language === null ? [] : [[language, language]],
  ),
);

/** The language of this name. */
export function languageNamed(name: string): CodeLanguage | undefined {
  return known.get(name);
}

/** By the path, then by a first line that says what runs the file; null for what is no code. */
export function languageOf(path: string, text = ""): CodeLanguage | null {
  return languageOfPath(path) ?? languageOfFirstLine(text);
}

function languageOfPath(path: string): CodeLanguage | null {
  const named = anyName.test(path) ? byName.find(([pattern]) => pattern.test(path)) : undefined;
  if (named !== undefined) return named[1];
  return extensions.get((/[^/.]\.([^./]+)$/.exec(path)?.[1] ?? "").toLowerCase()) ?? null;
}

/** Whether only its first line can tell the language of a file: one without an extension. */
export function tellsByFirstLine(path: string): boolean {
  return (
    /(?:^|\/)[^./][^./]*$/.test(path) &&
    !/(?:^|\/)(?:LICEN[CS]E|COPYING|NOTICE|AUTHORS|CODEOWNERS|VERSION|README|CHANGELOG|Makefile)[^/]*$/.test(path)
  );
}

/** What a `#!` line runs, through `env` and the `with-contenv` of s6. */
function languageOfFirstLine(text: string): CodeLanguage | null {
  const line = /^#![ \t]*([^\r\n]{1,200})/.exec(text)?.[1];
  if (line === undefined) return null;
  const words = line.split(/[ \t]+/).map((word) => word.slice(word.lastIndexOf("/") + 1));
  const program = words.find((word) => !/^(?:env|with-contenv|execlineb)$|^-|=/.test(word)) ?? "";
  return interpreters.find(([pattern]) => pattern.test(program))?.[1] ?? null;
}
