import { describe, expect, test } from "@jest/globals";
import { scanned, told } from "./support.ts";

/** Of a script, what it reads: sorted by place, without the lines around. */
async function script(text: string): Promise<readonly string[]> {
  return told({ "entrypoint.sh": text });
}

describe("expansions", () => {
  test.each([
    ['echo "$A_KEY" ${B_KEY}', ["A_KEY optional", "B_KEY optional"]],
    ["X=${A_KEY:-d} Y=${B_KEY-e}", ['A_KEY default "d"', 'B_KEY default "e"']],
    [': ${A_KEY:="a b"} ${B_KEY=c}; echo $A_KEY', ['A_KEY default "a b"', 'B_KEY default "c"']],
    [': "${A_KEY:?must be set}" ${B_KEY?}', ["A_KEY required", "B_KEY required"]],
    ["cmd ${A_KEY:+--flag $A_KEY} ${B_KEY+x}", ["A_KEY presence", "A_KEY optional", "B_KEY presence"]],
    ["echo ${A_KEY,,} ${#B_KEY} ${C_KEY//a/b} ${D_KEY%%/*} ${E_KEY:1:2} ${F_KEY^^} ${G_KEY@Q}", "ABCDEFG"],
    ['X="${A_KEY:-${B_KEY:-c}}"', ['A_KEY default "c"', 'B_KEY default "c"']],
    ["X=${A_KEY:-test-results}", ['A_KEY default "test-results"']],
    ["X=${A_KEY:-$HOME/x} Y=${B_KEY:-$(hostname)}", ["A_KEY default", "B_KEY default"]],
    ["X=${A_KEY:-http://a.b:80/c} Y=\"${B_KEY:-'q'}\"", ['A_KEY default "http://a.b:80/c"', 'B_KEY default "q"']],
    ["echo $((A_KEY + 1)); if (( B_KEY > 2 )); then :; fi", ["A_KEY optional", "B_KEY optional"]],
    ["cat <<EOF\n$A_KEY ${B_KEY:-x} \\$NO_KEY $(echo $C_KEY)\nEOF", ["A_KEY optional", 'B_KEY default "x"', "C_KEY optional"]],
    ['cat > $A_KEY <<< "$B_KEY" 2> /dev/null', ["A_KEY optional", "B_KEY optional"]],
    ['x=`echo $A_KEY` y=$(echo "$(echo $B_KEY)") z=<(echo $C_KEY)', ["A_KEY optional", "B_KEY optional", "C_KEY optional"]],
  ])("%s", async (text, expected) => {
    const all = typeof expected === "string" ? expected.split("").map((letter) => `${letter}_KEY optional`) : expected;
    expect(await script(text)).toEqual(all);
  });
});

describe("no read of the environment", () => {
  test.each([
    "# echo $A_KEY",
    "echo '$A_KEY' \\$B_KEY \"\\${C_KEY}\" $'$D_KEY'",
    "awk '{ print $NF }' f; sed 's/$A_KEY/x/' f",
    "cat <<'EOF'\n$A_KEY\nEOF",
    "A_KEY=1; echo $A_KEY; export B_KEY=2; echo $B_KEY",
    "export A_KEY; unset B_KEY; echo $B_KEY",
    "A_KEY=1 cmd",
    "for A_KEY in 1 2; do echo $A_KEY; done",
    "while IFS= read -r A_KEY B_KEY; do echo $A_KEY $B_KEY; done < f",
    'while getopts "ab:" A_KEY; do echo $A_KEY $OPTARG; done',
    "mapfile -t A_KEY < f; echo $A_KEY; printf -v B_KEY '%s' x; echo $B_KEY",
    "f() { local A_KEY=$1; echo $A_KEY; }; f x",
    "echo $1 $@ $? $# $$ $! $- $0 $HOME $PATH $PWD $RANDOM $BASH_VERSION ${BASH_SOURCE[0]} $HOSTNAME",
    "A_KEY=(1 2); echo ${A_KEY[0]} ${#A_KEY[@]}",
    ". /etc/os-release; echo $VERSION_ID $ID",
    'if [ "$1" = x ]; then OPTS=-x; else OPTS=-y; fi; cmd $OPTS',
    'if [ "$1" = x ]; then OPTS=-x; fi; cmd $OPTS',
    'if [ "$1" = x ]; then opts=-x; fi; cmd ${opts:-}',
    "f() { echo $name; }; name=x; f",
    ". ./colours.sh; echo $red",
  ])("%s", async (text) => {
    expect(await script(text)).toEqual([]);
  });
});

