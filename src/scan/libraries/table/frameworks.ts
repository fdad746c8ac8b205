import { library, type Library } from "../library.ts";

/** Every `env()` of laravel/framework config/*.php, which version 11 and later merge under the files of the project. */
const laravel = `APP_NAME APP_ENV APP_DEBUG APP_KEY APP_PREVIOUS_KEYS APP_URL APP_LOCALE APP_FALLBACK_LOCALE APP_FAKER_LOCALE
  APP_MAINTENANCE_DRIVER APP_MAINTENANCE_STORE APP_BASE_PATH APP_RUNNING_IN_CONSOLE ASSET_URL FRONTEND_URL AUTH_GUARD AUTH_MODEL
  AUTH_PASSWORD_* BCRYPT_ROUNDS BCRYPT_LIMIT ARGON_MEMORY ARGON_THREADS ARGON_TIME HASH_DRIVER HASH_VERIFY BROADCAST_CONNECTION ABLY_KEY
  PUSHER_APP_ID PUSHER_APP_KEY PUSHER_APP_SECRET PUSHER_APP_CLUSTER PUSHER_HOST PUSHER_PORT PUSHER_SCHEME CACHE_STORE CACHE_PREFIX
  CACHE_STORAGE_DISK CACHE_STORAGE_PATH CONCURRENCY_DRIVER DB_CONNECTION DB_URL DB_HOST DB_PORT DB_DATABASE DB_USERNAME DB_PASSWORD
  DB_SOCKET DB_CHARSET DB_COLLATION DB_FOREIGN_KEYS DB_ENCRYPT DB_TRUST_SERVER_CERTIFICATE DB_POOLED DB_DIRECT_* DB_CACHE_* DB_QUEUE
  DB_QUEUE_* MYSQL_ATTR_SSL_CA DYNAMODB_CACHE_TABLE DYNAMODB_ENDPOINT FILESYSTEM_DISK IMAGE_DRIVER AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
  AWS_DEFAULT_REGION AWS_BUCKET AWS_URL AWS_ENDPOINT AWS_USE_PATH_STYLE_ENDPOINT LOG_CHANNEL LOG_STACK LOG_LEVEL LOG_DAILY_DAYS
  LOG_DEPRECATIONS_* LOG_PAPERTRAIL_HANDLER LOG_SLACK_* LOG_STDERR_FORMATTER LOG_SYSLOG_FACILITY PAPERTRAIL_URL PAPERTRAIL_PORT
  MAIL_MAILER MAIL_URL MAIL_SCHEME MAIL_HOST MAIL_PORT MAIL_USERNAME MAIL_PASSWORD MAIL_EHLO_DOMAIN MAIL_FROM_ADDRESS MAIL_FROM_NAME
  MAIL_LOG_CHANNEL MAIL_MARKDOWN_THEME MAIL_SENDMAIL_PATH MEMCACHED_HOST MEMCACHED_PORT MEMCACHED_USERNAME MEMCACHED_PASSWORD
  MEMCACHED_PERSISTENT_ID POSTMARK_TOKEN POSTMARK_MESSAGE_STREAM_ID RESEND_KEY SLACK_BOT_USER_* QUEUE_CONNECTION QUEUE_FAILED_DRIVER
  BEANSTALKD_QUEUE BEANSTALKD_QUEUE_* SQS_PREFIX SQS_QUEUE SQS_SUFFIX SQS_OVERFLOW_* REDIS_URL REDIS_HOST REDIS_PORT REDIS_USERNAME
  REDIS_PASSWORD REDIS_DB REDIS_CLIENT REDIS_CLUSTER REDIS_PREFIX REDIS_PERSISTENT REDIS_CACHE_DB REDIS_CACHE_CONNECTION
  REDIS_CACHE_LOCK_CONNECTION REDIS_QUEUE REDIS_QUEUE_* REDIS_MAX_RETRIES REDIS_COMMAND_RETRIES REDIS_BACKOFF_* REVERB_APP_ID
  REVERB_APP_KEY REVERB_APP_SECRET REVERB_HOST REVERB_PORT REVERB_SCHEME SESSION_DRIVER SESSION_LIFETIME SESSION_EXPIRE_ON_CLOSE
  SESSION_ENCRYPT SESSION_CONNECTION SESSION_TABLE SESSION_STORE SESSION_DOMAIN SESSION_PATH SESSION_SECURE_COOKIE SESSION_HTTP_ONLY
  SESSION_SAME_SITE SESSION_PARTITIONED_COOKIE SESSION_CACHE_KEY VIEW_COMPILED_PATH SCHEDULE_CACHE_DRIVER SCHEDULE_CACHE_STORE SERVER_HOST
  SERVER_PORT LARAVEL_*`;

