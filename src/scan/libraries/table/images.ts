import { library, type Library } from "../library.ts";

/** What the entry point of a base image reads before the program starts; hub.docker.com has the names beside each image. */
export const images: readonly Library[] = [
  library(
    "the postgres image",
    "image:postgres image:postgis/postgis image:timescale/* image:pgvector/pgvector image:supabase/postgres",
    "POSTGRES_* PGDATA PGHOST PGPORT PGUSER PGPASSWORD PGDATABASE",
  ),
  library("the mysql image", "image:mysql image:mysql/mysql-server image:percona", "MYSQL_*"),
  library("the mariadb image", "image:mariadb", "MARIADB_* MYSQL_*"),
  library("the mongo image", "image:mongo", "MONGO_INITDB_* MONGO_*"),
  library("the rabbitmq image", "image:rabbitmq", "RABBITMQ_*"),
  library("the nginx image", "image:nginx image:nginxinc/*", "NGINX_*"),
  library("the wordpress image", "image:wordpress", "WORDPRESS_*"),
  library("the elasticsearch image", "image:elasticsearch image:elasticsearch/elasticsearch", "ES_* ELASTIC_* *.*"),
  library("the kibana image", "image:kibana image:kibana/kibana", "ELASTICSEARCH_* KIBANA_* SERVER_* XPACK_* LOGGING_*"),
  library("Keycloak", "image:keycloak/keycloak", "KC_* KEYCLOAK_* JAVA_OPTS*"),
  library("Grafana", "image:grafana/grafana*", "GF_*"),
  library("MinIO", "image:minio/minio", "MINIO_*"),
  library("Traefik", "image:traefik", "TRAEFIK_*"),
  library("Hasura", "image:hasura/*", "HASURA_*"),
  library("n8n", "image:n8nio/n8n image:n8n", "N8N_* DB_* EXECUTIONS_* QUEUE_* WEBHOOK_URL GENERIC_TIMEZONE"),
  library(
    "the Kafka image",
    "image:apache/kafka image:confluentinc/* image:wurstmeister/kafka image:bitnami/kafka",
    "KAFKA_* CONNECT_* SCHEMA_REGISTRY_* ZOOKEEPER_* CONTROL_CENTER_* KSQL_*",
  ),
  library("the ZooKeeper image", "image:zookeeper image:bitnami/zookeeper", "ZOO_*"),
  library("the ClickHouse image", "image:clickhouse image:clickhouse/*", "CLICKHOUSE_*"),
  library("the InfluxDB image", "image:influxdb", "INFLUXDB_* DOCKER_INFLUXDB_* INFLUX_*"),
  library("Neo4j", "image:neo4j", "NEO4J_*"),
  library("Metabase", "image:metabase/*", "MB_*"),
  library("Gitea", "image:gitea/gitea", "GITEA__* GITEA_* USER_UID USER_GID"),
  library("Ghost", "image:ghost", "*__* url"),
  library("oauth2-proxy", "image:oauth2-proxy/oauth2-proxy", "OAUTH2_PROXY_*"),
  library("Vault", "image:vault image:hashicorp/vault", "VAULT_*"),
  library("Airflow", "image:apache/airflow", "AIRFLOW_* _AIRFLOW_* AIRFLOW__* _PIP_ADDITIONAL_REQUIREMENTS"),
  library("Superset", "image:apache/superset", "SUPERSET_*"),
  library("Selenium", "image:selenium/*", "SE_*"),
  // frankenphp.dev/docs/config
  library("FrankenPHP", "image:dunglas/*", "SERVER_NAME CADDY_* FRANKENPHP_* MERCURE_*"),
  library("Caddy", "image:caddy", "CADDY_* CADDYPATH XDG_*"),
  // tiangolo/uvicorn-gunicorn-docker README
  library(
    "the uvicorn-gunicorn image",
    "image:tiangolo/*",
    `MODULE_NAME VARIABLE_NAME APP_MODULE GUNICORN_CONF WORKERS_PER_CORE MAX_WORKERS WEB_CONCURRENCY HOST PORT BIND LOG_LEVEL WORKER_CLASS
    TIMEOUT KEEP_ALIVE GRACEFUL_TIMEOUT ACCESS_LOG ERROR_LOG GUNICORN_CMD_ARGS PRE_START_PATH STATIC_* NGINX_* UWSGI_* LISTEN_PORT`,
  ),
  // serversideup.net/open-source/docker-php/docs/reference/environment-variable-specification
  library(
    "the serversideup/php image",
    "image:serversideup/php",
    "AUTORUN_* SSL_* NGINX_* APACHE_* UNIT_* CADDY_* LOG_OUTPUT_LEVEL SHOW_WELCOME_MESSAGE DISABLE_DEFAULT_CONFIG APP_BASE_DIR HEALTHCHECK_PATH",
  ),
  library("the webdevops image", "image:webdevops/*", "WEB_* FPM_* php.* fpm.* SERVICE_* APPLICATION_* LOG_STDOUT LOG_STDERR"),
  library("the Apache image", "image:httpd image:php", "APACHE_*"),
  library("Phusion Passenger", "image:phusion/*", "PASSENGER_*"),
  library("Lambda", "image:lambda/*", "AWS_LAMBDA_* _HANDLER LAMBDA_TASK_ROOT"),
];