describe("set -u", () => {
  test.each([
    ["set -eu\necho $A_KEY", ["A_KEY required"]],
    ["set -euo pipefail; echo ${A_KEY}", ["A_KEY required"]],
    ["set -o nounset; set +u; echo $A_KEY", ["A_KEY optional"]],
    ["#!/bin/bash -eu\necho $A_KEY", ["A_KEY required"]],
    ['set -u; if [ -n "${A_KEY:-}" ]; then echo $A_KEY; fi', ["A_KEY optional", "A_KEY optional"]],
    ["set -u; [[ -v A_KEY ]] && echo $A_KEY", ["A_KEY presence", "A_KEY optional"]],
    ["set -u; . ./.env; echo $A_KEY", ["A_KEY optional"]],
    ["set -u; A_KEY=${A_KEY:-x}; echo $A_KEY", ['A_KEY default "x"']],
    ["set -u; f() { echo $A_KEY; }; f", ["A_KEY required"]],
  ])("%s", async (text, expected) => {
    expect(await script(text)).toEqual(expected);
  });

  test("what only some runs get to is required on condition", async () => {
    const { reads } = await scanned({ "entrypoint.sh": 'set -u; echo $A_KEY; if [ "$1" = x ]; then echo $B_KEY ${C_KEY:?}; fi' });
    expect(reads.map(({ confidence }) => confidence)).toEqual(["certain", "conditional", "conditional"]);
  });
});

describe("guards", () => {
  test.each([
    'if [ -z "$A_KEY" ]; then echo no >&2; exit 1; fi',
    "if [[ -z ${A_KEY:-} ]]; then exit 1; fi",
    '[ -z "$A_KEY" ] && { echo no; exit 2; }',
    '[ -n "$A_KEY" ] || exit 1',
    '[ "$A_KEY" ] || exit 1',
    'test -n "$A_KEY" || exit 1',
    '[ ! -z "$A_KEY" ] || exit 1',
    '[ "x$A_KEY" = x ] && exit 1',
    '[ "$A_KEY" = "" ] && exit 1',
    'if [ "${A_KEY+set}" != set ]; then exit 1; fi',
    "[[ -v A_KEY ]] || exit 1",
    'if ! [ -n "$A_KEY" ]; then exit 1; fi',
    'if [ -n "$A_KEY" ]; then :; else exit 1; fi',
    'die() { echo "$*"; exit 1; }\n[ -n "$A_KEY" ] || die "no key"',
    'need() { if [ -z "${!1}" ]; then exit 1; fi; }\nneed A_KEY',
    'need() { for n in "$@"; do eval "v=\\$$n"; [ -n "$v" ] || exit 1; done; }\nneed A_KEY',
    'for n in A_KEY; do [ -n "${!n:-}" ] || exit 1; done',
    'names=(A_KEY)\nfor n in "${names[@]}"; do if [ -z "${!n}" ]; then exit 1; fi; done',
    'names="A_KEY"\nfor n in $names; do if [ -z "${!n}" ]; then exit 1; fi; done',
    'case "$A_KEY" in a|b) ;; *) exit 1 ;; esac',
    'case "$A_KEY" in "") exit 1 ;; esac',
    'value="$A_KEY"\nif [ -z "$value" ]; then exit 1; fi',
    'set -e\ntest -n "$A_KEY"',
    'set -e\ncheck() { [ -n "$A_KEY" ] || return 1; }\ncheck',
    'check() { [ -n "$A_KEY" ]; }\ncheck || exit 1',
    'A_KEY="${A_KEY:-}"\n: "${A_KEY:?}"',
  ])("%s", async (text) => {
    const { reads } = await scanned({ "entrypoint.sh": text });
    expect([...new Set(reads.map(({ variable, mode, confidence }) => `${variable} ${mode} ${String(confidence)}`))]).toEqual([
      "A_KEY required guarded",
    ]);
  });

  test.each([
    ['if [ -z "$A_KEY" ]; then echo skipped; exit 0; fi', ["A_KEY optional"]],
    ['if [ -n "$A_KEY" ]; then exec a "$A_KEY"; fi', ["A_KEY optional", "A_KEY optional"]],
    ['enabled() { [ -n "$A_KEY" ] || return 1; }\nif enabled; then echo; fi', ["A_KEY optional"]],
    ['( [ -n "$A_KEY" ] || exit 1 )', ["A_KEY optional"]],
    ['[ "$A_KEY" = x ] && exit 1', ["A_KEY optional"]],
  ])("%s fails nothing", async (text, expected) => {
    expect(await script(text)).toEqual(expected);
  });

  test.each([
    'if [ -n "$A_KEY" ]; then migrate || exit 1; else as-user migrate || exit 1; fi',
    'if [ -z "$A_KEY" ]; then as-user migrate || exit 1; fi',
    'if [ -z "$A_KEY" ]; then check --all && migrate || exit 1; fi',
  ])("a command that fails beside is no want of the variable: %s", async (text) => {
    const { reads } = await scanned({ "entrypoint.sh": text });
    expect(reads.map(({ confidence }) => confidence)).not.toContain("guarded");
  });

  test("what is done in spite of a failure raises no doubt", async () => {
    const { reads } = await scanned({ "entrypoint.sh": 'if [ -z "$A_KEY" ]; then notify || true; exit 1; fi' });
    expect(reads.map(({ confidence }) => confidence)).toEqual(["guarded"]);
  });

  test("of several that are all absent any will do", async () => {
    const { reads } = await scanned({ "entrypoint.sh": 'if [ -z "$A_KEY" ] && [ -z "$B_KEY" ]; then exit 1; fi; echo $C_KEY' });
    expect(reads.map(({ mode, group }) => [mode, group])).toEqual([
      ["required", 0],
      ["required", 0],
      ["optional", null],
    ]);
  });
});

