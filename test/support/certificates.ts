import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A key, and the certificate that it signed for itself. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
  readonly keyFile: string;
  readonly certFile: string;
}

const day = 86_400_000;

/** Made by openssl in a new folder below this one. Days count from now, and may be negative. */
export function selfSigned(folder: string, name: string, { from = -1, until }: { from?: number; until: number }): Identity {
  const own = join(folder, `tls-${name}-${String(until)}`);
  mkdirSync(own);
  const config = `[ca]\ndefault_ca = own\n[own]\ndatabase = ${own}/index\nnew_certs_dir = ${own}\nserial = ${own}/serial\ndefault_md = sha256\npolicy = any\ncopy_extensions = copy\n[any]\ncommonName = supplied\n[req]\ndistinguished_name = dn\n[dn]\n`;
  writeFileSync(join(own, "config"), config);
  writeFileSync(join(own, "index"), "");
  writeFileSync(join(own, "serial"), "01\n");
  const [keyFile, certFile, request] = [join(own, "key.pem"), join(own, "cert.pem"), join(own, "request.pem")];
  const alternative = `subjectAltName=${/^[\d.]+$/.test(name) ? "IP" : "DNS"}:${name}`;
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", keyFile];
  openssl(["req", "-new", ...curve, "-config", join(own, "config"), "-subj", `/CN=${name}`, "-addext", alternative, "-out", request]);
  const dates = ["-startdate", stamp(from), "-enddate", stamp(until)];
  openssl([
    "ca",
    "-selfsign",
    "-batch",
    "-notext",
    "-config",
    join(own, "config"),
    "-keyfile",
    keyFile,
    "-in",
    request,
    ...dates,
    "-out",
    certFile,
  ]);
  return { key: readFileSync(keyFile, "utf8"), cert: readFileSync(certFile, "utf8"), keyFile, certFile };
}

/** `YYYYMMDDHHMMSSZ`. */
function stamp(days: number): string {
  return `${new Date(Date.now() + days * day).toISOString().replaceAll(/[-:T]/g, "").slice(0, 14)}Z`;
}

function openssl(args: readonly string[]): void {
  const { status, stderr } = spawnSync("openssl", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`openssl ${args[0] ?? ""}: ${stderr}`);
}
