/** Words of guessable secrets, and of the names that people make them from. */
const vocabulary = `a an the my our its this that is it not no so very too super top ultra really some any new old one two and or for of in on at to be with here
   secret secrets password passwords passphrase passwd passwort pass pwd pw passcode key keys token tokens credential credentials salt pepper hash
   admin administrator root superuser user users username mmuser guest operator owner master main base shared internal external public private
   access refresh session cookie csrf auth oauth oidc jwt api app application client service server system web site host local localhost remote
   db database data sql pg postgres postgresql psql mysql maria mariadb mongo mongodb redis valkey rabbit rabbitmq kafka minio clickhouse elastic
   elasticsearch couchdb neo influx influxdb keycloak grafana gitea gitlab github wordpress joomla drupal ghost nextcloud sentry posthog umami bitnami
   symfony laravel django flask rails spring spree keyboard cat docker kube kubernetes vault consul hydra kratos dex zulip outline saleor hasura
   test tests testing tester tested dev develop development devel staging stage prod production demo default sample example dummy fake mock temp tmp
   unsafe insecure unsecure secure strong weak long short random simple basic easy plain string text value word name code login signin email mail
   smtp outgoing incoming object storage bucket file encryption encrypt encrypted decrypt decryption signing sign signed crypto cipher hmac aes rsa
   foo bar baz qux foobar hello world welcome letmein qwerty qwertz azerty asdf abc abcd xyz iloveyou monkey dragon hunter sunshine princess football
   baseball shadow starwars whatever trustno changeit toor minioadmin development unused none null empty open sesame company corp acme us eu`;

/** The words as a tree of their letters, which random letters leave after two or three. */
interface Vocabulary {
  /** By `node * 26 + letter` the node that a letter leads to; 0, the root, where no word goes on. */
  readonly next: Int16Array;
  /** By node, whether a word ends there. */
  readonly ends: Uint8Array;
}

const alphabet = 26;

let known: Vocabulary | undefined;

/** Built at its first use, since building it is felt at start-up. */
function vocabularyOf(): Vocabulary {
  if (known !== undefined) return known;
  const next = new Int16Array(vocabulary.length * alphabet);
  const ends = new Uint8Array(vocabulary.length);
  let [count, node] = [0, 0];
  for (let at = 0; at <= vocabulary.length; at += 1) {
    const letter = letterAt(vocabulary, at, written);
    if (letter < 0) {
      if (node > 0) ends[node] = 1;
      node = 0;
    } else node = next[node * alphabet + letter] ||= count += 1;
  }
  known = { next, ends };
  return known;
}

/** What other characters stand for. */
const signs: readonly (readonly [string, string])[] = ["0o", "1i", "3e", "4a", "5s", "7t", "@a", "$s"].map((pair) => [
  pair.charAt(0),
  pair.charAt(1),
]);

/** By ASCII code the letter that a character is in either case, from 0 to 25; -1 for all others. */
const written = new Int8Array(128).fill(-1);
for (let letter = 0; letter < alphabet; letter += 1) written[65 + letter] = written[97 + letter] = letter;

/** The same with the letters that other characters stand for. */
const meant = Int8Array.from(written);
for (const [sign, letter] of signs) meant[sign.charCodeAt(0)] = letter.charCodeAt(0) - 97;

function letterAt(text: string, at: number, letters: Int8Array): number {
  return letters[text.charCodeAt(at)] ?? -1;
}

/** Lower-case words: parted at separators, between cases and between letters and digits. */
export function wordsOf(text: string): string[] {
  return (text.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/g) ?? []).map((word) => word.toLowerCase());
}

/** Whether the letters of a text are nothing but words of the vocabulary, one after the other. Linear, since words are short. */
export function isVocabulary(letters: string): boolean {
  const { next, ends } = vocabularyOf();
  const isReached = [true];
  for (let start = 0; start < letters.length; start += 1) {
    if (isReached[start] !== true) continue;
    let node = 0;
    for (let at = start; at < letters.length; at += 1) {
      node = next[node * alphabet + letterAt(letters, at, written)] ?? 0;
      if (node === 0) break;
      if (ends[node] === 1) isReached[at + 1] = true;
    }
  }
  return isReached[letters.length] === true;
}

/** Whether the first letters of a text, or those that its digits and signs stand for, may begin a word. Few random texts get that far. */
export function mayBeginWord(text: string): boolean {
  return mayBegin(text, written) || mayBegin(text, meant);
}

function mayBegin(text: string, letters: Int8Array): boolean {
  const { next, ends } = vocabularyOf();
  let node = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = letterAt(text, at, letters);
    if (letter < 0) continue;
    node = next[node * alphabet + letter] ?? 0;
    if (ends[node] === 1) return true;
    if (node === 0) return false;
  }
  return true;
}

/** The letters of a text, with those put back that digits and signs stand for (`p4ssw0rd`). */
export function unleet(text: string): string {
  let letters = "";
  for (let at = 0; at < text.length; at += 1) {
    const letter = letterAt(text, at, meant);
    if (letter >= 0) letters += String.fromCharCode(97 + letter);
  }
  return letters;
}
