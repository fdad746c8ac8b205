import { expect, test } from "@jest/globals";
import { misspelledAmong } from "../src/text/misspelling.ts";

test.each([
  ["SESION_COOKIE_AGE", "SESSION_COOKIE_AGE"],
  ["SHOW_STYLE_GUIDE", "SHOW_STYLEGUIDE"],
  ["DATABASE_URI", "DATABASE_URL"],
  ["HOOK_TOKEN_SECRET", "HOOK_TOKEN_SECRETS"],
  ["CLIENT_OAUTH_ID", "OAUTH_CLIENT_ID"],
  ["oauth-client-id", "OAUTH_CLIENT_ID"],
  ["MAIL_HOST", "EMAIL_HOST"],
  ["DATABSE_URL", "DATABASE_URL"],
  ["REDIS_PASSWD", "REDIS_PASSWORD"],
  ["OAUTH_CLEINT_ID", "OAUTH_CLIENT_ID"],
])("%s is %s misspelt", (written, meant) => {
  expect(misspelledAmong(["PORT", meant])(written)).toBe(meant);
  expect(misspelledAmong([written])(meant)).toBe(written);
});

test.each([
  ["DB_HOST", "DB_PORT"],
  ["DB_HOST", "DB_POST"],
  ["DB_USER", "DB_NAME"],
  ["HTTP_PROXY", "HTTPS_PROXY"],
  ["REDIS_URL_1", "REDIS_URL_2"],
  ["S3_KEY", "S4_KEY"],
  ["MIN_SIZE", "MAX_SIZE"],
  ["INTERNAL_URL", "EXTERNAL_URL"],
  ["IMPORT_DIR", "EXPORT_DIR"],
  ["READ_HOST", "HEAD_HOST"],
  ["ENABLE_OIDC", "DISABLE_OIDC"],
  ["SECRET_KEY", "DJANGO_SECRET_KEY"],
  ["ACCESS_TOKEN_KEY", "REFRESH_TOKEN_KEY"],
  ["PORT", "HOST"],
  ["A", "B"],
  ["TO", "OT"],
  ["NAME", "NAME"],
])("%s is another name than %s", (one, other) => {
  expect(misspelledAmong([other])(one)).toBeUndefined();
  expect(misspelledAmong([one])(other)).toBeUndefined();
});
