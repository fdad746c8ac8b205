import { library, type Library } from "../library.ts";

/** postgresql.org/docs/current/libpq-envars.html; a name of libpq misspelt, such as PG_HOST, must not pass for one. */
const libpq = `PGHOST PGHOSTADDR PGPORT PGDATABASE PGUSER PGPASSWORD PGPASSFILE PGREQUIREAUTH PGCHANNELBINDING PGSERVICE PGSERVICEFILE
  PGOPTIONS PGAPPNAME PGSSLMODE PGSSLNEGOTIATION PGREQUIRESSL PGSSLCOMPRESSION PGSSLCERT PGSSLKEY PGSSLCERTMODE PGSSLROOTCERT PGSSLCRL
  PGSSLCRLDIR PGSSLSNI PGREQUIREPEER PGSSLMINPROTOCOLVERSION PGSSLMAXPROTOCOLVERSION PGMINPROTOCOLVERSION PGMAXPROTOCOLVERSION
  PGGSSENCMODE PGKRBSRVNAME PGGSSLIB PGGSSDELEGATION PGCONNECT_TIMEOUT PGCLIENTENCODING PGTARGETSESSIONATTRS PGLOADBALANCEHOSTS
  PGDATESTYLE PGTZ PGGEQO PGSYSCONFDIR PGLOCALEDIR`;

