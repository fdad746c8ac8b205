import { library, type Library } from "../library.ts";

/** Authentication, mail, telephony, queues and other services that are reached by a client library. */
export const services: readonly Library[] = [
  // next-auth.js.org/configuration/options; authjs core/src/lib/utils/env.ts: AUTH_<PROVIDER>_ID, _SECRET, _ISSUER, and _KEY of mail providers
  library(
    "Auth.js",
    "npm:next-auth npm:@auth/*",
    `NEXTAUTH_URL NEXTAUTH_URL_INTERNAL NEXTAUTH_SECRET AUTH_URL AUTH_SECRET AUTH_SECRET_1 AUTH_SECRET_2 AUTH_SECRET_3 AUTH_TRUST_HOST
    AUTH_REDIRECT_PROXY_URL AUTH_*_ID AUTH_*_SECRET AUTH_*_ISSUER AUTH_*_KEY
    !AUTH_*_CLIENT_ID !AUTH_*_CLIENT_SECRET`,
  ),
  // better-auth src/utils/url.ts and src/context: the last names are read where BETTER_AUTH_URL and BETTER_AUTH_SECRET are absent
  library(
    "Better Auth",
    "npm:better-auth",
    "BETTER_AUTH_* NEXT_PUBLIC_BETTER_AUTH_URL PUBLIC_BETTER_AUTH_URL NUXT_PUBLIC_BETTER_AUTH_URL NUXT_PUBLIC_AUTH_URL BASE_URL AUTH_SECRET",
  ),
  // clerk.com/docs/deployments/clerk-environment-variables
  library("Clerk", "npm:@clerk/* pypi:clerk-backend-api gem:clerk-sdk-ruby", "CLERK_* *_CLERK_*"),
  // auth0/nextjs-auth0 README
  library("Auth0", "npm:@auth0/nextjs-auth0", "AUTH0_* APP_BASE_URL"),
  library("Auth0", "npm:express-openid-connect", "ISSUER_BASE_URL BASE_URL CLIENT_ID CLIENT_SECRET SECRET"),
  library("Kinde", "npm:@kinde-oss/*", "KINDE_*"),
  library("WorkOS", "npm:@workos-inc/* pypi:workos gem:workos", "WORKOS_*"),
  // requests-oauthlib "Web Application Flow"
  library("oauthlib", "pypi:oauthlib pypi:requests-oauthlib pypi:google-auth-oauthlib pypi:django-allauth", "OAUTHLIB_*"),

  // twilio base/client_base.py; twilio-node src/base/BaseTwilio.ts
  library("Twilio", "npm:twilio pypi:twilio", "TWILIO_ACCOUNT_SID TWILIO_AUTH_TOKEN TWILIO_EDGE TWILIO_REGION TWILIO_LOG_LEVEL"),
  library(
    "Twilio",
    "gem:twilio-ruby go:github.com/twilio/twilio-go composer:twilio/sdk",
    "TWILIO_ACCOUNT_SID TWILIO_AUTH_TOKEN TWILIO_EDGE TWILIO_REGION",
  ),
  // resend-node src/resend.ts
  library("Resend", "npm:resend", "RESEND_API_KEY RESEND_BASE_URL RESEND_USER_AGENT"),
  // slack_bolt/app/app.py
  library(
    "Slack Bolt",
    "pypi:slack-bolt",
    `SLACK_BOT_TOKEN SLACK_SIGNING_SECRET SLACK_CLIENT_ID SLACK_CLIENT_SECRET SLACK_SCOPES SLACK_USER_SCOPES SLACK_REDIRECT_URI
    SLACK_INSTALL_PATH SLACK_REDIRECT_URI_PATH SLACK_VERIFICATION_TOKEN SLACK_APP_TOKEN`,
  ),
  library("Cloudinary", "npm:cloudinary pypi:cloudinary gem:cloudinary composer:cloudinary/*", "CLOUDINARY_URL CLOUDINARY_ACCOUNT_URL"),
  library("Pusher", "gem:pusher", "PUSHER_URL"),
  library("UploadThing", "npm:uploadthing", "UPLOADTHING_*"),
  library("Inngest", "npm:inngest pypi:inngest", "INNGEST_*"),
  library("Trigger.dev", "npm:@trigger.dev/*", "TRIGGER_*"),
  // apollographql.com/docs/apollo-server/api/apollo-server
  library("Apollo Server", "npm:apollo-server* npm:@apollo/server npm:@apollo/gateway", "APOLLO_*"),
  library("Prefect", "pypi:prefect", "PREFECT_*"),
  library("Airflow", "pypi:apache-airflow*", "AIRFLOW_* AIRFLOW__*"),
  library("Dagster", "pypi:dagster*", "DAGSTER_*"),
  library("Dapr", "npm:@dapr/dapr pypi:dapr* go:github.com/dapr/go-sdk nuget:dapr.*", "DAPR_*"),
  library("Vault", "go:github.com/hashicorp/vault/api pypi:hvac npm:node-vault gem:vault cargo:vaultrs", "VAULT_*"),
  library("Consul", "go:github.com/hashicorp/consul/api pypi:python-consul npm:consul", "CONSUL_*"),
  library("Nomad", "go:github.com/hashicorp/nomad/api", "NOMAD_*"),
];
