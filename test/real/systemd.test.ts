import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "@jest/globals";
import { temporaryFolder, writeFiles } from "../support/bin.ts";
import { leaveOut } from "../support/left-out.ts";
import { ask, eventually, instancesOf, start, told } from "../support/processes.ts";

const root = join(import.meta.dirname, "../..");
const folder = temporaryFolder();
const canary = "canary-of-the-unit-0815";
/** As no other unit of this machine is called. */
const auth = `auth${basename(folder).slice(-6).toLowerCase()}`;

const unit = (...lines: readonly string[]): string => `[Unit]\nDefaultDependencies=no\n[Service]\n${lines.join("\n")}\n`;
const running = ["Environment=NEEDED=1", "EnvironmentFile=/sd/auth.env", "ExecStart=/bin/sleep 600"];

/** What is done inside: each target is checked, then all waits for the outside, and the machine ends, also where the folder is gone. */
const script = `cd /sd || exit 1
check() { echo "--- $1"; ${process.execPath} ${root}/bin/envcheck.cjs check "$@" 2>&1; echo "exit $?"; }
systemctl start ${auth}.service ${auth}-many@1.service ${auth}-many@2.service ${auth}-once.service
{
  check unit:${auth}.service
  check "unit:${auth}-many@*"
  check unit:${auth}-once
  check unit:${auth}-failed
  check unit:${auth.slice(0, -1)}.service
  sleep 0.1; touch /sd/auth.env
  check unit:${auth}
} > /sd/output
mv /sd/output /sd/told
until [ -e /sd/done ] || [ ! -e /sd/script ]; do sleep 0.05; done
`;

const files: Readonly<Record<string, string>> = {
  [`units/${auth}.service`]: unit(...running),
  [`units/${auth}-many@.service`]: unit("Environment=NEEDED=1", "ExecStart=/bin/sleep 600"),
  [`units/${auth}-once.service`]: unit("Type=oneshot", "RemainAfterExit=yes", "ExecStart=/bin/true"),
  [`units/${auth}-failed.service`]: unit("ExecStart=/bin/false"),
  "units/envcheck.service": `[Unit]\nDefaultDependencies=no\nSuccessAction=exit-force\nFailureAction=exit-force\n[Service]\nType=oneshot\nEnvironment=ENVCHECK_NO_CODE_CACHE=1\nExecStart=/bin/sh /sd/script\n`,
  "auth.env": `SECRET_KEY=${canary}\n`,
  "schemas/auth.yaml": "service: auth\nvariables:\n  NEEDED: { type: integer }\n  LACKING: { type: string }\n",
  script,
};

/** Boots the system of this machine, with nothing of it but /usr, in a container. */
function boot(): number {
  const units = Object.keys(files).filter((path) => path.startsWith("units/"));
  const binds = units.map((path) => `--bind-ro=${join(folder, path)}:/etc/systemd/system/${basename(path)}`);
  const args = ["-q", "-D", "/", "--volatile=yes", "--register=no", "--keep-unit", "--boot", `--bind=${folder}:/sd`, `--bind-ro=${root}`];
  return start("/usr/bin/systemd-nspawn", [...args, ...binds, "systemd.unit=envcheck.service"], { env: { PATH: process.env["PATH"] } });
}

const nspawn = "/usr/bin/systemd-nspawn";

test("units of a booted systemd, asked from inside, and from outside by their cgroups", async () => {
  if (process.geteuid?.() !== 0 || !existsSync(nspawn)) {
    leaveOut("a booted systemd: needs root and systemd-nspawn");
    return;
  }
  writeFiles(folder, files);
  boot();
  const output = await eventually(() => (existsSync(join(folder, "told")) ? readFileSync(join(folder, "told"), "utf8") : undefined));
  const outside = await ask("unit", auth);
  writeFiles(folder, { done: "" });
  const parts = output
    .split("--- ")
    .slice(1)
    .map((part) => part.replaceAll(/\s+/g, " "));
  expect(parts).toEqual([
    expect.stringMatching(
      /LACKING is not set for auth .* note: auth\w+\.service: read from \/proc\/\d+\/environ, the main process of auth\w+\.service .* exit 1 $/,
    ),
    expect.stringMatching(/LACKING is not set for auth .* here too .* exit 1 $/),
    expect.stringMatching(/ is active \(exited\): it has no main process that could be read .* exit 3 $/),
    expect.stringMatching(/ is (?:failed \(failed\)|inactive \(dead\)): it has no main process that could be read .* exit 3 $/),
    expect.stringContaining(`systemd knows no unit ${auth.slice(0, -1)}.service; did you mean ${auth}.service`),
    expect.stringContaining(`${auth}.service is out of date: /sd/auth.env was changed after the process was started`),
  ]);
  expect(output).not.toMatch(/replicas-disagree|canary/);
  expect(told(outside)).toContain(`NEEDED=1\nSECRET_KEY=${canary}\n`);
  expect(instancesOf(outside)).toMatchObject([{ address: `${auth}.service`, told: undefined, stale: [] }]);
});
