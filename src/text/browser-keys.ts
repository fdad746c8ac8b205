/**
 * Services whose scripts in the browser are given a key or a token, from the documentation of each: it names an account, is bound to an origin,
 * or lets nothing but read or write what the page may.
 */
const services = [
  // Maps and places.
  "google_(?:maps?|places|analytics)|g?maps?|mapbox|map_?tiler|tomtom|here(?:_maps)?|geoapify|stadia|thunderforest|kakao|naver|yandex_maps",
  // Applications and accounts.
  "firebase|recaptcha|hcaptcha|turnstile|web3auth|wallet_?connect|thirdweb|magic|infura|alchemy|fingerprint(?:_?js)?|botd",
  // What visitors do, and what fails.
  "post_?hog|amplitude|mixpanel|segment|rudderstack|heap|pendo|logrocket|openreplay|fullstory|datadog|dd|rollbar|bugsnag|honeybadger|newrelic_browser",
  // What is switched on.
  "hypertune|statsig|growth_?book|launch_?darkly|flagsmith|optimizely|configcat|unleash(?:_frontend)?",
  // Search, content and media.
  "algolia|typesense|meili(?:search)?|storyblok|contentful|dato_?cms|builder(?:_io)?|giphy|unsplash|tiny_?mce|ck_?editor|uploadcare|filestack",
  // Messages and payments.
  "pusher|ably|intercom|crisp|paddle|stream|liveblocks|onesignal|weglot",
].join("|");

const browserService = new RegExp(`(?:^|_)(?:${services})(?:_|$)`, "i");

/** Keys that are made for whoever asks: `CLIENT_TOKEN`, `APP_KEY`. */
const browserKey =
  /(?:^|_)(?:client|browser|frontend|app|sdk|site|search|write|environment|publishable|public|anon)_(?:api_)?(?:key|token)$/i;

const locked = /secret|pass(?:word|wd|phrase|code)?(?:_|$)|private|admin|master|service|server|credential/i;

/** Whether the key that a name tells of is made for browsers, so that no harm is done where they get it. */
export function isBrowserKey(name: string): boolean {
  return !locked.test(name) && (browserService.test(name) || browserKey.test(name));
}

/** Whether a name tells of what nobody else may know, and not just of a key or a token, which may be made for browsers. */
export function isSurelySecret(name: string): boolean {
  return (
    locked.test(name) ||
    /(?:^|_)(?:openai|anthropic|github|gitlab|slack|sendgrid|mailgun|twilio|aws|stripe|jwt|database|db|smtp)_/i.test(name)
  );
}
