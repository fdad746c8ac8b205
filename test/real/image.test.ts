import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { envcheck } from "../support/bin.ts";
import { canDocker, type PrivateEngine, startDocker } from "../support/engine.ts";
import { leaveOut } from "../support/left-out.ts";

if (!canDocker) leaveOut("docker: the image (root, docker.io, busybox-static)");

const root = join(import.meta.dirname, "..", "..");
const canary = "canary-pw7hx2qdm5";
const tools = ["sh", "chmod", "chown", "env", "find", "id", "ln", "mkdir", "rm", "touch"];

let engine: PrivateEngine;

/** The libraries of a program, as the loader of this machine finds them. */
function librariesOf(program: string): readonly string[] {
  return [...execFileSync("ldd", [program], { encoding: "utf8" }).matchAll(/(\/\S+) \(0x/g)].map(([, path = ""]) => path);
}

function place(folder: string, path: string, source = path): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  copyFileSync(source, join(folder, path));
  chmodSync(join(folder, path), 0o755);
}

/** A base such as the official one of Node: this machine's own Node and git, and busybox. */
function makeBase(): void {
  const folder = join(engine.folder, "base");
  const git = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
  place(folder, "/usr/local/bin/node", process.execPath);
  place(folder, "/bin/busybox");
  place(folder, "/usr/bin/git", git);
  for (const library of [process.execPath, git].flatMap(librariesOf)) place(folder, library);
  for (const tool of tools) symlinkSync("busybox", join(folder, "bin", tool));
  symlinkSync("/bin/env", join(folder, "usr/bin/env"));
  for (const path of ["tmp", "var", "etc"]) mkdirSync(join(folder, path));
  chmodSync(join(folder, "tmp"), 0o1777);
  writeFileSync(join(folder, "etc/passwd"), "root:x:0:0::/:/bin/sh\n");
  const archive = `${folder}.tar`;
  execFileSync("tar", ["--create", "--file", archive, "--directory", folder, "."]);
  engine.run("import", "--change", "ENV PATH=/usr/local/bin:/usr/bin:/bin", archive, "local/node:24");
}

function build(tag: string, ...words: readonly string[]): string {
  return engine.run("build", "--network=none", "--build-arg=BASE=local/node:24", `--tag=${tag}`, ...words);
}

/** Exit code, and everything that is written. */
function start(options: readonly string[], ...words: readonly string[]): { code: number; said: string } {
  const script = 'docker run --rm --network=none "$@" 2>&1; echo "exit $?"';
  const said = execFileSync("sh", ["-c", script, "sh", ...options, "local/envcheck", ...words], {
    encoding: "utf8",
    env: { ...process.env, ...engine.env },
  });
  const [, text = "", code = ""] = /^([^]*)exit (\d+)\n$/.exec(said) ?? [];
  return { code: Number(code), said: text };
}

function shell(script: string): string {
  return start(["--read-only", "--entrypoint=sh"], "-c", script).said;
}

/** What a run leaves behind in the folder of the cache. */
function cacheWritten(words: readonly string[], ...options: readonly string[]): readonly string[] {
  const name = "one-run";
  const mount = `--volume=${join(engine.folder, "project")}:/project:ro`;
  engine.run("create", `--name=${name}`, "--network=none", "--env=ENVCHECK_NO_SCAN_CACHE=1", mount, ...options, "local/envcheck", ...words);
  expect(() => engine.run("start", "--attach", name)).toThrow();
  const changes = engine.run("diff", name).split("\n");
  engine.run("rm", name);
  return changes.filter((line) => line.includes("/var/cache"));
}

