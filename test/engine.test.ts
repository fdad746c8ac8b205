import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import type { Instance, LiveAnswer } from "../src/model/live.ts";
import { askEngine } from "../src/shell/live/engine/engine.ts";
import { listAt, textAt } from "../src/shell/live/engine/json.ts";
import { socketAt } from "../src/shell/live/engine/endpoint.ts";
import { temporaryFolder } from "./support/bin.ts";
import { Canaries } from "./support/canary.ts";
import { type Answer, type Asked, type FakeEngine, fakeEngine, type Script } from "./support/fake-engine.ts";

const canaries = new Canaries("random");
const secret = canaries.mint("value");
const id = "0123456789abcdef".repeat(4);
const help = { engine: "start it", rights: "the group docker may" };

function ask(socket: string, name = "auth-1", patience = 5000): Promise<LiveAnswer> {
  return askEngine(name, { endpoint: socketAt(socket), scheme: "docker", env: {}, help, patience });
}

async function asking(script: Script, name?: string, patience?: number): Promise<{ answer: LiveAnswer; engine: FakeEngine }> {
  const engine = await fakeEngine(script);
  const answer = await ask(engine.socket, name, patience);
  await engine.close();
  return { answer, engine };
}

const listed = { Id: id, Names: ["/auth-1"], Labels: { "com.docker.compose.project": "shop", "com.docker.compose.service": "auth" } };

/** A container that runs on another machine: a process of this one has its number by chance. */
const inspected = {
  Id: id,
  Name: "/auth-1",
  Image: "sha256:1",
  State: { Status: "running", Pid: process.pid, ExitCode: 0, StartedAt: "2026-11-22T05:53:43.305863353Z" },
  HostConfig: { PidMode: "" },
  Config: { Env: [`TOKEN=${secret}`], Image: "sha256:1" },
};

function frame(bytes: Buffer, stream = 1): Buffer {
  const head = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([head, bytes]);
}

const printed = (text: string | Buffer): Answer => ({ bytes: frame(Buffer.from(text)) });

/** What is different about an engine; each path by its last word. */
interface Manner {
  readonly list?: Answer;
  readonly inspect?: Answer;
  readonly create?: Answer;
  readonly start?: Answer;
  readonly exec?: Answer;
}

function engineWith({ list, inspect, create, start, exec }: Manner): Script {
  return ({ path }: Asked): Answer | undefined => {
    if (path.startsWith("/containers/json")) return list ?? { json: [listed] };
    if (path === `/containers/${id}/json`) return inspect ?? { json: inspected };
    if (path === `/containers/${id}/exec`) return create ?? { status: 201, json: { Id: "e1" } };
    if (path === "/exec/e1/start") return start ?? printed(`TOKEN=${secret}\0PORT=80\0python\n`);
    return path === "/exec/e1/json" ? (exec ?? { json: { Running: false, ExitCode: 0 } }) : undefined;
  };
}

function only(answer: LiveAnswer): Instance {
  if (!("instances" in answer)) throw new Error(JSON.stringify(answer));
  return answer.instances[0];
}

test.each<[string, Manner, string]>([
  ["a status", { list: { status: 500, json: { message: secret } } }, "the engine answered with HTTP status 500"],
  ["no JSON", { list: { bytes: Buffer.from(`<html>${secret}`) } }, "what listens at SOCKET does not answer as an engine does"],
  ["other JSON", { list: { json: { message: secret } } }, "what listens at SOCKET does not answer as an engine does"],
  ["a list of something else", { list: { json: [{ Id: `../${secret}` }] } }, "what listens at SOCKET does not answer as an engine does"],
  ["half an answer", { list: "halfway" }, "the engine at SOCKET broke its answer off"],
  ["no answer", { list: "never" }, "the engine at SOCKET did not answer within 0.3 seconds"],
  ["too long an answer", { list: { bytes: Buffer.alloc(33 << 20, 32) } }, "the engine at SOCKET answered with more than 32 MB"],
])("an engine that cannot be asked: %s", async (_, manner, because) => {
  const { answer, engine } = await asking(engineWith(manner), "auth-1", manner.list === "never" ? 300 : 20_000);
  expect(answer).toEqual({ undetermined: `cannot be asked: ${because.replace("SOCKET", engine.socket)}` });
});

const folder = temporaryFolder();

