import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { process as format } from "../src/formats/process.ts";
import { isSource } from "../src/model/source.ts";
import { absent } from "../src/model/value.ts";
import { readEnviron } from "../src/shell/live/environ.ts";
import { namesOf } from "../src/shell/live/names.ts";
import { type Process, processes, processOf } from "../src/shell/live/proc.ts";
import { topmost } from "../src/shell/live/tree.ts";
import { unitsIn } from "../src/shell/live/unit-properties.ts";
import { temporaryFolder } from "./support/bin.ts";
import { ask, eventually, instancesOf, start, told } from "./support/processes.ts";

const folder = temporaryFolder();
const seconds = ["600"];
/** As no other run of the tests calls a program. */
const mark = basename(folder).slice(-6);

/** A copy of a program under a name of its own. */
function programCalled(name: string, from = "/bin/sleep"): string {
  const program = join(folder, `${name}-${mark}`);
  copyFileSync(from, program);
  return program;
}

/** The number that a script writes into a file of the folder. */
function numberIn(name: string): Promise<number> {
  const file = join(folder, name);
  return eventually(() => (existsSync(file) && readFileSync(file, "utf8").endsWith("\n") ? Number(readFileSync(file, "utf8")) : undefined));
}

/** Perl that writes the number of a process into a file. */
const note = (name: string, pid: string): string => `open(F, ">", "${join(folder, name)}"); print F ${pid}, "\\n"; close F;`;
const perl = (script: string, env: Record<string, string> = {}): number => start("/usr/bin/perl", ["-e", script], { env });

const overwritten = "has overwritten its environment block, as programs do that set their own title";

describe("pid:", () => {
  test("reads what the process was started with, byte by byte", async () => {
    const env = { A: "1", EMPTY: "", LINES: "a\nb=c\n", "odd.name": "é", Z: "=" };
    const expected = "A=1\nEMPTY=\nLINES=a\nb=c\n\nodd.name=é\nZ==\n";
    const now = Date.now();
    const pid = start("/bin/sleep", seconds, { env });
    await eventually(async () => (told(await ask("pid", String(pid))) === expected ? true : undefined));
    const [instance] = instancesOf(await ask("pid", String(pid)));
    expect(instance).toMatchObject({ address: "", seen: `read from /proc/${String(pid)}/environ`, told: undefined, stale: [] });
    expect(instance?.names).toContain("sleep");
    expect(Math.abs((instance?.started ?? 0) - now)).toBeLessThan(20_000);
  });

  test("takes a process that was started with nothing for that", async () => {
    const pid = start("/bin/sleep", seconds, { env: {} });
    await eventually(async () => (instancesOf(await ask("pid", String(pid)))[0]?.names.includes("sleep") === true ? true : undefined));
    expect(readEnviron(pid)).toEqual({ path: `pid:${String(pid)}`, text: "" });
  });

  test("holds 10,000 variables, and as many bytes as a process can have", async () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`NAME_${String(i)}`, "x".repeat(20)]));
    const large = Object.fromEntries(Array.from({ length: 15 }, (_, i) => [`LARGE_${String(i)}`, "x".repeat(120_000)]));
    for (const env of [many, large]) {
      const pid = start("/bin/sleep", seconds, { env });
      const names = Object.keys(env);
      await eventually(() => {
        const found = readEnviron(pid);
        const read = isSource(found) ? found.text.split("\0").map((entry) => entry.slice(0, entry.indexOf("="))) : [];
        return read.length === names.length + 1 && names.every((name, i) => read[i] === name) ? true : undefined;
      });
    }
  });

  test("does not take bytes that are no text for a value", async () => {
    const pid = perl('$ENV{BYTES} = "caf\\xe9"; $ENV{TEXT} = "caf\\xc3\\xa9"; exec "sleep", "600"', { PATH: "/usr/bin:/bin" });
    const text = await eventually(() => {
      const found = readEnviron(pid);
      return isSource(found) && found.text.includes("TEXT=") ? found.text : undefined;
    });
    const spec = format.read({ sources: [{ path: "pid:1", text }], options: new Map() }, { read: missing, shell: () => absent });
    const [layer] = spec.workloads[0]?.layers ?? [];
    const states = layer?.kind === "bindings" ? layer.bindings.map(({ name, value }) => `${name} ${value.state}`) : [];
    expect(states.toSorted()).toEqual(["BYTES opaque", "PATH known", "TEXT known"]);
  });

  test.each([
    ["a title over all of it", `$0 = "auth: worker"; sleep 600`],
    ["a title that goes on in it", `$0 = "x" x 40; sleep 600`],
  ])("never takes %s for an environment", async (_what, script) => {
    const pid = perl(script, { CANARY: "c".repeat(200) });
    await eventually(async () => (told(await ask("pid", String(pid))) === overwritten ? true : undefined));
  });

  test("reads a fork that has overwritten its block from the process that it was forked from", async () => {
    const parent = perl(`my $p = fork(); if (!$p) { $0 = "child"; sleep 600 } ${note("fork", "$p")} sleep 600`, { FROM: "parent" });
    const child = await numberIn("fork");
    const [instance] = await eventually(async () => {
      const found = instancesOf(await ask("pid", String(child)));
      return found[0]?.seen.includes("forked from") === true ? found : undefined;
    });
    expect(instance).toMatchObject({
      process: { path: `pid:${String(child)}`, text: "FROM=parent\0" },
      seen: `read from /proc/${String(parent)}/environ, of the process that it was forked from, since it has overwritten its own`,
      started: instancesOf(await ask("pid", String(parent)))[0]?.started,
    });
  });

  test("does not read a program that the same program has started from there: it may have been given another environment", async () => {
    perl(
      `my $p = fork(); if (!$p) { %ENV = (FROM => "other"); exec "/usr/bin/perl", "-e", '$0 = "worker"; sleep 600' } ${note("exec", "$p")} sleep 600`,
      { FROM: "supervisor" },
    );
    const child = await numberIn("exec");
    await eventually(async () => (told(await ask("pid", String(child))) === overwritten ? true : undefined));
  });

  test("tells a zombie, a kernel thread and what is not there apart", async () => {
    const parent = perl(`my $p = fork(); exit 0 if !$p; ${note("zombie", "$p")} sleep 600`);
    const child = await numberIn("zombie");
    const because = `has ended and is a zombie until its parent, process ${String(parent)}, takes note: its environment is gone`;
    await eventually(async () => (told(await ask("pid", String(child))) === because ? true : undefined));
    expect(told(await ask("pid", "4194305"))).toBe("mistake: there is no process 4194305");
    if (processOf(2)?.comm === "kthreadd") expect(told(await ask("pid", "2"))).toBe("is a kernel thread, which has no environment");
  });

  test("never reads what has taken the number of a process since", () => {
    const pid = start("/bin/sleep", seconds, { env: { OTHER: "1" } });
    const now = processOf(pid);
    if (now === undefined) throw new Error("it was not started");
    expect(readEnviron(pid, { ...now, started: now.started - 1 })).toMatchObject({ reason: "missing", because: "has just ended" });
  });
});