describe("defaults that are assigned", () => {
  test.each([
    ['if [ -z "$A_KEY" ]; then A_KEY=admin; fi', ['A_KEY default "admin"']],
    ['[ -n "$A_KEY" ] || A_KEY=admin; echo $A_KEY', ['A_KEY default "admin"', 'A_KEY default "admin"']],
    ["if [ -f /run/secret ]; then A_KEY=$(cat /run/secret); elif [ -z ${A_KEY+x} ]; then A_KEY=admin; fi", ['A_KEY default "admin"']],
    ['port=80; if [ -n "$A_KEY" ]; then port=$A_KEY; fi', ['A_KEY default "80"', 'A_KEY default "80"']],
    ['if [ "$MODE" = x ]; then url=$A_KEY; else url=http://local; fi', ["MODE optional", "A_KEY optional"]],
    ['[ -z "$A_KEY" ] && A_KEY=$(hostname)', ["A_KEY default"]],
  ])("%s", async (text, expected) => {
    expect(await script(text)).toEqual(expected);
  });
});

const fileEnv = `file_env() {
  local var="$1"
  local fileVar="\${var}_FILE"
  local def="\${2:-}"
  if [ "\${!var:-}" ] && [ "\${!fileVar:-}" ]; then exit 1; fi
  local val="$def"
  if [ "\${!var:-}" ]; then
    val="\${!var}"
  elif [ "\${!fileVar:-}" ]; then
    val="$(< "\${!fileVar}")"
  fi
  export "$var"="$val"
  unset "$fileVar"
}
`;

describe("names that are put together", () => {
  test.each([
    [`${fileEnv}file_env 'A_KEY' 'd'\necho $A_KEY`, ['A_KEY default "d"', "A_KEY_FILE optional"]],
    [`${fileEnv}file_env A_KEY\nfile_env "B_KEY"`, ["A_KEY optional", "A_KEY_FILE optional", "B_KEY optional", "B_KEY_FILE optional"]],
    ['get() { echo "${!1} ${!2:-}"; }', ["* open", "* open"]],
    ['get() { printenv "$1"; }\nx=$(get A_KEY)', ["A_KEY optional"]],
    ['n=A_KEY\necho "${!n}"', ["* open"]],
    ['eval "v=\\${APP_${1}_URL}"', ["APP_*_URL open"]],
    ["for v in A_KEY B_KEY; do echo ${!v}; done", ["A_KEY optional", "B_KEY optional"]],
    ['for v in "${!APP_@}"; do :; done; compgen -e WEB_', ["APP_* open", "WEB_* open"]],
    ["env | grep '^APP_' | cut -d= -f1; printenv | awk -F= '/^WEB_/ { print $1 }'", ["APP_* open", "WEB_* open"]],
    ["env | sort", []],
    ["envsubst '$A_KEY ${B_KEY}' < in > out", ["A_KEY optional", "B_KEY optional"]],
    ["exec su-exec app sh -c 'run $A_KEY'", ["A_KEY optional"]],
    ["docker exec app sh -c 'run $A_KEY'", []],
  ])("%s", async (text, expected) => {
    expect(await script(text)).toEqual(expected);
  });

  test("a name is where it is written", async () => {
    const text = `${fileEnv}file_env 'A_KEY'\nfor v in B_KEY; do echo \${!v}; done\n`;
    const { reads } = await scanned({ "entrypoint.sh": text });
    expect(reads.map(({ at }) => text.slice(at.start, at.end))).toEqual(["A_KEY", "A_KEY", "B_KEY"]);
  });
});

test("a script may tell by its first line", async () => {
  expect(await told({ "docker/run": "#!/usr/bin/env bash\necho $A_KEY" })).toEqual(["A_KEY optional"]);
});

test("what does not parse is read around", async () => {
  expect(await script("echo $A_KEY\nif [ ; then (\necho $B_KEY")).toContain("A_KEY optional");
});
