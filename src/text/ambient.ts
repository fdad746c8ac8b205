/** What shells, container engines and Kubernetes set in every process. */
const ambient: ReadonlySet<string> = new Set(
  "PATH HOME HOSTNAME PWD OLDPWD SHLVL USER LOGNAME SHELL TERM LANG LANGUAGE TZ _ container".split(" "),
);

/** What runtimes of languages and their process managers read by themselves, and what says where a program runs. */
const runtimes =
  /^(?:PYTHON\w*|NODE_\w+|npm_\w+|NPM_\w+|UV_\w+|PIP_\w+|VIRTUAL_ENV|JAVA_\w+|JVM_\w+|JDK_\w+|CATALINA_\w+|GO(?:GC|MAXPROCS|MEMLIMIT|DEBUG|TRACEBACK)|RUST_\w+|DOTNET_\w+|ASPNETCORE_\w+|COMPlus_\w+|ERL_\w+|ELIXIR_\w+|RELEASE_\w+|PHP_\w+|COMPOSER_\w+|RUBY\w*|BUNDLE_\w+|GEM_\w+|MALLOC_\w+|LD_\w+|SSL_CERT_(?:FILE|DIR)|https?_proxy|HTTPS?_PROXY|no_proxy|NO_PROXY|ALL_PROXY|TMPDIR|TEMP|TMP|CI|DEBIAN_FRONTEND|XDG_\w+|EDITOR|PAGER|NO_COLOR|FORCE_COLOR|DISPLAY|GUNICORN_CMD_ARGS|WEB_CONCURRENCY|PUID|PGID|UMASK|S6_\w+)$/;

/** Whether the platform sets a name for any program, or the runtime of a language reads it: no schema needs to know it. */
export function isAmbient(name: string): boolean {
  return isSetByPlatform(name) || runtimes.test(name);
}

/** Whether the platform itself sets a name in every process. */
export function isSetByPlatform(name: string): boolean {
  return ambient.has(name) || name.startsWith("LC_") || name.startsWith("KUBERNETES_");
}

/** What systemd tells its processes, and a login its shell. */
const offered =
  /^(?:INVOCATION_ID|JOURNAL_STREAM|SYSTEMD_\w+|NOTIFY_SOCKET|MANAGERPID|MAINPID|WATCHDOG_\w+|LISTEN_(?:PID|FDS|FDNAMES)|MEMORY_PRESSURE_\w+|CREDENTIALS_DIRECTORY|(?:RUNTIME|STATE|CACHE|LOGS|CONFIGURATION)_DIRECTORY|MAIL|SUDO_\w+|SSH_(?:CLIENT|CONNECTION|TTY))$/;

/** What the official images of languages say of themselves. */
const image = /^(?:GPG_KEYS?|(?:PYTHON|NODE|YARN|JAVA|GOLANG|RUBY|PHP|RUST|NGINX|PG)_(?:\w*VERSION|\w*SHA256|SHA1|MAJOR))$/;

/** Differs from one process to the next, whoever starts them; the last is envcheck's own. */
const own =
  /^(?:HOSTNAME|PWD|OLDPWD|SHLVL|TERM|_|container|KUBERNETES_\w+|INVOCATION_ID|JOURNAL_STREAM|SYSTEMD_EXEC_PID|MANAGERPID|MAINPID|LISTEN_PID|SSH_(?:CLIENT|CONNECTION|TTY)|ENVCHECK_FINGERPRINT_KEY)$/;

/** Whether a process has the name by itself, without anybody who set it for this service. */
export function comesByItself(name: string): boolean {
  return isSetByPlatform(name) || offered.test(name) || image.test(name);
}

/** Whether what the name holds says nothing of how a service is configured: each process has its own. */
export function isOwnOfProcess(name: string): boolean {
  return own.test(name);
}

const link = /^(.+?)_(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT(?:_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)?)$/;

/** The names among these by which Docker and Kubernetes tell of other services: one with the address of a port makes its kin such names, and `DB_PORT` alone is none. */
export function serviceLinksIn(names: Iterable<string>): ReadonlySet<string> {
  const all = [...names];
  const services = new Set(all.flatMap((name) => /^(.+?)_PORT_\d+_(?:TCP|UDP|SCTP)_ADDR$/.exec(name)?.[1] ?? []));
  return new Set(all.filter((name) => services.has(link.exec(name)?.[1] ?? "")));
}