function missing(path: string) {
  return { path, reason: "missing", because: "is not there" } as const;
}

const called = async (name: string): Promise<string[]> => instancesOf(await ask("name", name)).map(({ address }) => address);

/** The addresses of a name, once there are so many. */
const runs = (name: string, count = 1): Promise<string[]> =>
  eventually(async () => {
    const found = await called(name);
    return found.length === count ? found : undefined;
  });

describe("name:", () => {
  test("finds every process of the name, each by its number", async () => {
    const program = programCalled("replica");
    const pids = [1, 2].map((replica) => start(program, seconds, { env: { REPLICA: String(replica) } }));
    const name = basename(program);
    expect(await runs(name, 2)).toEqual(pids.map((pid) => `${name}/${String(pid)}`));
    expect(told(await ask("name", name))).toBe("REPLICA=1\n\n\nREPLICA=2\n");
    expect(await called(`repl*${mark}`)).toHaveLength(2);
  });

  test("takes the main process of a tree, and no other program in between", async () => {
    const program = programCalled("tree", "/bin/sh");
    const name = basename(program);
    const main = start(program, ["-c", `"$0" -c '"${program}" -c "sleep 600; :" & sleep 600; :' & wait`, program], {
      env: { PATH: "/usr/bin:/bin" },
    });
    await eventually(() => ([...processes().values()].filter(({ comm }) => comm === name.slice(0, 15)).length === 3 ? true : undefined));
    expect(await runs(name)).toEqual([`${name}/${String(main)}`]);
  });

  test("finds a script by its name", async () => {
    const script = join(folder, `script-${mark}.pl`);
    writeFileSync(script, "sleep 600");
    const pid = start("/usr/bin/perl", ["-w", script]);
    expect(await runs(basename(script))).toEqual([`${basename(script)}/${String(pid)}`]);
  });

  test("tells the names that run where none is meant, and no values", async () => {
    const program = programCalled("gunicorn");
    start(program, seconds, { env: { SECRET: "canary-of-no-name" } });
    await runs(basename(program));
    expect(told(await ask("name", basename(program).replace("gunicorn", "gunicron")))).toContain(`did you mean ${basename(program)}`);
    const far = told(await ask("name", "\u001B[31mnothing-that-anybody-would-start"));
    expect(far).toMatch(/^mistake: no process is called \\x1b\[31mnothing-that-anybody-would-start; there are .* and \d+ more$/);
    expect(far).not.toContain("canary");
  });

  test("does not find envcheck itself", async () => {
    const own = processOf(process.pid);
    const found = own === undefined ? [] : await called(own.comm);
    expect(found.filter((address) => address.endsWith(`/${String(process.pid)}`))).toEqual([]);
  });
});

const nobody: Process = { pid: 0, comm: "", command: "", state: "S", parent: 1, isKernelThread: false, started: 0, layout: undefined };

test.each([
  ["gunicorn: maste", "gunicorn: master [auth]\0\0\0", ["gunicorn: maste", "gunicorn"]],
  ["nginx", "nginx: worker process", ["nginx", "nginx"]],
  ["ruby", "puma 6.4.2 (tcp://0.0.0.0:3000) [auth]", ["ruby", "puma"]],
  ["bash", "-bash", ["bash", "bash"]],
  ["python3", "/usr/bin/python3\0-u\0/srv/auth/manage.py\0runserver\0", ["python3", "python3", "manage.py"]],
  ["python3", "python3\0-m\0gunicorn\0auth.wsgi\0", ["python3", "python3", "gunicorn"]],
  ["python3", "python3\0-c\0print('secret')\0", ["python3", "python3"]],
  ["node", "node\0--require\0./hook.js\0--enable-source-maps\0dist/server.js\0", ["node", "node", "server.js"]],
  ["java", "java\0-Xmx1g\0-jar\0/opt/auth.jar\0", ["java", "java", "auth.jar"]],
  ["sh", "sh\0-s\0hunter2\0", ["sh", "sh"]],
  ["auth", "/opt/My Apps/auth\0--port=1\0", ["auth", "auth"]],
  ["kthreadd", "", ["kthreadd"]],
])("%s, called %j, goes by %j", (comm, command, names) => {
  expect(namesOf({ ...nobody, comm, command })).toEqual(names);
});

test("a loop of parents, which numbers given again may make, has an end", () => {
  const loop = [1, 2, 3].map((pid): Process => ({ ...nobody, pid, parent: (pid % 3) + 1 }));
  expect(topmost(loop.slice(0, 1), new Map(loop.map((each) => [each.pid, each])))).toEqual([]);
});

describe("what systemd tells of units", () => {
  const main = `Id=auth.service\nLoadState=loaded\nActiveState=active\nSubState=running\nMainPID=4711\nFragmentPath=/etc/systemd/system/auth.service\nDropInPaths=/etc/a.conf /etc/b.conf\nEnvironmentFiles=/etc/auth.env (ignore_errors=no)\nEnvironmentFiles=/etc/more.env (ignore_errors=yes)\n`;

  test("is read line by line", () => {
    expect(unitsIn(main)).toEqual([
      {
        id: "auth.service",
        isKnown: true,
        load: "loaded",
        active: "active",
        sub: "running",
        main: 4711,
        files: ["/etc/systemd/system/auth.service", "/etc/a.conf", "/etc/b.conf"],
        envFiles: ["/etc/auth.env", "/etc/more.env"],
      },
    ]);
  });

  test.each([
    ["several", `${main}\nId=b.service\nLoadState=loaded\nActiveState=inactive\n`, ["auth.service true", "b.service true"]],
    ["one that it does not know", "Id=x.service\nLoadState=not-found\nActiveState=inactive\nMainPID=0\n", ["x.service false"]],
    ["one whose file was removed while it runs", "Id=x.service\nLoadState=not-found\nActiveState=active\nMainPID=1\n", ["x.service true"]],
    ["none", "", []],
  ])("may be %s", (_what, output, expected) => {
    expect(unitsIn(output).map(({ id, isKnown }) => `${id} ${String(isKnown)}`)).toEqual(expected);
  });
});
