import type { ReaderId } from "../model/schema.ts";

/** The consumers whose way with booleans and lists a schema can name. */
export const readers: readonly ReaderId[] = [
  "strict",
  "django-environ",
  "python-bool",
  "pydantic",
  "node",
  "go-strconv",
  "spring",
  "rails",
];

/** Formats of env files that a schema can name instead, for services that have nothing special about booleans and lists. */
export const envFileReaders = [
  "dotenv",
  "dotenv-expand",
  "dotenvx",
  "next",
  "node-env-file",
  "bun",
  "deno",
  "python-dotenv",
  "python-decouple",
  "phpdotenv",
  "symfony-dotenv",
  "ruby-dotenv",
  "godotenv",
  "dotenvy",
  "direnv",
  "bash",
  "sh",
  "compose-env-file",
  "docker-env-file",
  "podman-env-file",
  "systemd-env-file",
  "kubectl-env-file",
  "kustomize-env-file",
  "kubernetes-file-key",
  "ecs-env-file",
  "nomad-env-file",
] as const;

/** The id of a format of env files that is no `ReaderId` too. */
export type EnvFileReaderId = (typeof envFileReaders)[number];

/** What a reader does without the variable, and what it turns the text into. */
export const modes = ["required", "optional", "presence"] as const;
export const hints = ["string", "integer", "number", "boolean", "url", "json", "list", "duration"] as const;

/** What `kind`, `key-type` and `algorithm` may say, for each type that takes them. */
export const words = {
  kind: {
    pem: ["certificate", "private-key", "public-key"],
    path: ["absolute", "relative"],
    ip: ["v4", "v6"],
    cidr: ["v4", "v6"],
    hostname: ["wildcard"],
    email: ["mailbox"],
    json: ["object", "array"],
  },
  "key-type": { pem: ["rsa", "ec", "ed25519", "ed448"] },
  algorithm: {
    "jwt-key": [
      "HS256",
      "HS384",
      "HS512",
      "RS256",
      "RS384",
      "RS512",
      "PS256",
      "PS384",
      "PS512",
      "ES256",
      "ES256K",
      "ES384",
      "ES512",
      "EdDSA",
    ],
  },
} satisfies Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
