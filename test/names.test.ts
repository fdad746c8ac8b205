import { describe, expect, test } from "@jest/globals";
import { hasConfusable, isListenName, isPortableName, isSecretName, isTemplateName } from "../src/text/names.ts";

describe("names", () => {
  const secret = `POSTGRES_PASSWORD MYSQL_ROOT_PASSWORD PGPASSWORD DB_PASS DB_PASSWD SMTP_PWD PIHOLE_PW NEXTAUTH_SECRET SECRET_KEY SECRET_KEY_BASE
    SECRET_KEY_FALLBACKS APP_KEY JWT_SECRET JWT_PRIVATE_KEY AUTH_TOKEN API_BEARER_TOKEN GITHUB_TOKEN OPENAI_API_KEY JACKSON_API_KEYS ENCRYPTION_KEY
    MEILI_MASTER_KEY AWS_SECRET_ACCESS_KEY AZURE_STORAGE_ACCESS_KEY SALT SALESFORCE_CLIENT_PRIVATEKEY VIKUNJA_SERVICE_JWTSECRET CLIENT_SECRET
    GOOGLE_API_CREDENTIALS SUPABASE_SERVICE_ROLE_KEY dbPassword api-key ZULIP__SECRET_KEY DATABASE_PASSWORD_OLD OAUTH_TOKEN_2 TOKEN PASSWORD MASTERPASS
    STRIPE_WEBHOOK_SECRET SESSION_COOKIE_SECRET HASHIDS_SALT KEYSTORE_PASSPHRASE CREDENTIAL_AES_256_KEY`;
  const plain = `POSTGRES_PASSWORD_FILE SSH_KEY_PATH SECRET_DIR DATABASE_URL REDIS_URL SENTRY_DSN SECRET_NAME AWS_ACCESS_KEY_ID CLIENT_ID S3_ACCESS_KEY_ID
    MINIO_ACCESS_KEY TOKEN_URL OIDC_TOKEN_URI OIDC_TOKEN_ENDPOINT TOKEN_TTL TOKEN_EXPIRES_IN ACCESS_TOKEN_LIFETIME TOKEN_EXPIRY PASSWORD_MIN_LENGTH
    MIN_PASSWORD_LENGTH MYSQL_ALLOW_EMPTY_PASSWORD MARIADB_RANDOM_ROOT_PASSWORD REQUIRE_API_KEY PASSWORD_RESET_ENABLED JWT_ALGORITHM JWT_PUBLIC_KEY
    VAPID_PUBLIC_KEY NEXT_PUBLIC_API_KEY STRIPE_PUBLISHABLE_KEY RECAPTCHA_SITE_KEY API_KEY_PREFIX API_KEY_HEADER CACHE_KEY PARTITION_KEY KEY MAX_TOKENS
    TOKENIZERS_PARALLELISM CSRF_COOKIE_NAME SESSION_COOKIE_AGE DB_USER AUTH_TYPE KEYCLOAK_URL KEYCLOAK_ADMIN MONKEY PWD OLDPWD COMPASS_HOST BYPASS_AUTH DD_UWSGI_PASS
    ENCRYPTION_KEY_ID STORAGE_ENCRYPTION_KEY_VERSION STRATEGIES_ACCESS_TOKEN PASSWORD_HASHERS VITE_RESET_PASSWORD SECRETS_MANAGER_ARN CLIENT_SECRET_VERIFIER
    GOTRUE_MAILER_SUBJECTS_PASSWORD_CHANGED_NOTIFICATION HSM_TOKEN_LABEL OAUTHLIB_RELAX_TOKEN_SCOPE`;
  test.each(secret.split(/\s+/))("%s is secret", (name) => {
    expect(isSecretName(name)).toBe(true);
  });
  test.each(plain.split(/\s+/))("%s is not secret for its name alone", (name) => {
    expect(isSecretName(name)).toBe(false);
  });

  test.each([
    ["A", true],
    ["_a1", true],
    ["1A", false],
    ["A-B", false],
    ["A.B", false],
    ["", false],
    ["A\n", false],
    ["Ä", false],
  ])("%j is portable: %s", (name, expected) => {
    expect(isPortableName(name)).toBe(expected);
  });

  test.each([
    ["SECRET", false],
    ["A.B-C", false],
    ["\u0405ECRET", true],
    ["A\u200b", true],
  ])("%j has letters that look like others: %s", (name, expected) => {
    expect(hasConfusable(name)).toBe(expected);
  });

  test.each(["LISTEN_ADDR", "BIND", "HOST", "ALLOWED_HOSTS", "NO_PROXY", "KAFKA_ADVERTISED_LISTENERS", "CSRF_TRUSTED_ORIGINS"])(
    "%s is for listening or trust",
    (name) => {
      expect(isListenName(name)).toBe(true);
    },
  );
  test.each(["DB_HOST", "REDIS_URL", "API_ADDRESS", "SERVE_PUBLIC_BASE_URL"])("%s is for connecting", (name) => {
    expect(isListenName(name)).toBe(false);
  });
  test.each([
    ["GOTRUE_SMS_TEMPLATE", true],
    ["GOTRUE_MAILER_SUBJECTS_INVITE", true],
    ["VITE_BASEPATH", false],
  ])("%s holds a template: %s", (name, expected) => {
    expect(isTemplateName(name)).toBe(expected);
  });
});
