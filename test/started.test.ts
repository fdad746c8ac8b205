import { expect, test } from "@jest/globals";
import type { Source } from "../src/model/source.ts";
import { startedBy } from "../src/scan/started/command.ts";
import { loadedBy } from "../src/scan/started/loaded.ts";

const nothing = { files: [], scripts: [], modules: [], perhaps: [] };

test.each<[string, readonly string[], readonly string[]]>([
  ["node src/server.js", ["src/server.js"], []],
  ["tini -- node --max-old-space-size=512 /app/dist/main.js --port $PORT", ["/app/dist/main.js"], []],
  ["NODE_ENV=production exec node -r dotenv/config --import=./tracing.mjs server", ["./tracing.mjs", "server"], []],
  ["sh -c npx prisma migrate deploy && npm start", [], ["start"]],
  ["docker-entrypoint.sh yarn run start:prod", [], ["start:prod"]],
  ["mkdir -p /data; tsx watch src/index.ts & wait-for db:5432", ["src/index.ts"], []],
  ["sh -lc 'bundle install --jobs 4; sha256sum Gemfile.lock > /bundles/sum'", [], []],
  ["/bin/bash", [], []],
  ["bun run start", [], ["start"]],
  ["bun src/index.ts", ["src/index.ts"], []],
])("%s tells what it runs", (line, files, scripts) => {
  expect(startedBy(line)).toEqual({ ...nothing, files, scripts });
});

test.each<[string, readonly string[], readonly string[]]>([
  ["python -u bot.py --verbose", ["bot"], []],
  ["poetry run python3.12 -m app.worker", ["app/worker"], []],
  ["uvicorn app.main:app --host 0.0.0.0 --port 8000", ["app/main"], ["gunicorn.conf"]],
  ["python -m gunicorn -b localhost:8000 -c deploy/conf.py 'app:create_app()'", ["app", "deploy/conf"], ["gunicorn.conf"]],
  ["celery --app=shop.tasks worker -l info", ["shop/tasks"], ["shop/tasks/celery"]],
  ["sleep 5 && celery -A shop:queue beat", ["shop"], ["shop/celery"]],
])("%s tells which modules it runs", (line, modules, perhaps) => {
  expect(startedBy(line)).toEqual({ ...nothing, modules, perhaps });
});

test.each([
  "next start",
  "pm2-runtime ecosystem.config.js",
  "node .",
  "node $ENTRY",
  "cd api && node x.js",
  "prisma db seed",
  "gunicorn app",
  "python -c x",
  "flask run",
  "alembic upgrade head",
  "celery worker",
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

test("modules of Python are followed with the packages around them", () => {
  const texts = {
    "src/shop/__init__.py": "",
    "src/shop/__main__.py": "from .web import (\n    app,  # the application\n    views,\n)\n",
    "src/shop/web/__init__.py": "import shop.db as db, os\n",
    "src/shop/web/views.py": "def show():\n    from ..mail import send\n",
    "src/shop/db.py": "app.config.from_object('settings')\n",
    "src/shop/mail.py": 'TASK = "shop.tasks:send"\n',
    "src/shop/tasks.py": "",
    "src/settings.py": "",
    "src/bot.py": "import shop\n",
  };
  expect(loaded("python -m shop", texts)).toEqual(
    Object.keys(texts)
      .filter((path) => path !== "src/bot.py")
      .toSorted(),
  );
  expect(loaded("python bot.py", texts)).toEqual(["src/bot.py", "src/shop/__init__.py"]);
});

test.each([
  "import importlib",
  "from django.db import models",
  "import subprocess",
  "bot.load_extension(f'cogs.{name}')",
  "app.autodiscover_tasks()",
])("%s leaves open which modules are loaded", (text) => {
  expect(loaded("python main.py", { "main.py": `x = 1\n${text}\n`, "bot.py": "" })).toBeUndefined();
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
  expect(loaded("docker-entrypoint.sh node server", { "server.js": "", "bin/docker-entrypoint.sh": "" })).toBeUndefined();
});

test("what starts nothing of the project loads nothing of it", () => {
  expect(loaded("sleep infinity", { "server.js": "" })).toEqual([]);
});

test("hostile texts are read in time", () => {
  const started = performance.now();
  for (const piece of ["import(", "require ( ", '"*', "from ", "import", "`", "'a.js", "a/", " "])
    loaded("node main.js", { "main.js": piece.repeat(200_000) });
  expect(performance.now() - started).toBeLessThan(10_000);
});
