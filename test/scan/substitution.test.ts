import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

test.each([
  [
    "nginx/templates/default.conf.template",
    "listen ${PORT}; # ${NO_KEY}\nproxy_pass $upstream/$API_HOST$request_uri;",
    ["PORT required", "API_HOST required"],
  ],
  [
    "default.conf.template",
    "set $BACKEND x; map $uri $MAPPED { }\nproxy_pass $BACKEND$MAPPED ${scheme}://${HOST:-a};",
    ['HOST default "a"'],
  ],
  [
    "Caddyfile",
    "{$SITE:localhost:80} {$OTHER}\n# {$NO_KEY}\nheader X {env.TOKEN} {http.host}",
    ['SITE default "localhost:80"', "OTHER optional", "TOKEN optional"],
  ],
  [
    "uwsgi.ini",
    "[uwsgi]\nif-not-env = WORKERS\nworkers = 4\nendif =\n; $(NO_KEY)\nsocket = :$(PORT)\nx = %(y)\nenv = Z=1",
    ["WORKERS presence", "PORT optional"],
  ],
  ["supervisord.conf", "[program:a]\ncommand=a %(ENV_PORT)s %(program_name)s\n;x=%(ENV_NO_KEY)s\ny=%%(ENV_NO_KEY)s", ["PORT required"]],
  [
    "haproxy.cfg",
    'setenv OWN x\nbind "*:${PORT}" # "$NO_KEY"\nserver a $bare "${HOST-web}" \'$single\' "$OWN"\nhttp-request set-header X %[env(TOKEN)]',
    ["PORT optional", 'HOST default "web"', "TOKEN optional"],
  ],
  [
    "config.tmpl",
    'a={{ getenv "A_KEY" "d" }} {{- env.Getenv `B_KEY` -}} {{ .Env.C_KEY | default "c" }} {{/* env "NO_KEY" */}} {{ mustEnv "D_KEY" }} env "NO_KEY"',
    ['A_KEY default "d"', "B_KEY optional", 'C_KEY default "c"', "D_KEY required"],
  ],
  ["traefik/dynamic.toml", 'rule = "Host(`x.{{env "DOMAIN"}}`)"\n', ["DOMAIN optional"]],
  [
    "vector.yaml",
    'a: "${A_KEY:-d}" # ${NO_KEY}\nb: "${B_KEY:?needed}"\nc: $C_KEY $${NO_KEY}',
    ['A_KEY default "d"', "B_KEY required", "C_KEY required"],
  ],
  ["fluent-bit.conf", "@SET own=1\nHost ${A_KEY}\nPort ${own}", ["A_KEY optional"]],
  ["otel-collector.yaml", "receivers:\n  a: ${env:A_KEY:-d} ${B_KEY} $${NO_KEY}", ['A_KEY default "d"', "B_KEY optional"]],
  ["logstash.conf", 'input { tcp { port => "${PORT:5044}" host => "${HOST}" } }', ['PORT default "5044"', "HOST required"]],
])("%s: %s", async (path, text, expected) => {
  expect(await told({ [path]: text })).toEqual(expected);
});

const supervisor = (...names: readonly string[]): string => `[program:a]\ncommand=a ${names.map((name) => `%(ENV_${name})s`).join(" ")}\n`;

test("what a script near exports on every run is there", async () => {
  const script = 'export A_KEY=${A_KEY:-5}\nB_KEY=x\nexport B_KEY\nC_KEY=x\nif [ -n "$1" ]; then export D_KEY=x; fi\n';
  const conf = supervisor("A_KEY", "B_KEY", "C_KEY", "D_KEY");
  const reads = await told({
    "core/entrypoint.sh": script,
    "core/etc/supervisord.conf": conf,
    "guard/supervisord.conf": supervisor("A_KEY"),
  });
  expect(reads).toEqual(['A_KEY default "5"', "A_KEY default", "B_KEY default", "C_KEY required", "D_KEY required", "A_KEY required"]);
});
