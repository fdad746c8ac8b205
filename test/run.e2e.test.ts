import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { examplesOf } from "./page.ts";
import { becomes, ended, forms, good, printed, project, ran, running } from "./support/start.ts";

const folder = project({
  ".env": "FROM_FILE=first\nPORT=1\n",
  "later.env": 'FROM_FILE=later\nPYTHON="a${PORT}b"\n',
  "bin/found": '#!/bin/sh\necho found "$0"\n',
  "bin/bare": "echo bare $#\n",
  "bin/lost": "#!/no/such/interpreter\n",
  "bin/folder/x": "",
  plain: "",
  "signal.cjs": `process.on(process.argv[2], () => { console.log("got"); process.exit(7); });
console.log("ready", process.pid, process.ppid); setInterval(() => {}, 1000);`,
});
const both = ["envcheck run", "envcheck-run"] as const;
const at = { cwd: folder };
const withPath = { cwd: folder, env: { ...good, PATH: `${folder}/bin:${process.env["PATH"] ?? ""}` } };

describe.each(both)("%s", (form) => {
  test("says nothing where all is well, and ends as the command does", () => {
    expect(ran(form, ["--", "sh", "-c", "echo out; echo err >&2; exit 3"], at)).toMatchObject({
      status: 3,
      stdout: "out\n",
      stderr: "err\n",
    });
  });

  test("does not start a command whose environment is wrong", () => {
    const { status, stdout, stderr } = ran(form, ["--", "sh", "-c", "echo ran; touch trace"], { ...at, env: { PORT: "8000" } });
    expect({ status, stdout, trace: existsSync(join(folder, "trace")) }).toEqual({ status: 1, stdout: "", trace: false });
    expect(stderr).toContain("error[missing] SECRET_KEY is not set for auth in process:self");
    expect(stderr).toContain("envcheck: sh is not started\n");
  });

  test("starts it all the same with --warn-only, whatever was found", () => {
    const missing = ran(form, ["--warn-only", "--", "echo", "ran"], { ...at, env: {} });
    expect(missing).toMatchObject({ status: 0, stdout: "ran\n" });
    expect(missing.stderr).toContain("error[missing]");
    const broken = project({ "schemas/auth.yaml": "service: [" });
    expect(ran(form, ["--", "echo", "ran"], { cwd: broken })).toMatchObject({ status: 2, stdout: "" });
    expect(ran(form, ["--warn-only", "--", "echo", "ran"], { cwd: broken })).toMatchObject({ status: 0, stdout: "ran\n" });
  });

  test("takes the stage from a flag, else from ENVCHECK_STAGE", () => {
    const env = { ...good, PORT: "9000" };
    expect(ran(form, ["true"], { ...at, env }).status).toBe(0);
    expect(ran(form, ["--stage", "production", "true"], { ...at, env }).status).toBe(1);
    expect(ran(form, ["true"], { ...at, env: { ...env, ENVCHECK_STAGE: "production" } }).status).toBe(1);
    const unknown = ran(form, ["true"], { ...at, env: { ...env, ENVCHECK_STAGE: "zqcanary" } });
    expect(unknown).toMatchObject({ status: 2, stderr: expect.not.stringContaining("zqcanary") });
  });

  test("passes arguments on as they are", () => {
    const args = ["a b", "'", '"', "$HOME", "`id`", "--stage", "-x", "", "\\", "*", "line\nbreak", "--"];
    const { stdout } = ran(form, ["--", process.execPath, "-e", "console.log(JSON.stringify(process.argv.slice(1)))", "--", ...args], at);
    expect(JSON.parse(stdout)).toEqual(args);
  });

  test("leaves standard input alone", () => {
    const input = Buffer.from(Array.from({ length: 1024 * 1024 }, (_, index) => (index * 7919) % 256));
    expect(ran(form, ["--", "cat"], { ...at, input }).bytes.equals(input)).toBe(true);
  });

  test("lays env files under the environment, the later over the earlier", () => {
    const files = ["--load", "dotenv:.env", "--load", "python-dotenv:later.env"];
    const script = "console.log(JSON.stringify([process.env.FROM_FILE, process.env.PORT, process.env.PYTHON]))";
    expect(JSON.parse(ran(form, [...files, "--", process.execPath, "-e", script], at).stdout)).toEqual(["later", "8000", "a8000b"]);
  });

  test("hands on what env files say to the letter", () => {
    const value = `it's "quoted" $HOME \`id\` \\ Á\u0081\u2028é!\ttab`;
    writeFileSync(join(folder, "odd.env"), `ODD=${value}\n`);
    const script = "process.stdout.write(process.env.ODD)";
    expect(ran(form, ["--load", "docker-env-file:odd.env", "--", process.execPath, "-e", script], at).stdout).toBe(value);
  });

  test.each([
    ["an env file that is not there", ["--load", "no.env"], "no.env"],
    ["a reader that is none", ["--load", "dotenf:.env"], "did you mean dotenv"],
    ["a stage that is none", ["--stage", "prod"], "no such stage"],
    ["a service that is none", ["--service", "other"], "no such service"],
  ])("refuses %s", (_what, flags, words) => {
    expect(ran(form, [...flags, "--", "echo", "ran"], at)).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining(words) });
  });

  test("hands on no variable that a NUL would cut off", () => {
    writeFileSync(join(folder, "nul.env"), "CUT='zq\0canary'\n");
    const { status, stdout, stderr } = ran(form, ["--load", "dotenv:nul.env", "--", "echo", "ran"], at);
    expect({ status, stdout }).toEqual({ status: 126, stdout: "" });
    expect(stderr).toContain("envcheck: echo cannot be started: CUT holds a NUL, where every variable ends\n");
    expect(stderr).not.toContain("canary");
  });

  test("refuses to start nothing", () => {
    expect(ran(form, ["--"], at)).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining("run needs a command") });
  });

  test("gives nothing of its own to the command", () => {
    const env = { ...good, ONLY: "x" };
    const { stdout } = ran(form, ["--", "env"], { ...at, env });
    expect(
      [...stdout.matchAll(/^\w+(?==)/gm)]
        .map(([name]) => name)
        .filter((name) => name !== "_")
        .toSorted(),
    ).toEqual(["ENVCHECK_NO_CODE_CACHE", "HOME", "ONLY", "PATH", "PORT", "SECRET_KEY"]);
  });

  test("finds the command as a shell does", () => {
    expect(ran(form, ["--", "found"], withPath)).toMatchObject({ status: 0, stdout: `found ${folder}/bin/found\n` });
    expect(ran(form, ["--", "bare", "1", "2"], withPath)).toMatchObject({ status: 0, stdout: "bare 2\n" });
    expect(ran(form, ["--", "./bin/bare"], at)).toMatchObject({ status: 0, stdout: "bare 0\n" });
  });

  test.each([
    ["no-such-command", 127],
    ["./no/such", 127],
    ["lost", 127],
    ["./plain", 126],
    ["./bin", 126],
    ["", 127],
  ])("cannot start %j", (command, status) => {
    const { status: got, stdout, stderr } = ran(form, ["--", command], withPath);
    expect({ got, stdout }).toEqual({ got: status, stdout: "" });
    expect(stderr).toMatch(/^envcheck: .*\n$/);
  });

  test("tells of an environment that is too long", () => {
    const lines = Array.from({ length: 40 }, (_, index) => `LONG_${String(index)}=${"zqcanary".repeat(8000)}\n`);
    writeFileSync(join(folder, "long.env"), lines.join(""));
    const { status, stdout, stderr } = ran(form, ["--load", "long.env", "--", "echo", "ran"], at);
    expect({ status, stdout }).toEqual({ status: 126, stdout: "" });
    expect(stderr).toContain("E2BIG");
    expect(stderr).not.toContain("zqcanary");
  });

  test.each(["SIGTERM", "SIGINT", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGQUIT"] as const)("%s reaches the command", async (signal) => {
    const child = running(form, ["--", process.execPath, "signal.cjs", signal], at);
    const [, pid, parent] = (await printed(child, "ready")).trim().split(" ");
    expect(Number(becomes[form] ? pid : parent)).toBe(child.pid);
    child.kill(signal);
    expect(await ended(child)).toEqual({ code: 7, signal: null });
  });

  test.each(["SIGTERM", "SIGINT", "SIGKILL", "SIGUSR1", "SIGPIPE", "SIGQUIT"] as const)(
    "ends by %s as the command does",
    async (signal) => {
      const child = running(form, ["--", "sh", "-c", `ulimit -c 0; kill -${signal.slice(3)} $$`], at);
      expect(await ended(child)).toEqual({ code: null, signal });
    },
  );

  test("leaves signals to the command as it has got them", () => {
    const { stdout } = ran(form, ["--", "cat", "/proc/self/status"], at);
    expect(stdout).toMatch(/SigBlk:\s0+\nSigIgn:\s0+\nSigCgt:\s0+\n/);
  });

  test("no value is told, kept or given to anybody", () => {
    const canary = "zqcanary7Jx";
    const env = { SECRET_KEY: canary, PORT: canary };
    writeFileSync(join(folder, "canary.env"), `FILE_ONLY=${canary}file\n`);
    const flags = ["--load", "canary.env", "--warn-only", "--"];
    const { stdout, stderr } = ran(form, [...flags, "sh", "-c", "cat /proc/*/cmdline 2>/dev/null | tr '\\0' ' '; ls /tmp"], { ...at, env });
    expect(stdout + stderr).not.toContain(canary);
    expect(stderr).toContain("error[invalid]");
  });
});

