/** Some words; as a set from their first use on, since most starts ask for few of them. */
function setOf(words: string): Pick<ReadonlySet<string>, "has"> {
  let set: ReadonlySet<string> | undefined;
  return { has: (word) => (set ??= new Set(words.split(/\s+/))).has(word) };
}

/** Words that tell of a secret by themselves. */
const telling = setOf(
  "password passwords passwd passphrase passcode pass pwd pw secret secrets token credential credentials creds salt pepper apikey authkey",
);

/** The same as the end of a longer word: `PGPASSWORD`, `JWTSECRET`, `MASTERPASS`. */
const ending =
  /(?:password|passwd|passphrase|secret|token|apikey|privatekey|secretkey|accesskey|authkey|signingkey|encryptionkey)$|^(?:master|db|admin|root|user)pass$/;

/** Words that make a `KEY`, `KEYS` or `TOKENS` after them secret. */
const keepers = setOf(
  `api private secret vault encryption decryption encrypt decrypt signing sign master auth jwt jwe jws session cookie hmac aes crypto cipher service
   role deploy license licence storage webhook app admin root integration instance account probe creds salt token totp csrf openai anthropic
   openrouter stripe bot bearer personal data field fernet dsa rsa ecdsa ed25519`,
);

/** What may follow the telling word without changing what the variable holds. */
const qualifiers = setOf(
  `key keys base base64 b64 hex pem jwk hash hashed value data text plain raw old new current previous prev next last primary secondary fallback
   fallbacks first second prod production staging stage dev development test testing live sandbox local default main encoded encrypted salt salts`,
);

/** Words before the telling one that turn the variable into a switch, a limit or something public. */
const switches = setOf(
  `allow allows allowed enable enabled disable disabled use uses require requires required has is random skip show hide no empty min max send
   generate auto public publishable anon vite react reset change forgot count num input output prompt completion total context strategy strategies`,
);

/** A piece of every telling word: few names have one, and only those are parted into words. */
const telltale = /p(?:ass|wd?)|secret|token|cred|salt|pepper|key/iu;

/** Folders of a shell, and whom nginx passes a request to: `uwsgi_pass`. */
const notSecret = /^(?:OLD)?PWD$|(?:^|_)(?:UWSGI|FASTCGI|SCGI|GRPC)_PASS$/i;

/** Whether the name alone tells that the variable holds a secret. Files, places, names, limits and switches of secrets are none, and neither are URLs, whose values may tell otherwise. */
export function isSecretName(name: string): boolean {
  if (!telltale.test(name) || notSecret.test(name) || name.length > 256) return false;
  const words = nameWords(name);
  const at = words.findLastIndex((word, index) => tells(word, words, index));
  if (at < 0 || words.some((word, index) => index < at && switches.has(word))) return false;
  return words.slice(at + 1).every((word) => qualifiers.has(word) || /^v?\d+$/.test(word));
}

/** An access key alone is the public half of a pair; behind `secret`, `storage` or `account` it is the secret one. */
function tells(word: string, words: readonly string[], at: number): boolean {
  if (telling.has(word) || ending.test(word)) return true;
  if (at === 0 || !/^(?:keys?|tokens)$/.test(word)) return false;
  const before = words.findLast((one, index) => index < at && !/^\d+$/.test(one)) ?? "";
  if (before === "access" && word === "key") return at > 1 && /^(?:secret|storage|account)$/.test(words[at - 2] ?? "");
  return keepers.has(before);
}

/** Lower-case words of a name: `DB_PASS`, `dbPass` and `db-pass` alike. */
function nameWords(name: string): string[] {
  const start = name.length > 256 ? name.slice(0, 256) : name;
  const parted = (/[a-z0-9][A-Z]/.test(start) ? start.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2") : start).toLowerCase();
  return (hasConfusable(parted) ? parted.match(/[\p{L}\p{N}]+/gu) : parted.match(/[a-z0-9]+/g)) ?? [];
}

/** Whether every shell, platform and loader takes the name: POSIX, with both cases. */
export function isPortableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

/** Whether letters of other alphabets stand among the name's own, so that it looks like another name. */
export function hasConfusable(name: string): boolean {
  return /[^\0-\x7f]/.test(name);
}

const listening = setOf("listen listener listeners bind binding bound allowed trusted proxies advertise advertised interface noproxy");
/** Whole names, and the last words of names, of which no word alone says so. */
const listeningNames = setOf("HOST HOSTNAME ADDR ADDRESS");
const listeningEnds = ["_NO_PROXY", "_WEB_ADDR", "_HTTP_ADDR", "_GRPC_ADDR", "_METRICS_ADDR"];

/** Whether the variable says where to listen or whom to trust, so that a loopback or wildcard address is right in it. */
export function isListenName(name: string): boolean {
  const upper = `_${name.toUpperCase()}`;
  return (
    nameWords(name).some((word) => listening.has(word)) ||
    listeningNames.has(upper.slice(1)) ||
    listeningEnds.some((end) => upper.endsWith(end))
  );
}

const addressing = setOf("ip ipv4 ipaddr ipaddress addr address host hostname gateway dns nameserver");

/** Whether the variable holds the address of one host. WireGuard's WG_DEFAULT_ADDRESS is the pattern of many: `10.8.0.x`. */
export function isAddressName(name: string): boolean {
  return addressing.has(nameWords(name).at(-1) ?? "") && !/_DEFAULT_ADDRESS$/i.test(name);
}

const templating = setOf("template templates format pattern subject subjects message body text prompt layout query");

/** Whether the variable is meant to hold a template or a message that the program fills in itself. */
export function isTemplateName(name: string): boolean {
  return nameWords(name).some((word) => templating.has(word));
}

/** Words beside DEBUG that turn it round, or make it a matter of logs and addresses. */
const notDebugging = setOf("no not never disable disabled hide skip without log logs logging logger level port host verbose info symbols");

/** Whether the variable switches debugging on where it is true: `DEBUG`, `APP_DEBUG`, `ALLOW_DEBUG_ROUTE`, but not `DEBUG_LOGGING`. */
export function isDebugSwitch(name: string): boolean {
  if (!/debug/i.test(name)) return false;
  const words = nameWords(name);
  return words.includes("debug") && !words.some((word) => notDebugging.has(word));
}

const switching = setOf("debug enable enabled disable disabled use is allow has skip force no");
const switched = setOf("debug enable enabled disable disabled allowed");

/** Whether the name tells that the variable is on or off: `DEBUG`, `USE_TLS`, `ENABLE_SIGNUP`, `SIGNUP_ENABLED`. */
export function isSwitchName(name: string): boolean {
  const words = nameWords(name);
  return switching.has(words[0] ?? "") || switched.has(words.at(-1) ?? "");
}
