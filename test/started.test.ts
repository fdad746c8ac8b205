import { expect, test } from "@jest/globals";
import type { Source } from "../src/model/source.ts";
import { startedBy } from "../src/scan/started/command.ts";
import { loadedBy } from "../src/scan/started/loaded.ts";

test.each<[string, readonly string[], readonly string[]]>([
  ["node src/server.js", ["src/server.js"], []],
  ["tini -- node --max-old-space-size=512 /app/dist/main.js --port $PORT", ["/app/dist/main.js"], []],
  ["NODE_ENV=production exec node -r dotenv/config --import=./tracing.mjs server", ["./tracing.mjs", "server"], []],
  ["sh -c npx prisma migrate deploy && npm start", [], ["start"]],
  ["docker-entrypoint.sh yarn run start:prod", [], ["start:prod"]],
  ["mkdir -p /data; tsx watch src/index.ts & wait-for db:5432", ["src/index.ts"], []],
  ["bun run start", [], ["start"]],
  ["bun src/index.ts", ["src/index.ts"], []],
])("%s tells what it runs", (line, files, scripts) => {
  expect(startedBy(line)).toEqual({ files, scripts });
});

test.each([
  "next start",
  "pm2-runtime ecosystem.config.js",
  "node .",
  "node $ENTRY",
  "cd api && node x.js",
  "npm ci",
  "prisma db seed",
  "gunicorn app",
])("%s may run anything", (line) => {
  expect(startedBy(line)).toBeUndefined();
});

/** What commands load of some files in the root; undefined where that is not sure. */
function loaded(command: string, texts: Readonly<Record<string, string>>, own: readonly string[] = []): readonly string[] | undefined {
  const found = loadedBy([command], {
    paths: Object.keys(texts),
    folders: [""],
    texts: (paths) => paths.flatMap((path): Source[] => (texts[path] === undefined ? [] : [{ path, text: texts[path] }])),
    isOwn: (name) => own.includes(name),
  });
  return found && [...found].toSorted();
}

test("imports of every form are followed, through what a project maps", () => {
  const texts = {
    "package.json": '{ "scripts": { "start": "node dist/main.js", "prestart": "node tools/check" } }',
    "src/main.ts":
      'import { a } from "./a.js";\nexport * from "@/lib/b";\nimport "config/d";\nimport f from "@app/f";\nimport g from "~/g.js";\nvoid import("./e");\n',
    "src/a.ts": 'const c = require("./c");\nimport type { X } from "express";\n',
    "src/c/index.ts": "pool.add('./jobs/mail.js')\n",
    "src/c/jobs/mail.ts": "",
    "src/lib/b.ts": "",
    "src/config/d.ts": "",
    "src/e.tsx": "",
    "src/f.ts": "",
    "src/g.ts": "",
    "src/worker.ts": 'import "./a";\n',
    "tools/check.js": "",
  };
  const expected = [
    "src/a.ts",
    "src/c/index.ts",
    "src/c/jobs/mail.ts",
    "src/config/d.ts",
    "src/e.tsx",
    "src/f.ts",
    "src/g.ts",
    "src/lib/b.ts",
    "src/main.ts",
    "tools/check.js",
  ];
  expect(loaded("npm start", texts)).toEqual(expected);
  expect(loaded("node /usr/src/app/dist/main.js", texts)).toEqual(expected.slice(0, -1));
});

test.each<[string, string]>([
  ["a name that is made up", "require(path.join(folder, file));"],
  ["a template", "await import(`./routes/${name}`);"],
  ["a pattern", 'new DataSource({ entities: [__dirname + "/**/*.entity.js"] });'],
  ["a loader of folders", 'import autoload from "@fastify/autoload";'],
  ["a process of its own", 'const { fork } = require("node:child_process");'],
  ["a component", 'import App from "./App.vue";'],
  ["a package of the repository", 'import { db } from "@acme/db/client";'],
])("%s leaves open what else is loaded", (_what, text) => {
  expect(loaded("node main.js", { "main.js": text, "worker.js": "" }, ["@acme/db"])).toBeUndefined();
  expect(loaded("node main.js", { "main.js": 'import "express";\n', "worker.js": text }, ["@acme/db"])).toEqual(["main.js"]);
});

test("what is not to be found, and what may be two files, leaves everything open", () => {
  expect(loaded("node server.js", { "main.js": "" })).toBeUndefined();
  expect(loaded("npm start", { "main.js": "" })).toBeUndefined();
  expect(loaded("node server", { "server.js": "", "server.ts": "" })).toBeUndefined();
});

test("hostile texts are read in time", () => {
  const started = performance.now();
  for (const piece of ["import(", "require ( ", '"*', "from ", "import", "`", "'a.js", "a/", " "])
    loaded("node main.js", { "main.js": piece.repeat(200_000) });
  expect(performance.now() - started).toBeLessThan(10_000);
});