describe("envcheck run", () => {
  test("starts a command where the permission model lets Node do less", () => {
    const flag = process.allowedNodeEnvironmentFlags.has("--permission") ? "--permission" : "--experimental-permission";
    const permissions = [flag, "--allow-fs-read=*", "--allow-fs-write=*", "--allow-child-process"];
    const env = { ...good, NODE_OPTIONS: permissions.join(" ") };
    expect(ran("envcheck run", ["--", "sh", "-c", "echo out; exit 3"], { ...at, env })).toMatchObject({ status: 3, stdout: "out\n" });
    expect(ran("envcheck run", ["--", "sh", "-c", "kill -TERM $$"], { ...at, env })).toMatchObject({ signal: "SIGTERM" });
  });
});

describe("envcheck-run", () => {
  test("leaves all flags of Node to the command", () => {
    expect(ran("envcheck-run", ["node", "--env-file=.env", "-p", "process.env.FROM_FILE"], at)).toMatchObject({ status: 0, stderr: "" });
  });

  test("hands bytes on that are not UTF-8", () => {
    const script = `FOREIGN=$(printf 'a\\377b'); export FOREIGN; exec ${forms["envcheck-run"].join(" ")} -- printenv FOREIGN`;
    const shell = project();
    writeFileSync(join(shell, "start"), script);
    const { bytes } = ran("envcheck-run", ["--", "sh", "start"], { cwd: shell });
    expect(bytes).toEqual(Buffer.from([0x61, 0xff, 0x62, 0x0a]));
  });

  test("tells which names a shell does not hand on", () => {
    const { status, stderr } = ran("envcheck-run", ["--", "true"], { ...at, env: { ...good, "spring.name": "x" } });
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: "envcheck: spring.name: not handed on, since /bin/sh cannot hold such a name; envcheck run can\n",
    });
  });

  test("answers --version and --help itself", () => {
    expect(ran("envcheck-run", ["--version"], at)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    expect(ran("envcheck-run", ["--help"], at)).toMatchObject({ status: 0, stdout: expect.stringContaining("--warn-only") });
  });
});

const page = join(import.meta.dirname, "..", "docs", "run.md");

test.each(examplesOf(readFileSync(page, "utf8")).map((example) => [example.args.join(" "), example] as const))(
  "docs/run.md shows what envcheck %s prints",
  (_command, { files, args, exitCode, output, start, end }) => {
    const { status, stdout, stderr } = ran("envcheck run", args.slice(1), {
      cwd: project(Object.fromEntries(files)),
      env: { PORT: "99999" },
    });
    const shown = (stderr + stdout)
      .replaceAll(/\d+ ms/g, "12 ms")
      .replaceAll(/\d+(?= variables are set here)/g, "9")
      .replaceAll(/(?<=process:self:1:)\d{2,}/g, "64");
    if (process.env["UPDATE"] === "1") {
      const text = readFileSync(page, "utf8");
      writeFileSync(page, text.slice(0, start) + shown + text.slice(end));
    } else expect({ status, shown }).toEqual({ status: exitCode, shown: output });
  },
);