test("no engine, no socket, something else", async () => {
  const [nowhere, file, other] = [join(folder, "no.sock"), join(folder, "file"), join(folder, "other.sock")];
  writeFileSync(file, "");
  const server = createServer((socket) => socket.end("220 mail.example ESMTP\r\n"));
  await new Promise<void>((resolve) => server.listen(other, resolve));
  const answers = await Promise.all([nowhere, file, other].map((path) => ask(path)));
  server.close();
  expect(answers).toEqual([
    { undetermined: `cannot be asked: no engine has its socket at ${nowhere}; start it` },
    { undetermined: `cannot be asked: no engine listens at ${file}; start it` },
    { undetermined: `cannot be asked: the engine at ${other} broke its answer off` },
  ]);
});

const inside = "could not be looked into from inside: ";

test.each<[string, Manner, string]>([
  ["gone before it is inspected", { inspect: { status: 404, json: {} } }, "is gone: it was removed while it was asked"],
  ["inspection fails", { inspect: { status: 500, json: { secret } } }, "could not be inspected: the engine answered with HTTP status 500"],
  ["inspection breaks off", { inspect: "halfway" }, "could not be inspected: the engine at SOCKET broke its answer off"],
  ["inspection is something else", { inspect: { json: [secret] } }, "could not be inspected: the engine answered with something else"],
  ["gone before the exec", { create: { status: 404, json: {} } }, "is gone: it was removed while it was asked"],
  ["stopped before the exec", { create: { status: 409, json: {} } }, "stopped, or was paused, while it was asked"],
  ["exec is not allowed", { create: { status: 403, json: { secret } } }, `${inside}the engine answered with HTTP status 403`],
  ["exec without an id", { create: { json: { Id: "../x" } } }, `${inside}the engine answered with something else`],
  ["the exec breaks off", { start: "halfway" }, `${inside}the engine at SOCKET broke its answer off`],
  ["the exec never ends", { start: "never" }, `${inside}the engine at SOCKET did not answer within 0.5 seconds`],
  ["half a frame", { start: { bytes: frame(Buffer.from(secret)).subarray(0, 20) } }, `${inside}the engine did not tell how it ended`],
  ["no exit code", { exec: { json: { Running: true, ExitCode: null } } }, `${inside}the engine did not tell how it ended`],
  ["no cat", { exec: { json: { ExitCode: 127 } } }, "has no cat in its image, with which its environment could be read from inside"],
  [
    "a refused start of no cat",
    { start: { status: 400 }, exec: { json: { ExitCode: 126 } } },
    "has no cat in its image, with which its environment could be read from inside",
  ],
  ["the process ended", { exec: { json: { ExitCode: 1 } } }, "stopped the process while it was asked"],
  [
    "written over",
    { start: printed("gunicorn: master\0\0\0\0gunicorn\n") },
    "has overwritten its environment block, as programs do that set their own title",
  ],
  [
    "process numbers of another",
    { inspect: { json: { ...inspected, HostConfig: { PidMode: "container:x" } } } },
    "shares the process numbers of another container, so that its own process is not known in there",
  ],
])("a process that cannot be seen: %s", async (_, manner, because) => {
  const { answer, engine } = await asking(engineWith(manner), "auth-1", manner.start === "never" ? 500 : 20_000);
  const { process: block, told, ...rest } = only(answer);
  expect(block).toEqual({ path: "docker:auth-1", reason: "unreadable", because: because.replace("SOCKET", engine.socket) });
  expect(told?.sources[0].path ?? "docker-inspect:auth-1").toBe("docker-inspect:auth-1");
  expect(canaries.seenIn(JSON.stringify([block, rest]))).toEqual([]);
});

test.each<[string, Readonly<Record<string, unknown>>, string | undefined]>([
  ["exited", { Status: "exited", ExitCode: 137, OOMKilled: true }, "is not running (exited with 137, out of memory)"],
  ["never started", { Status: "created", ExitCode: 0 }, "is not running: it was created and never started"],
  ["restarting", { Status: "restarting", ExitCode: 1 }, "is not running (it is restarted again and again, and last exited with 1)"],
  ["dead", { Status: "dead", ExitCode: 1 }, "is not running: it is being removed"],
  ["an engine that tells little", { Running: false }, "is not running (exited)"],
  ["paused", { Status: "paused" }, undefined],
])("a container that is %s", async (_, state, because) => {
  const { answer } = await asking(engineWith({ inspect: { json: { ...inspected, State: state } } }));
  const { process: block, told } = only(answer);
  expect("because" in block ? block.because : undefined).toBe(because);
  expect(told).toMatchObject({ format: "docker-inspect", selector: "auth-1" });
});

