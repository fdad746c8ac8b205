import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Instance, LiveAnswer } from "../../src/model/live.ts";
import { isSource } from "../../src/model/source.ts";
import { docker } from "../../src/shell/live/docker.ts";
import { environEntries } from "../../src/text/environ.ts";
import { envcheck } from "../support/bin.ts";
import { canDocker, makeImage, type PrivateEngine, startDocker, until } from "../support/engine.ts";
import { leaveOut } from "../support/left-out.ts";

if (!canDocker) leaveOut("docker: containers of a real engine (root, docker.io, busybox-static)");

const entry = '#!/bin/sh\nexport DB_PASSWORD=canary-zk4nqv81lw\nunset DROP_ME\nexec "$@"\n';
const passwd = "root:x:0:0::/:/bin/sh\napp:x:1000:1000::/:/bin/sh\n";
const compose = join(import.meta.dirname, "..", "..", "build", "oracles", "usr", "libexec", "docker", "cli-plugins", "docker-compose");

let engine: PrivateEngine;

function start(name: string, options: readonly string[], ...command: readonly string[]): void {
  engine.run("run", "--detach", "--network=none", `--name=${name}`, ...options, ...command);
}

function ask(name: string): Promise<LiveAnswer> {
  return docker({ scheme: "docker", name, options: new Map() }, { readSecrets: false });
}

async function instances(name: string): Promise<readonly Instance[]> {
  const answer = await ask(name);
  if (!("instances" in answer)) throw new Error(JSON.stringify(answer));
  return answer.instances;
}

/** The names of a process, or why they cannot be seen. */
function namesIn({ process: block }: Instance): readonly string[] | string {
  if (!isSource(block)) return block.because;
  return environEntries(block).map(({ name }) => name);
}

async function staleness(): Promise<readonly string[]> {
  return (await instances("blog/web")).flatMap(({ stale }) => stale);
}

/** As a user whom the kernel does not let look into the processes of others. */
function asNobody(): void {
  process.seteuid?.(65_534);
}

