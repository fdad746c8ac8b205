/** What shells, container engines and Kubernetes set in every process. */
const ambient = /^(?:PATH|HOME|HOSTNAME|PWD|OLDPWD|SHLVL|USER|LOGNAME|SHELL|TERM|LANG|LANGUAGE|LC_\w+|TZ|_|container|KUBERNETES_\w+)$/;

/** What runtimes of languages and their process managers read by themselves, and what says where a program runs. */
const runtimes =
  /^(?:PYTHON\w*|NODE_\w+|npm_\w+|NPM_\w+|UV_\w+|PIP_\w+|VIRTUAL_ENV|JAVA_\w+|JVM_\w+|JDK_\w+|CATALINA_\w+|GO(?:GC|MAXPROCS|MEMLIMIT|DEBUG|TRACEBACK)|RUST_\w+|DOTNET_\w+|ASPNETCORE_\w+|COMPlus_\w+|ERL_\w+|ELIXIR_\w+|RELEASE_\w+|PHP_\w+|COMPOSER_\w+|RUBY\w*|BUNDLE_\w+|GEM_\w+|MALLOC_\w+|LD_\w+|SSL_CERT_(?:FILE|DIR)|https?_proxy|HTTPS?_PROXY|no_proxy|NO_PROXY|ALL_PROXY|TMPDIR|TEMP|TMP|CI|DEBIAN_FRONTEND|XDG_\w+|EDITOR|PAGER|NO_COLOR|FORCE_COLOR|DISPLAY|GUNICORN_CMD_ARGS|WEB_CONCURRENCY|PUID|PGID|UMASK|S6_\w+)$/;

/** Whether the platform sets a name for any program, or the runtime of a language reads it: no schema needs to know it. */
export function isAmbient(name: string): boolean {
  return ambient.test(name) || runtimes.test(name);
}

/** Whether the platform itself sets a name in every process. */
export function isSetByPlatform(name: string): boolean {
  return ambient.test(name);
}
