import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Instance, LiveAnswer } from "../../src/model/live.ts";
import { isSource } from "../../src/model/source.ts";
import { podman } from "../../src/shell/live/podman.ts";
import { environEntries } from "../../src/text/environ.ts";
import { canPodman, makeImage, type PrivateEngine, startPodman, until } from "../support/engine.ts";
import { leaveOut } from "../support/left-out.ts";

if (!canPodman) leaveOut("podman: containers of a real podman (root, podman, runc, busybox-static)");

const entry = '#!/bin/sh\nexport DB_PASSWORD=canary-zk4nqv81lw\nunset DROP_ME\nexec "$@"\n';
const own = "/run/podman/podman.sock";

let engine: PrivateEngine;
let service: ChildProcess;

function ask(name: string, options: Readonly<Record<string, readonly string[]>> = {}): Promise<LiveAnswer> {
  return podman({ scheme: "podman", name, options: new Map(Object.entries(options)) }, { readSecrets: false });
}

async function instance(name: string): Promise<Instance> {
  const answer = await ask(name);
  if (!("instances" in answer)) throw new Error(JSON.stringify(answer));
  return answer.instances[0];
}

function namesIn({ process: block }: Instance): readonly string[] | string {
  return isSource(block) ? environEntries(block).map(({ name }) => name) : block.because;
}

(canPodman ? describe : describe.skip)("podman", () => {
  beforeAll(async () => {
    engine = startPodman();
    Object.assign(process.env, engine.env);
    makeImage(engine, "app", ["busybox", "sh", "cat", "sleep", "false"], { entry });
    makeImage(engine, "bare", ["sleep"]);
    const start = (name: string, ...args: readonly string[]): string => engine.run("run", "--detach", `--name=${name}`, ...args);
    const labels = ["--label=com.docker.compose.project=shop", "--label=com.docker.compose.service=auth"];
    start("guarded", ...labels, "--env=DROP_ME=1", "--env=KEPT=1", "--entrypoint=/entry", "localhost/app:1", "sleep", "600");
    start("no-shell", "--env=KEPT=1", "localhost/bare:1", "sleep", "600");
    start("ended", "localhost/app:1", "false");
    service = spawn("podman", ["system", "service", "--time=0", `unix://${engine.socket}`], { env: process.env, stdio: "ignore" });
    await until(() => expect(existsSync(engine.socket)).toBe(true));
    await until(() => expect(engine.run("inspect", "--format={{.State.Status}}", "ended")).toBe("exited"));
  });
  afterAll(async () => {
    const ended = new Promise((resolve) => service.once("exit", resolve));
    service.kill();
    await ended;
    await engine.stop();
  });

  test("what the entrypoint exports is seen, and what it unsets is not", async () => {
    process.env["CONTAINER_HOST"] = `unix://${engine.socket}`;
    const found = await instance("shop/auth");
    expect(namesIn(found)).toEqual(expect.arrayContaining(["KEPT", "DB_PASSWORD", "container"]));
    expect(namesIn(found)).not.toContain("DROP_ME");
    expect(found).toMatchObject({ address: "guarded", names: ["guarded", "auth"], told: { selector: "guarded" }, stale: [] });
    expect(found.seen).toMatch(/^read from \/proc\/\d+\/environ$/);
    expect(found.started).toBeGreaterThan(Date.UTC(2020));
  });

  test("from inside, where this user may not look into the process, and not without a shell", async () => {
    process.env["CONTAINER_HOST"] = `unix://${engine.socket}`;
    chmodSync(engine.socket, 0o666);
    process.seteuid?.(65_534);
    const [guarded, bare] = await Promise.all([instance("guarded"), instance("no-shell")]).finally(() => process.seteuid?.(0));
    expect(namesIn(guarded)).toEqual(expect.arrayContaining(["KEPT", "DB_PASSWORD"]));
    expect(guarded.seen).toBe("read inside the container from /proc/1/environ");
    expect(namesIn(bare)).toMatch(/; and it has no cat in its image, /);
  });

  test("by a connection that podman keeps", async () => {
    engine.run("system", "connection", "add", "own", `unix://${engine.socket}`);
    expect(await ask("ended", { context: ["own"] })).toMatchObject({ instances: [{ address: "ended" }] });
    expect(await ask("ended", { context: ["other"] })).toEqual({
      undetermined: "cannot be asked: there is no podman connection called other",
    });
  });

  test("without a service one is started for the question, and nothing of it stays", async () => {
    if (existsSync(own)) return leaveOut(`podman: a question without a service, since one listens at ${own}`);
    delete process.env["CONTAINER_HOST"];
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith("envcheck-podman-"));
    expect(namesIn(await instance("guarded"))).toContain("DB_PASSWORD");
    expect(namesIn(await instance("ended"))).toBe("is not running (exited with 1)");
    expect(await ask("guarde")).toEqual({ mistake: "no container is called guarde; did you mean guarded" });
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("envcheck-podman-"))).toEqual(before);
    return undefined;
  });

  test("no podman at all", async () => {
    delete process.env["CONTAINER_HOST"];
    const path = process.env["PATH"];
    process.env["PATH"] = engine.folder;
    const answer = existsSync(own) ? undefined : await ask("guarded");
    process.env["PATH"] = path;
    const because = `cannot be asked: no service listens at ${own}, and podman cannot be started; systemctl start podman.socket starts it`;
    expect(answer).toEqual({ undetermined: expect.stringContaining(because) });
  });
});