(canDocker ? describe : describe.skip)("a Docker engine", () => {
  beforeAll(async () => {
    engine = await startDocker();
    Object.assign(process.env, engine.env);
    makeImage(engine, "app", ["busybox", "sh", "cat", "sleep", "su", "false"], { entry, "etc/passwd": passwd });
    makeImage(engine, "bare", ["sleep"]);
    const guarded = ["--env=DROP_ME=1", "--env=KEPT=1", "--entrypoint=/entry"];
    start("guarded", guarded, "localhost/app:1", "sleep", "600");
    start("with-init", ["--init", ...guarded], "localhost/app:1", "sleep", "600");
    start("no-exec", ["--env=KEPT=1", "--entrypoint=sh"], "localhost/app:1", "-c", "export DB_PASSWORD=canary-zk4nqv81lw; sleep 600; true");
    start("no-shell", ["--env=KEPT=1"], "localhost/bare:1", "sleep", "600");
    start("dropped", ["--env=KEPT=1"], "localhost/app:1", "su", "app", "-s", "/bin/sh", "-c", "exec sleep 600");
    start("host-pid", ["--pid=host", ...guarded], "localhost/app:1", "sleep", "600");
    start("ended", ["--env=KEPT=1"], "localhost/app:1", "false");
    const labels = ["--label=com.docker.compose.project=shop", "--label=com.docker.compose.service=auth"];
    for (const replica of ["1", "2"])
      start(`shop-auth-${replica}`, [...labels, `--env=REPLICA_${replica}=x`], "localhost/app:1", "sleep", "600");
    chmodSync(engine.socket, 0o666);
    await until(() => expect(engine.run("inspect", "--format={{.State.Status}}", "ended")).toBe("exited"));
  });
  afterEach(() => process.seteuid?.(0));
  afterAll(() => engine.stop());

  test("what the entrypoint exports is seen, and what it unsets is not", async () => {
    const [instance] = await instances("guarded");
    expect(instance && namesIn(instance)).toEqual(expect.arrayContaining(["KEPT", "DB_PASSWORD"]));
    expect(instance && namesIn(instance)).not.toContain("DROP_ME");
    expect(instance?.seen).toMatch(/^read from \/proc\/\d+\/environ$/);
    expect(instance?.told?.sources[0].text).toContain("DROP_ME=1");
  });

  test.each<[string, RegExp]>([
    ["guarded", /^read inside the container from \/proc\/1\/environ$/],
    ["with-init", /^read inside the container from \/proc\/\d+\/environ, which is sleep, started by the first process of the container$/],
    ["host-pid", /^read inside the container from \/proc\/\d{2,}\/environ$/],
  ])("from inside, where this user may not look into the process: %s", async (name, seen) => {
    asNobody();
    const [instance] = await instances(name);
    expect(instance && namesIn(instance)).toEqual(expect.arrayContaining(["KEPT", "DB_PASSWORD"]));
    expect(instance && namesIn(instance)).not.toContain("DROP_ME");
    expect(instance?.seen).toMatch(seen);
  });

  test.each(["with-init", "no-exec"])("behind an init or a shell the program that it started is seen: %s", async (name) => {
    await until(() => expect(engine.run("top", name)).toContain("sleep 600"));
    const [instance] = await instances(name);
    expect(instance && namesIn(instance)).toContain("DB_PASSWORD");
  });

  test("a process of another user in the container is looked into as that user", async () => {
    asNobody();
    const [instance] = await instances("dropped");
    expect(instance && namesIn(instance)).toContain("KEPT");
  });

  test("an image without a shell is seen from this machine only", async () => {
    const [instance] = await instances("no-shell");
    expect(instance && namesIn(instance)).toContain("KEPT");
    asNobody();
    const [other] = await instances("no-shell");
    expect(other && namesIn(other)).toMatch(
      /only that user and root may read its environment; and it has no cat in its image, with which /,
    );
  });

  test("what does not run is no process, and told all the same", async () => {
    const [instance] = await instances("ended");
    expect(instance && namesIn(instance)).toBe("is not running (exited with 1)");
    expect(instance?.told).toMatchObject({ format: "docker-inspect", selector: "ended" });
  });

  test("all replicas of a service of compose, and what is not there", async () => {
    const found = await instances("shop/auth");
    expect(found.map(({ address }) => address)).toEqual(["shop-auth-1", "shop-auth-2"]);
    expect(found.map((each) => namesIn(each).includes(`REPLICA_${each.address.slice(-1)}`))).toEqual([true, true]);
    expect((await instances("auth")).length).toBe(2);
    expect(await ask("shop/aut")).toEqual({ mistake: "no container is called shop/aut; did you mean shop/auth" });
  });

  test("a socket that this user may not use", async () => {
    chmodSync(engine.socket, 0o600);
    asNobody();
    const answer = await ask("guarded");
    process.seteuid?.(0);
    chmodSync(engine.socket, 0o666);
    const because = `cannot be asked: this user may not use ${engine.socket}; root may, and members of the group docker`;
    expect(answer).toEqual({ undetermined: because });
  });

  test("ten thousand variables", async () => {
    const list = join(engine.folder, "many.env");
    writeFileSync(list, Array.from({ length: 10_000 }, (_, index) => `NAME_${String(index)}=${"x".repeat(150)}\n`).join(""));
    start("many", [`--env-file=${list}`], "localhost/app:1", "sleep", "600");
    for (const look of [(): void => undefined, asNobody]) {
      look();
      const [instance] = await instances("many");
      expect(instance && namesIn(instance)).toEqual(expect.arrayContaining(["NAME_0", "NAME_9999"]));
    }
  });

  test("the command tells names and never a value", () => {
    const { code, stdout, stderr } = envcheck(engine.folder, ["resolve", "docker:guarded", "docker:ended", "--format", "json"], {
      env: engine.env,
    });
    expect(stdout).toContain("DB_PASSWORD");
    expect(stdout + stderr).not.toMatch(/canary-zk4nqv81lw/);
    expect({ code, stderr }).toMatchObject({ code: 3 });
  });

  const hasCompose = existsSync(compose);
  if (canDocker && !hasCompose) leaveOut("docker compose: stale containers (.ci/run unpacks it)");
  (hasCompose ? test : test.skip)("a container is stale once a file of its compose project says otherwise", async () => {
    const project = join(engine.folder, "blog");
    mkdirSync(project);
    mkdirSync(join(engine.folder, "config", "cli-plugins"));
    symlinkSync(compose, join(engine.folder, "config", "cli-plugins", "docker-compose"));
    const web =
      "image: localhost/app:1\n    network_mode: none\n    command: [sleep, '600']\n    env_file: web.env\n    stop_grace_period: 0s";
    writeFileSync(join(project, "compose.yaml"), `services:\n  web:\n    ${web}\n`);
    writeFileSync(join(project, "web.env"), "A=1\n");
    engine.run("compose", "--project-directory", project, "up", "--detach");
    expect(await staleness()).toEqual([]);
    writeFileSync(join(project, "web.env"), "A=1\n# touched\n");
    expect(await staleness()).toEqual([]);
    writeFileSync(join(project, "web.env"), "A=2\n");
    expect(await staleness()).toEqual(["its compose files have changed since it was created: docker compose up would create it anew"]);
    writeFileSync(join(project, "web.env"), "A=1\n");
    writeFileSync(join(project, "extra.yaml"), "services: { extra: { provider: { type: model } } }\n");
    engine.run("compose", "--project-directory", project, "up", "--detach");
    writeFileSync(join(project, "web.env"), "A=2\n");
    expect(await staleness()).toEqual([]);
    makeImage(engine, "app2", ["busybox", "sleep"]);
    engine.run("tag", "localhost/app2:1", "localhost/app:1");
    expect(await staleness()).toEqual(["localhost/app:1 is another image now than the one that it was created from"]);
  });
});
