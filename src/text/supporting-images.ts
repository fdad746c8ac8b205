/** What stands beside the services of a project, by the last word of its image: stores, queues, proxies, mail catchers, tools of operation. */
const supporting = new Set(
  `postgres postgresql postgis pgvector timescaledb pgbouncer pgadmin pgadmin4 mysql mariadb percona mongo mongodb mongo-express redis redis-stack
   redis-commander valkey keydb dragonfly memcached rabbitmq kafka zookeeper redpanda nats mosquitto elasticsearch opensearch kibana logstash
   cassandra couchdb clickhouse clickhouse-server influxdb cockroach etcd consul vault minio mc localstack azurite elasticmq dynamodb-local
   nginx httpd traefik caddy haproxy envoy nginx-proxy acme-companion cloudflared adminer phpmyadmin mailhog mailpit maildev mailcatcher
   smtp4dev inbucket jaeger zipkin all-in-one prometheus grafana loki promtail tempo alertmanager cadvisor node-exporter otel-collector opentelemetry-collector
   opentelemetry-collector-contrib busybox alpine ubuntu debian wait-for-it dockerize wiremock mockserver chrome selenium playwright pause
   fake-gcs-server stripe-mock stripe-cli watchtower portainer meilisearch typesense qdrant weaviate chroma`.split(/\s+/),
);

/** Whether an image is of no service that is developed here: `postgres:16`, `docker.io/bitnami/redis`. */
export function isSupporting(image: string): boolean {
  const name =
    image
      .replace(/@.*$/, "")
      .replace(/:[^/]*$/, "")
      .split("/")
      .at(-1) ?? "";
  return supporting.has(name.toLowerCase());
}