/** Databases, caches and queues, and what maps objects to them. */
export const stores: readonly Library[] = [
  // Clients without libpq follow its names: node-postgres defaults.js, pgconn/config.go, asyncpg/connect_utils.py, the Npgsql documentation
  library(
    "libpq",
    `npm:pg npm:pg-* npm:slonik npm:@neondatabase/serverless npm:@databases/pg npm:postgraphile npm:graphile-worker pypi:psycopg
    pypi:psycopg2 pypi:psycopg2-binary pypi:psycopg-* pypi:asyncpg pypi:aiopg pypi:pygresql pypi:psycopg2cffi gem:pg
    go:github.com/jackc/pgx go:github.com/jackc/pgconn go:github.com/lib/pq go:github.com/uptrace/bun/driver/pgdriver
    go:gorm.io/driver/postgres composer:ext-pgsql composer:ext-pdo_pgsql cargo:sqlx cargo:diesel cargo:pq-sys cargo:libpq-sys hex:postgrex
    nuget:npgsql*`,
    libpq,
  ),
  // porsager/postgres src/index.js: any option as PG<OPTION>
  library(
    "Postgres.js",
    "npm:postgres",
    `${libpq} PGUSERNAME PGMAX PGSSL PGIDLE_TIMEOUT PGCONNECT_TIMEOUT PGMAX_LIFETIME PGMAX_PIPELINE PGBACKOFF PGKEEP_ALIVE PGPREPARE
    PGDEBUG PGFETCH_TYPES PGPUBLICATIONS PGTARGET_SESSION_ATTRS`,
  ),
  // dev.mysql.com/doc/refman/en/environment-variables.html, as far as the client library reads them
  library(
    "libmysqlclient",
    "pypi:mysqlclient gem:mysql2 cargo:mysqlclient-sys",
    "MYSQL_TCP_PORT MYSQL_UNIX_PORT MYSQL_OPENSSL_UDF_DH_BITS_THRESHOLD LIBMYSQL_PLUGINS LIBMYSQL_PLUGIN_DIR LIBMYSQL_ENABLE_CLEARTEXT_PLUGIN",
  ),
  library(
    "Oracle client",
    "npm:oracledb pypi:oracledb pypi:cx-oracle gem:ruby-oci8 go:github.com/godror/godror composer:ext-oci8",
    "ORACLE_HOME ORACLE_SID TNS_ADMIN NLS_LANG TWO_TASK",
  ),
  library("ODBC", "pypi:pyodbc npm:odbc gem:ruby-odbc composer:ext-odbc", "ODBCINI ODBCSYSINI ODBCINSTINI"),
  library("FreeTDS", "pypi:pymssql gem:tiny_tds", "FREETDS FREETDSCONF TDSVER TDSPORT TDSHOST TDSQUERY TDSDUMP"),

  // prisma.io/docs/orm/reference/environment-variables-reference; the schema of Prisma names the URLs, mostly these
  library(
    "Prisma",
    "npm:prisma npm:@prisma/client npm:@prisma/adapter-*",
    "DATABASE_URL DIRECT_URL DIRECT_DATABASE_URL SHADOW_DATABASE_URL PRISMA_*",
  ),
  library("Prisma", "pypi:prisma", "DATABASE_URL PRISMA_*"),
  library("TypeORM", "npm:typeorm", "TYPEORM_*"),
  library("MikroORM", "npm:@mikro-orm/*", "MIKRO_ORM_*"),
  library("dj-database-url", "pypi:dj-database-url", "DATABASE_URL"),
  library("django-cache-url", "pypi:django-cache-url", "CACHE_URL"),
  library("dj-email-url", "pypi:dj-email-url", "EMAIL_URL"),
  library("SQLx", "cargo:sqlx", "DATABASE_URL SQLX_*"),
  library("Diesel", "cargo:diesel", "DATABASE_URL MIGRATION_DIRECTORY"),
  library("SeaORM", "cargo:sea-orm*", "DATABASE_URL DATABASE_SCHEMA"),
  library("goose", "go:github.com/pressly/goose", "GOOSE_*"),
  library("Flyway", "maven:org.flywaydb* npm:node-flywaydb", "FLYWAY_*"),
  library("Liquibase", "maven:org.liquibase*", "LIQUIBASE_*"),

  // redis-rb lib/redis.rb; sidekiq lib/sidekiq/redis_connection.rb
  library(
    "Sidekiq",
    "gem:sidekiq gem:sidekiq-*",
    "REDIS_URL REDIS_PROVIDER SIDEKIQ_PRELOAD SIDEKIQ_PRELOAD_APP SIDEKIQ_COUNT SIDEKIQ_MAXMEM_MB RAILS_ENV RAILS_MAX_THREADS APP_ENV",
  ),
  library("redis-rb", "gem:redis gem:redis-rails gem:resque gem:kredis", "REDIS_URL"),
  library("Resque", "gem:resque", "QUEUE QUEUES INTERVAL COUNT TERM_CHILD RESQUE_* RUN_AT_EXIT_HOOKS PRE_SHUTDOWN_TIMEOUT"),
  library("Delayed Job", "gem:delayed_job*", "QUEUE QUEUES MIN_PRIORITY MAX_PRIORITY"),
  library("GoodJob", "gem:good_job", "GOOD_JOB_*"),
  library("Solid Queue", "gem:solid_queue", "SOLID_QUEUE_*"),
  library("Dalli", "gem:dalli", "MEMCACHE_SERVERS MEMCACHE_USERNAME MEMCACHE_PASSWORD"),
  library("Bunny", "gem:bunny", "RABBITMQ_URL"),
  // elastic-transport and go-elasticsearch take the address from the environment; searchkick lib/searchkick.rb
  library("Elasticsearch", "gem:elasticsearch* gem:searchkick gem:chewy go:github.com/elastic/go-elasticsearch", "ELASTICSEARCH_URL"),
  library("OpenSearch", "gem:opensearch* gem:searchkick go:github.com/opensearch-project/opensearch-go", "OPENSEARCH_URL"),
  library("RQ", "pypi:rq pypi:django-rq", "RQ_*"),
  // celery/bin/celery.py: click with auto_envvar_prefix CELERY, and an envvar of its own for each global option
  library(
    "Celery",
    "pypi:celery pypi:django-celery*",
    "CELERY_* CELERYD_* C_FORCE_ROOT FORKED_BY_MULTIPROCESSING BROKER_URL RESULT_BACKEND",
  ),
  library("Flower", "pypi:flower", "FLOWER_*"),
  library("Dramatiq", "pypi:dramatiq", "DRAMATIQ_* dramatiq_*"),
  library("KafkaJS", "npm:kafkajs", "KAFKAJS_*"),
  library("Upstash", "npm:@upstash/* pypi:upstash-*", "UPSTASH_* QSTASH_* KV_REST_API_URL KV_REST_API_TOKEN"),
];
