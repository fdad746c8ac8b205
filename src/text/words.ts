/** Words of guessable secrets, and of the names that people make them from. */
const vocabulary = `a an the my our its this that is it not no so very too super top ultra really some any new old one two and or for of in on at to be with here
   secret secrets password passwords passphrase passwd passwort pass pwd pw passcode key keys token tokens credential credentials salt pepper hash
   admin administrator root superuser user users username mmuser guest operator owner master main base shared internal external public private
   access refresh session cookie csrf auth oauth oidc jwt api app application client service server system web site host local localhost remote
   db database data sql pg postgres postgresql psql mysql maria mariadb mongo mongodb redis valkey rabbit rabbitmq kafka minio clickhouse elastic
   elasticsearch couchdb neo influx influxdb keycloak grafana gitea gitlab github wordpress joomla drupal ghost nextcloud sentry posthog umami bitnami
   symfony laravel django flask rails spring spree keyboard cat docker kube kubernetes vault consul n8n hydra kratos dex zulip outline saleor hasura
   test tests testing tester tested dev develop development devel staging stage prod production demo default sample example dummy fake mock temp tmp
   unsafe insecure unsecure secure strong weak long short random simple basic easy plain string text value word name code login signin email mail
   smtp outgoing incoming object storage bucket s3 file encryption encrypt encrypted decrypt decryption signing sign signed crypto cipher hmac aes rsa
   foo bar baz qux foobar hello world welcome letmein qwerty qwertz azerty asdf abc abcd xyz iloveyou monkey dragon hunter sunshine princess football
   baseball shadow starwars whatever trustno changeit toor minioadmin development unused none null empty open sesame company corp acme us eu`;

/** The words, and what they begin with, themselves included: random letters leave these after two or three. */
interface Vocabulary {
  readonly words: ReadonlySet<string>;
  readonly beginnings: ReadonlySet<string>;
}

let known: Vocabulary | undefined;

/** Built at its first use, since building it is felt at start-up. */
function vocabularyOf(): Vocabulary {
  if (known !== undefined) return known;
  const words = new Set(vocabulary.split(/\s+/).filter((word) => word !== ""));
  known = { words, beginnings: new Set([...words].flatMap((word) => Array.from(word, (_, index) => word.slice(0, index + 1)))) };
  return known;
}

const signs: Readonly<Record<string, string>> = { "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", $: "s" };

/** By ASCII code the letter, in lower case, that a character is; empty for all others. */
const written: readonly string[] = Array.from({ length: 128 }, (_, code) => {
  const sign = String.fromCharCode(code).toLowerCase();
  return /[a-z]/.test(sign) ? sign : "";
});

/** The same with the letters that other characters stand for. */
const meant: readonly string[] = written.map((letter, code) => letter || (signs[String.fromCharCode(code)] ?? ""));

/** Lower-case words: parted at separators, between cases and between letters and digits. */
export function wordsOf(text: string): string[] {
  return (text.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/g) ?? []).map((word) => word.toLowerCase());
}

/** Whether the letters are nothing but words of the vocabulary, one after the other. Linear, since words are short. */
export function isVocabulary(letters: string): boolean {
  const { words, beginnings } = vocabularyOf();
  const reachable = new Set([0]);
  for (const start of reachable) {
    for (let end = start + 1; end <= letters.length; end += 1) {
      const piece = letters.slice(start, end);
      if (!beginnings.has(piece)) break;
      if (words.has(piece)) reachable.add(end);
    }
  }
  return reachable.has(letters.length);
}

/** Whether the first letters of a text, or those that its digits and signs stand for, may begin a word. Few random texts get that far. */
export function mayBeginWord(text: string): boolean {
  return mayBegin(text, written) || mayBegin(text, meant);
}

function mayBegin(text: string, letterOf: readonly string[]): boolean {
  const { words, beginnings } = vocabularyOf();
  let piece = "";
  for (let at = 0; at < text.length; at += 1) {
    const letter = letterOf[text.charCodeAt(at)] ?? "";
    if (letter === "") continue;
    piece += letter;
    if (words.has(piece)) return true;
    if (!beginnings.has(piece)) return false;
  }
  return true;
}

/** The letters of a text, with those put back that digits and signs stand for (`p4ssw0rd`). */
export function unleet(text: string): string {
  let letters = "";
  for (let at = 0; at < text.length; at += 1) letters += meant[text.charCodeAt(at)] ?? "";
  return letters;
}
