import type { Encryption, Protocol } from "../model/probe.ts";

/** How URLs of a scheme are spoken to: the port that they mean without saying so, and whether they are encrypted from the first byte. */
export interface Manner {
  readonly port: number | undefined;
  readonly protocol: Protocol;
  readonly encryption: Encryption;
}

const plain: readonly (readonly [string, number])[] = [
  ...([
    ["http", 80],
    ["ws", 80],
    ["grpc", 443],
    ["amqp", 5672],
    ["mongodb", 27_017],
    ["ldap", 389],
    ["smtp", 25],
  ] as const),
  ...([
    ["imap", 143],
    ["pop3", 110],
    ["ftp", 21],
    ["sftp", 22],
    ["ssh", 22],
    ["nats", 4222],
    ["mqtt", 1883],
  ] as const),
  ...([
    ["memcache", 11_211],
    ["memcached", 11_211],
    ["pymemcache", 11_211],
    ["cassandra", 9042],
    ["mssql", 1433],
  ] as const),
  ...([
    ["sqlserver", 1433],
    ["oracle", 1521],
    ["bolt", 7687],
    ["neo4j", 7687],
    ["socks5", 1080],
    ["kafka", 9092],
  ] as const),
];

const encrypted: readonly (readonly [string, number])[] = [
  ...([
    ["https", 443],
    ["wss", 443],
    ["amqps", 5671],
    ["ldaps", 636],
    ["smtps", 465],
    ["imaps", 993],
    ["pop3s", 995],
  ] as const),
  ...([
    ["ftps", 990],
    ["mqtts", 8883],
  ] as const),
];

const manners: ReadonlyMap<string, Manner> = new Map([
  ...plain.map(([scheme, port]): [string, Manner] => [scheme, { port, protocol: "tcp", encryption: "none" }]),
  ...encrypted.map(([scheme, port]): [string, Manner] => [scheme, { port, protocol: "tcp", encryption: "named" }]),
  ...namesOf("postgres postgresql pgsql postgis psql timescale timescalegis redshift cockroachdb", {
    port: 5432,
    protocol: "postgres",
    encryption: "offered",
  }),
  ...namesOf("mysql mysql2 mysqlgis mariadb", { port: 3306, protocol: "mysql", encryption: "offered" }),
  ...namesOf("redis valkey rediscache", { port: 6379, protocol: "redis", encryption: "none" }),
  ...namesOf("rediss valkeys", { port: 6379, protocol: "redis", encryption: "named" }),
]);

function namesOf(schemes: string, manner: Manner): [string, Manner][] {
  return schemes.split(" ").map((scheme) => [scheme, manner]);
}

/** Why nobody connects to what such a URL names, as a clause. */
const unreachable: ReadonlyMap<string, string> = new Map([
  ...reasonsOf("mongodb+srv redis+srv rediss+srv amqp+srv etcd+srv", "is found through SRV records, which are not followed"),
  ...reasonsOf("redis-sentinel redis+sentinel rediss+sentinel sentinel", "is found through Redis Sentinel, which is not asked"),
  ...reasonsOf("udp statsd syslog snmp coap gelf graylog", "is spoken to over UDP, which answers nothing"),
  ...reasonsOf(
    "file sqlite sqlite3 spatialite memory locmem locmemcache dummy dummycache console consolemail filecache filemail dbcache inmemory sync data about mailto urn tel",
    "leads to nothing on a network",
  ),
  ...reasonsOf("s3 gs gcs az sqs sns arn ssm secretsmanager cloudsql", "names something of a cloud, and no host"),
]);

function reasonsOf(schemes: string, because: string): [string, string][] {
  return schemes.split(" ").map((scheme) => [scheme, because]);
}

/** A scheme may have its driver behind a plus: `postgresql+asyncpg`. An unknown one is only connected to. */
export function mannerOf(scheme: string): Manner | { readonly because: string } {
  const because = unreachable.get(scheme);
  if (because !== undefined) return { because };
  const [family = ""] = scheme.split("+", 1);
  return manners.get(family) ?? { port: undefined, protocol: "tcp", encryption: "none" };
}

/** Whether the host of such a URL is the percent-encoded path of a socket, or its path is one. */
export function isSocketScheme(scheme: string): boolean {
  return /^(?:unix|[a-z]+\+(?:unix|socket))$/.test(scheme);
}