(canDocker ? describe : describe.skip)("the image", () => {
  let project: string;

  beforeAll(async () => {
    engine = await startDocker();
    makeBase();
    build("local/envcheck", root);
    project = join(engine.folder, "project");
    cpSync(join(root, "fixtures", "outage-2023-11-08"), project, { recursive: true });
    writeFileSync(join(project, ".env"), readFileSync(join(project, ".env"), "utf8") + `UNKNOWN_PASSWORD=${canary}\n`);
  }, 300_000);
  afterAll(() => engine.stop());

  test("tells its version", () => {
    const { stdout } = envcheck(root, ["--version"]);
    expect(start([], "--version")).toEqual({ code: 0, said: stdout });
  });

  test.each([[[]], [["--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges"]], [["--user=1234:1234"]]])(
    "checks a mounted project: %j",
    (options) => {
      const { code, said } = start([...options, `--volume=${project}:/project:ro`]);
      expect(said).toMatch(/^error\[missing\] OAUTH_CLIENT_ID is not set for auth in production$/m);
      expect(said).not.toContain(canary);
      expect(code).toBe(1);
    },
  );

  test("asks git about a project of another user", () => {
    const git = (...words: readonly string[]) =>
      execFileSync("git", ["-C", project, "-c", "user.name=a", "-c", "user.email=a@b", ...words]);
    git("init", "--quiet");
    git("add", "--all", "--force");
    git("commit", "--quiet", "--message=first");
    const { code, said } = start(["--read-only", `--volume=${project}:/project:ro`], "resolve", "git:HEAD:compose.yaml#auth");
    expect(said).toContain("SECRET_KEY");
    expect(said).not.toContain(canary);
    expect(code).toBe(0);
  });

  test("runs as a user who is not root and owns nothing but the cache", () => {
    expect(shell("id -u; id -g")).toBe("65532\n65532\n");
    expect(shell("find / -xdev -user 65532 -not -name '*.v8'")).toBe("/var/cache/envcheck\n/var/cache/envcheck/envcheck\n");
    expect(shell("find /opt /usr/local /var /etc -perm -o+w -not -type l")).toBe("");
  });

  test("has the program compiled, which a start uses as it is", () => {
    const files = shell("find /var/cache/envcheck -type f -perm 600");
    expect(files).toMatch(/^(?:\/var\/cache\/envcheck\/envcheck\/[\da-f]+-[\da-f]+\.v8\n){2,}$/);
    expect(cacheWritten([])).toEqual([]);
    expect(cacheWritten(["--quiet"])).toEqual([]);
    expect(cacheWritten(["--quiet"], "--env=NODE_OPTIONS=--no-deprecation")).toContainEqual(expect.stringMatching(/^A .*[.]v8$/));
  });

  test("keeps nothing that was lying about where it was built", () => {
    expect(shell("find /opt/envcheck /tmp /project -name '.*' -o -name '*history*' -o -path '/tmp/*' -o -path '/project/*'")).toBe("");
    const config: unknown = JSON.parse(engine.run("inspect", "--format={{json .Config}}", "local/envcheck"));
    expect(config).toMatchObject({
      User: "65532:65532",
      Entrypoint: ["envcheck"],
      WorkingDir: "/project",
      Env: [expect.stringMatching(/^PATH=/), "XDG_CACHE_HOME=/var/cache/envcheck"],
      Labels: { "org.opencontainers.image.title": "envcheck", "org.opencontainers.image.licenses": "MIT" },
    });
    expect(shell("find /opt/envcheck -maxdepth 2").split("\n").toSorted().slice(1, 7)).toEqual(
      ["", "/LICENSE", "/bin", "/bin/envcheck-run", "/bin/envcheck.cjs", "/bin/import.cjs"].map((path) => `/opt/envcheck${path}`),
    );
  });

  test("is the same, built from the npm package", () => {
    const packed = join(engine.folder, "packed");
    mkdirSync(packed);
    const npm = ["pack", "--ignore-scripts", "--silent", `--pack-destination=${packed}`, root];
    const archive = join(packed, execFileSync("npm", npm, { encoding: "utf8", cwd: packed }).trim());
    expect(existsSync(archive)).toBe(true);
    const words = ["--build-arg=BASE=local/node:24", "--build-arg=FROM=package", "--file=package/Dockerfile", "--tag=local/packed"];
    execFileSync("sh", ["-c", 'docker build --network=none "$@" - <"$0"', archive, ...words], {
      env: { ...process.env, ...engine.env },
      stdio: "pipe",
    });
    const list = (image: string): string =>
      engine.run("run", "--rm", "--network=none", "--entrypoint=sh", image, "-c", "find /opt/envcheck -type f");
    expect(list("local/packed").split("\n").toSorted()).toEqual(list("local/envcheck").split("\n").toSorted());
  });
});
