import { expect, test } from "@jest/globals";
import { commandsOf } from "../src/text/dockerfile/commands.ts";
import { type Files, said } from "./support/code.ts";

const main = (name: string): string =>
  `package main\nimport "os"\nfunc main() { if _, ok := os.LookupEnv("${name}"); !ok { panic("") } }\n`;
const script = (name: string): string => `if (!process.env.${name}) throw new Error("");\n`;

const go: Files = {
  "go.mod": "module example.org/shop\n",
  "cmd/api/main.go": main("API_KEY"),
  "cmd/worker/main.go": main("QUEUE_KEY"),
  "internal/db/db.go": main("DB_KEY").replace("package main", "package db").replace("main()", "Open()"),
};
const node: Files = { "package.json": "{}", "server/entry-node.js": script("NODE_KEY"), "server/entry-lambda.js": script("LAMBDA_KEY") };
const modules: Files = {
  "package.json": '{ "scripts": { "start": "node worker.js" } }',
  "server.js": `require("./db");\n${script("JWT_KEY")}`,
  "worker.js": `require("./db");\n${script("QUEUE_KEY")}`,
  "db.js": script("DB_KEY"),
};
const python: Files = {
  "app/web.py": `from app.db import engine\nimport os\nkey = os.environ["WEB_KEY"]\n`,
  "app/db.py": `import os\nengine = os.environ["DB_KEY"]\n`,
  "bot.py": `import os\nfrom app import db\nkey = os.environ["BOT_KEY"]\n`,
};
const shell = (name: string): string => `#!/bin/sh\nset -eu\necho "$${name}"\n`;
const scripts: Files = { "update.sh": shell("FLY_TOKEN"), "docker-entrypoint.sh": shell("A_KEY"), "init.d/one.sh": shell("B_KEY") };
const unset = (...names: readonly string[]): readonly string[] => names.map((name) => `error read-unset ${name} compose.yaml`);

test.each<[string, string, Files, readonly string[]]>([
  ["the package that is compiled", "RUN CGO_ENABLED=0 go build -o /bin/api ./cmd/api", go, unset("API_KEY", "DB_KEY")],
  ["two of them", "RUN go build -o /a ./cmd/api && go build -o /b cmd/worker/main.go", go, unset("API_KEY", "QUEUE_KEY", "DB_KEY")],
  ["all of them", "RUN go build -o /bin/ ./cmd/...", go, unset("API_KEY", "QUEUE_KEY", "DB_KEY")],
  ["one that an argument names", "ARG A\nRUN go build ./cmd/$A", go, unset("API_KEY", "QUEUE_KEY", "DB_KEY")],
  ["one that is changed to", "RUN cd cmd/api && go build -o x/y .", go, unset("API_KEY", "QUEUE_KEY", "DB_KEY")],
  ["the entry that is started", 'CMD ["node", "dist/entry-node.js"]', node, unset("NODE_KEY")],
  [
    "another entry for a service",
    "CMD node server/entry-node.js",
    { ...node, command: "node server/entry-lambda.js" },
    unset("LAMBDA_KEY"),
  ],
  ["what is loaded from there", 'CMD ["node", "server.js"]', modules, unset("DB_KEY", "JWT_KEY")],
  ["what a script of the package loads", 'ENTRYPOINT ["docker-entrypoint.sh"]\nCMD npm start', modules, unset("DB_KEY", "QUEUE_KEY")],
  ["what a command of the service loads", "CMD node server.js", { ...modules, command: "[npm, start]" }, unset("DB_KEY", "QUEUE_KEY")],
  ["what a later stage starts", 'CMD node worker.js\nFROM scratch\nCMD ["node", "server.js"]', modules, unset("DB_KEY", "JWT_KEY")],
  ["modules of Python that are loaded", "CMD uvicorn app.web:api", python, unset("DB_KEY", "WEB_KEY")],
  ["a module that the service starts", "CMD uvicorn app.web:api", { ...python, command: "python bot.py" }, unset("BOT_KEY", "DB_KEY")],
  ["no code where it only installs packages", "CMD node server.js", { ...modules, command: "npm ci" }, []],
  [
    "more, where the entrypoint of an earlier stage may do it",
    'ENTRYPOINT ["/entry.sh"]\nFROM scratch\nCMD ["node", "server.js"]',
    modules,
    unset("DB_KEY", "JWT_KEY", "QUEUE_KEY"),
  ],
  ["more than is to be seen", "CMD pm2-runtime server.js", modules, unset("DB_KEY", "JWT_KEY", "QUEUE_KEY")],
  ["what starts no such script", 'CMD ["node", "server.js"]', node, unset("LAMBDA_KEY", "NODE_KEY")],
  ["what a container starts with, and no chore", "", scripts, unset("A_KEY")],
  ["a script that is started", 'CMD ["./update.sh"]', scripts, unset("A_KEY", "FLY_TOKEN")],
  ["a script of a folder that is copied", "COPY init.d /etc/init.d/", scripts, unset("A_KEY", "B_KEY")],
  [
    "a script that another one calls",
    "",
    { ...scripts, "docker-entrypoint.sh": "#!/bin/sh\n. /app/update.sh\n", Makefile: "b:\n\tinit.d/one.sh\n" },
    unset("FLY_TOKEN"),
  ],
])("a service needs what is read by %s", async (_, dockerfile, { command = "", ...files }, expected) => {
  const compose = `services:\n  shop:\n    build: .\n    environment: { A: b }\n    command: ${command}\n`;
  const found = await said({ ...files, "compose.yaml": compose, Dockerfile: `FROM scratch\nCOPY . .\n${dockerfile}\n` });
  expect(found.toSorted()).toEqual(expected.toSorted());
});

test("a long Dockerfile is read in time", () => {
  const started = performance.now();
  for (const piece of ["go build ", "RUN go build ./a/b ", "CMD a.js ", "./a/", "a-"])
    commandsOf({ path: "Dockerfile", text: piece.repeat(500_000) });
  expect(performance.now() - started).toBeLessThan(5000);
});