test("what is seen is what the process has, whatever its bytes and its size", async () => {
  const many = Array.from({ length: 10_000 }, (_, index) => `NAME_${String(index)}=${"x".repeat(200)}\0`).join("");
  const block = Buffer.concat([Buffer.from("BAD=\xff\xfe\0", "latin1"), Buffer.from(many)]);
  const half = block.length >> 1;
  const stream = Buffer.concat([
    frame(block.subarray(0, half)),
    frame(Buffer.from("noise"), 2),
    frame(block.subarray(half)),
    frame(Buffer.from("app\n")),
  ]);
  const { answer, engine } = await asking(engineWith({ start: { bytes: stream } }));
  const instance = only(answer);
  expect(instance).toMatchObject({
    address: "auth-1",
    names: ["auth-1", "auth"],
    seen: "read inside the container from /proc/1/environ",
    started: Date.parse("2026-11-22T05:53:43.305Z"),
    stale: [],
    process: { path: "docker:auth-1", text: block.toString("utf8") },
  });
  expect(engine.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "GET /containers/json?all=true",
    `GET /containers/${id}/json`,
    `POST /containers/${id}/exec`,
    "POST /exec/e1/start",
    "GET /exec/e1/json",
  ]);
});

/** An engine whose `cat` prints these files, for the user who may read them. */
function engineWithFiles(files: Readonly<Record<string, string>>, user?: string): Script {
  const base = engineWith({});
  let output: string | undefined;
  return (asked) => {
    if (asked.path.endsWith("/exec")) output = outputOf(asked.body, files, user);
    if (asked.path === "/exec/e1/start") return printed(output ?? "");
    return asked.path === "/exec/e1/json" ? { json: { ExitCode: output === undefined ? 1 : 0 } } : base(asked);
  };
}

function outputOf(asked: unknown, files: Readonly<Record<string, string>>, user: string | undefined): string | undefined {
  const [, ...paths] = listAt(asked, "Cmd").map(String);
  const texts = paths.map((path) => files[path]);
  const mayRead = user === undefined || textAt(asked, "User") === user || paths.every((path) => path.endsWith("/status"));
  return mayRead && texts.every((text) => text !== undefined) ? texts.join("") : undefined;
}

test("behind an init and a shell the program that they started is seen", async () => {
  const files = {
    "/proc/1/environ": "A=1\0",
    "/proc/1/comm": "tini\n",
    "/proc/1/task/1/children": "7 9 ",
    "/proc/7/environ": "A=1\0",
    "/proc/7/comm": "sh\n",
    "/proc/7/task/7/children": "8 ",
    "/proc/8/environ": "A=1\0EXPORTED=2\0",
    "/proc/8/comm": "python\n",
  };
  const { answer } = await asking(engineWithFiles(files));
  expect(only(answer)).toMatchObject({
    process: { text: "A=1\0EXPORTED=2\0" },
    seen: "read inside the container from /proc/8/environ, which is python, started by the first process of the container",
  });
});

test("an init that the engine has put there is not looked at", async () => {
  const files = { "/proc/1/task/1/children": "7 ", "/proc/7/environ": "A=1\0", "/proc/7/comm": "python\n" };
  const base = engineWithFiles(files);
  const json = { ...inspected, HostConfig: { Init: true } };
  const { answer } = await asking((asked) => (asked.path === `/containers/${id}/json` ? { json } : base(asked)));
  expect(only(answer)).toMatchObject({
    process: { text: "A=1\0" },
    seen: "read inside the container from /proc/7/environ, which is python, started by the first process of the container",
  });
});

test("a process that only its own user may look into is read as that user", async () => {
  const files = { "/proc/1/environ": "A=1\0", "/proc/1/comm": "python\n", "/proc/1/status": "Uid:\t999\t1000\t1\t1\nGid:\t0\t50\t0\t0\n" };
  expect(only((await asking(engineWithFiles(files, "1000:50"))).answer)).toMatchObject({ process: { text: "A=1\0" } });
  expect(only((await asking(engineWithFiles(files, "0:0"))).answer)).toMatchObject({
    process: { because: "runs a process that may not be looked into, not even by its own user" },
  });
});

test("an image whose tag means another one now", async () => {
  const old = { ...inspected, Image: "sha256:1", Config: { ...inspected.Config, Image: "shop/auth:1" } };
  const base = engineWith({ inspect: { json: old } });
  const script: Script = (asked) => (asked.path === "/images/shop/auth:1/json" ? { json: { Id: "sha256:2" } } : base(asked));
  expect(only((await asking(script)).answer).stale).toEqual(["shop/auth:1 is another image now than the one that it was created from"]);
  const same: Script = (asked) => (asked.path === "/images/shop/auth:1/json" ? { json: { Id: "1" } } : base(asked));
  expect(only((await asking(same)).answer).stale).toEqual([]);
});