/** Frameworks and servers of interpreted languages. */
export const frameworks: readonly Library[] = [
  // nextjs.org/docs: next start, standalone output, telemetry, server actions
  library(
    "Next.js",
    "npm:next",
    `PORT HOSTNAME KEEP_ALIVE_TIMEOUT NEXT_TELEMETRY_* NEXT_RUNTIME NEXT_PHASE NEXT_PRIVATE_* NEXT_MANUAL_SIG_HANDLE NEXT_SHARP_PATH
    NEXT_DEPLOYMENT_ID NEXT_SERVER_ACTIONS_ENCRYPTION_KEY __NEXT_* VERCEL VERCEL_*`,
  ),
  // nuxt.com/docs/guide/going-further/runtime-config: any key of the runtime configuration
  library("Nuxt", "npm:nuxt npm:nuxt-nightly npm:nuxt3 npm:nuxt-edge", "NUXT_* NITRO_* PORT HOST SERVER_PRESET"),
  // nitro.build/deploy/runtimes/node
  library(
    "Nitro",
    "npm:nitropack npm:nitro npm:@solidjs/start npm:@tanstack/react-start npm:@tanstack/start npm:vinxi npm:@analogjs/platform",
    "NITRO_* PORT HOST SERVER_PRESET",
  ),
  // kit/packages/adapter-node/src/env.js
  library(
    "SvelteKit",
    "npm:@sveltejs/adapter-node",
    `PORT HOST ORIGIN SOCKET_PATH XFF_DEPTH ADDRESS_HEADER PROTOCOL_HEADER HOST_HEADER PORT_HEADER BODY_SIZE_LIMIT SHUTDOWN_TIMEOUT
    IDLE_TIMEOUT KEEP_ALIVE_TIMEOUT HEADERS_TIMEOUT LISTEN_PID LISTEN_FDS`,
  ),
  // docs.astro.build/guides/integrations-guide/node
  library("Astro", "npm:@astrojs/node", "PORT HOST SERVER_KEY_PATH SERVER_CERT_PATH ASTRO_NODE_*"),
  library("Astro", "npm:astro", "ASTRO_*"),
  library("Remix", "npm:@remix-run/serve npm:@react-router/serve", "PORT HOST"),
  // create-react-app.dev/docs/advanced-configuration
  library(
    "Create React App",
    "npm:react-scripts npm:@craco/craco",
    `BROWSER BROWSER_ARGS HOST PORT HTTPS WDS_SOCKET_* PUBLIC_URL BUILD_PATH REACT_EDITOR CHOKIDAR_USEPOLLING GENERATE_SOURCEMAP
    INLINE_RUNTIME_CHUNK IMAGE_INLINE_SIZE_LIMIT FAST_REFRESH TSC_COMPILE_ON_ERROR ESLINT_NO_DEV_ERRORS DISABLE_ESLINT_PLUGIN
    DISABLE_NEW_JSX_TRANSFORM SKIP_PREFLIGHT_CHECK DANGEROUSLY_DISABLE_HOST_CHECK SSL_CRT_FILE SSL_KEY_FILE`,
  ),
  library(
    "Gatsby",
    "npm:gatsby",
    "GATSBY_TELEMETRY_DISABLED GATSBY_CPU_COUNT GATSBY_CONCURRENT_DOWNLOAD GATSBY_LOGGER GATSBY_WORKER_* GATSBY_EXPERIMENTAL_*",
  ),
  library("Strapi", "npm:@strapi/strapi npm:strapi", "STRAPI_*"),
  library("Payload", "npm:payload", "PAYLOAD_CONFIG_PATH PAYLOAD_DROP_DATABASE PAYLOAD_TS_OUTPUT_PATH PAYLOAD_DISABLE_*"),
  library(
    "Meteor",
    "npm:meteor-node-stubs",
    "ROOT_URL MONGO_URL MONGO_OPLOG_URL MAIL_URL METEOR_* PORT BIND_IP HTTP_FORWARDED_COUNT DISABLE_WEBSOCKETS",
  ),
  library("fastify-cli", "npm:fastify-cli", "PORT FASTIFY_*"),
  library("node-config", "npm:config", "ALLOW_CONFIG_MUTATIONS SUPPRESS_NO_CONFIG_WARNING SUPPRESS_STRICTNESS_CHECK"),
  library("dotenv", "npm:dotenv npm:@dotenvx/dotenvx", "DOTENV_*"),

  // docs.djangoproject.com: settings, createsuperuser --noinput, async safety, runserver
  library(
    "Django",
    "pypi:django pypi:djangorestframework pypi:wagtail pypi:channels",
    `DJANGO_SETTINGS_MODULE DJANGO_SUPERUSER_* DJANGO_COLORS DJANGO_ALLOW_ASYNC_UNSAFE DJANGO_RUNSERVER_* DJANGO_AUTO_COMPLETE
    DJANGO_WATCHMAN_TIMEOUT DJANGO_TEST_PROCESSES`,
  ),
  library("django-configurations", "pypi:django-configurations", "DJANGO_*"),
  // flask.palletsprojects.com/cli: any option of a command, as FLASK_<COMMAND>_<OPTION>
  library("Flask", "pypi:flask pypi:quart", "FLASK_* QUART_*"),
  library("Werkzeug", "pypi:flask pypi:werkzeug", "WERKZEUG_*"),
  // gunicorn/config.py
  library(
    "Gunicorn",
    "pypi:gunicorn pypi:uvicorn-worker",
    "GUNICORN_CMD_ARGS WEB_CONCURRENCY PORT FORWARDED_ALLOW_IPS SENDFILE GUNICORN_PID GUNICORN_FD",
  ),
  // uvicorn/main.py: click with auto_envvar_prefix UVICORN
  library("Uvicorn", "pypi:uvicorn pypi:uvicorn-worker pypi:fastapi pypi:fastapi-cli", "UVICORN_* WEB_CONCURRENCY FORWARDED_ALLOW_IPS"),
  // granian/cli.py: auto_envvar_prefix GRANIAN
  library("Granian", "pypi:granian", "GRANIAN_*"),
  library("uWSGI", "pypi:uwsgi pypi:pyuwsgi", "UWSGI_*"),
  library("Robyn", "pypi:robyn", "ROBYN_*"),
  library("Litestar", "pypi:litestar", "LITESTAR_*"),
  // sanic.dev/en/guide/running/configuration: any variable with the prefix
  library("Sanic", "pypi:sanic", "SANIC_*"),
  library("Scrapy", "pypi:scrapy", "SCRAPY_*"),
  library("Superset", "pypi:apache-superset", "SUPERSET_*"),
  library("Requests", "pypi:requests", "REQUESTS_CA_BUNDLE CURL_CA_BUNDLE NETRC"),
  library("HTTPX", "pypi:httpx pypi:aiohttp", "SSLKEYLOGFILE NETRC"),

  // guides.rubyonrails.org/configuring.html; <DATABASE>_DATABASE_URL of several databases
  library(
    "Rails",
    "gem:rails gem:railties gem:activerecord",
    "RAILS_* RACK_ENV SECRET_KEY_BASE SECRET_KEY_BASE_DUMMY DATABASE_URL *_DATABASE_URL BACKTRACE VERBOSE_JOB_LOGS",
  ),
  library("Action Cable", "gem:rails gem:actioncable", "ACTION_CABLE_*"),
  library("Rack", "gem:rack gem:sinatra gem:hanami gem:roda", "RACK_*"),
  // puma/lib/puma/configuration.rb
  library(
    "Puma",
    "gem:puma",
    "PORT PUMA_* WEB_CONCURRENCY MIN_THREADS MAX_THREADS RAILS_MIN_THREADS RAILS_MAX_THREADS RACK_ENV RAILS_ENV APP_ENV",
  ),
  library("Sinatra", "gem:sinatra", "APP_ENV PORT"),
  library("Hanami", "gem:hanami", "HANAMI_* DATABASE_URL"),
  library("Bootsnap", "gem:bootsnap", "BOOTSNAP_* DISABLE_BOOTSNAP*"),
  library("Rack::Timeout", "gem:rack-timeout", "RACK_TIMEOUT_*"),
  // basecamp/thruster README, with or without the prefix
  library(
    "Thruster",
    "gem:thruster",
    `THRUSTER_* TARGET_PORT TLS_DOMAIN CACHE_SIZE MAX_CACHE_ITEM_SIZE GZIP_COMPRESSION_ENABLED X_SENDFILE_ENABLED MAX_REQUEST_BODY
    STORAGE_PATH BAD_GATEWAY_PAGE HTTP_PORT HTTPS_PORT HTTP_IDLE_TIMEOUT HTTP_READ_TIMEOUT HTTP_WRITE_TIMEOUT ACME_DIRECTORY EAB_KID
    EAB_HMAC_KEY FORWARD_HEADERS LOG_REQUESTS DEBUG`,
  ),
  library("AnyCable", "gem:anycable*", "ANYCABLE_*"),
  library("Blazer", "gem:blazer", "BLAZER_*"),
  library("PgHero", "gem:pghero", "PGHERO_*"),
  library("Lockbox", "gem:lockbox", "LOCKBOX_MASTER_KEY"),
  library("Shakapacker", "gem:shakapacker gem:webpacker", "SHAKAPACKER_* WEBPACKER_*"),

  library("Laravel", "composer:laravel/framework", laravel),
  library("Laravel Horizon", "composer:laravel/horizon", "HORIZON_*"),
  library("Laravel Telescope", "composer:laravel/telescope", "TELESCOPE_*"),
  library("Laravel Octane", "composer:laravel/octane", "OCTANE_*"),
  library("Laravel Reverb", "composer:laravel/reverb", "REVERB_*"),
  library("Laravel Sanctum", "composer:laravel/sanctum", "SANCTUM_*"),
  library("Laravel Scout", "composer:laravel/scout", "SCOUT_* ALGOLIA_APP_ID ALGOLIA_SECRET MEILISEARCH_HOST MEILISEARCH_KEY TYPESENSE_*"),
  library("Laravel Pulse", "composer:laravel/pulse", "PULSE_*"),
  library("Laravel Nova", "composer:laravel/nova", "NOVA_*"),
  library(
    "Laravel Cashier",
    "composer:laravel/cashier",
    "CASHIER_* STRIPE_KEY STRIPE_SECRET STRIPE_WEBHOOK_SECRET STRIPE_WEBHOOK_TOLERANCE",
  ),
  library("Laravel Passport", "composer:laravel/passport", "PASSPORT_*"),
  library("Laravel Debugbar", "composer:barryvdh/laravel-debugbar", "DEBUGBAR_*"),
  library("jwt-auth", "composer:tymon/jwt-auth composer:php-open-source-saver/jwt-auth", "JWT_*"),
  // symfony.com/doc/current/configuration.html and the recipes of its bundles
  library(
    "Symfony",
    "composer:symfony/framework-bundle composer:symfony/runtime composer:symfony/dotenv composer:symfony/symfony",
    "APP_ENV APP_DEBUG APP_SECRET APP_RUNTIME* APP_SHARE_DIR SYMFONY_* SHELL_VERBOSITY KERNEL_CLASS DEFAULT_URI",
  ),
  library("Symfony Mailer", "composer:symfony/mailer", "MAILER_DSN"),
  library("Symfony Messenger", "composer:symfony/messenger", "MESSENGER_TRANSPORT_DSN MESSENGER_CONSUMER_NAME"),
  library("Symfony Lock", "composer:symfony/lock", "LOCK_DSN"),
  library("Doctrine", "composer:doctrine/doctrine-bundle", "DATABASE_URL"),
  library("Mercure", "composer:symfony/mercure-bundle", "MERCURE_URL MERCURE_PUBLIC_URL MERCURE_JWT_SECRET"),
  library("NelmioCorsBundle", "composer:nelmio/cors-bundle", "CORS_ALLOW_ORIGIN"),
  // codeigniter.com/user_guide/general/configuration.html: any property of a configuration class
  library(
    "CodeIgniter",
    "composer:codeigniter4/framework",
    "CI_ENVIRONMENT CI_DEBUG app.* database.* encryption.* session.* email.* cache.* cookie.* logger.* security.* app_* database_*",
  ),
  library("Magento", "composer:magento/*", "MAGE_* MAGENTO_* CONFIG__*"),
  library("Drush", "composer:drush/drush", "DRUSH_*"),

  // hexdocs.pm/phoenix/releases.html; hexdocs.pm/mix/Mix.html#module-environment-variables
  library("Phoenix", "hex:phoenix", "PHX_* SECRET_KEY_BASE"),
  library("Mix", "hex:phoenix hex:ecto hex:plug hex:ecto_sql hex:plug_cowboy hex:bandit", "MIX_*"),
];
