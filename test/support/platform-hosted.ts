import { fly } from "../../src/formats/fly.ts";
import { netlify } from "../../src/formats/netlify.ts";
import { railway } from "../../src/formats/railway.ts";
import { vercel } from "../../src/formats/vercel.ts";
import { wrangler } from "../../src/formats/wrangler.ts";
import type { PlatformCase } from "./platform.ts";

/** Documents of hosts that build and run what they are given, and what each of their workloads gets. */
export const hostedCases: readonly PlatformCase[] = [
  [
    "an app of Fly: process groups share [env], and build arguments end with the build",
    { format: fly, path: "fly.toml" },
    `app = "shop"
primary_region = 'ams'

[build]
  image = "shop:1"
  [build.args]
    ARGUMENT = "build"

[env]
  LOG_LEVEL = "debug"
  PORT = 8080
  DEBUG = true
  RATE = 1.50
  "QUOTED" = 'single'
  PRIMARY_REGION = "nowhere"
  TEXT = """
one \\
  two"""

[processes]
  web = "bin/web"
  worker = "bin/worker"

[[services]]
  internal_port = 9000
  processes = ["web"]
`,
    {
      web: { LOG_LEVEL: "debug", PORT: "8080", DEBUG: "true", RATE: "<unknown>", QUOTED: "single", TEXT: "one two", "*": "1" },
      worker: { LOG_LEVEL: "debug", PORT: "8080", DEBUG: "true", RATE: "<unknown>", QUOTED: "single", TEXT: "one two", "*": "1" },
    },
  ],
  [
    "an app of Fly without process groups, its variables in a list of tables",
    { format: fly, path: "deploy/fly.staging.toml" },
    `[[env]]
A = "1"
[[env]]
A = "2"
B = { deep = "x" }
`,
    { app: { A: "2", B: "<unknown>", "*": "1" } },
  ],
  [
    "builds of Netlify: the context over the build, a branch over branch deploys",
    { format: netlify, path: "site/netlify.toml" },
    `[build]
  command = "make"
  environment = { A = "build", B = "build", CONTEXT = "mine" }
  functions = "functions"

[context.production.environment]
  A = "production"

[context.branch-deploy.environment]
  B = "branch"
  C = 1

[context.staging.build.environment]
  C = "staging"

[context."feat/*"]
  command = "make feature"

[[redirects]]
  from = "/a"
  to = "/b"
`,
    {
      production: { A: "production", B: "build", "*": "1" },
      "branch-deploy": { A: "build", B: "branch", C: "1", "*": "1" },
      staging: { A: "build", B: "branch", C: "staging", "*": "1" },
      "feat-*": { A: "build", B: "branch", C: "1", "*": "1" },
      functions: { "*": "1" },
    },
  ],
  [
    "workers of Cloudflare: an environment inherits no variables",
    { format: wrangler, path: "wrangler.toml" },
    `name = "shop"
main = "src/index.ts"

[vars]
API_HOST = "example.com"
LIMIT = 3
SERVICE = { URL = "x" }

[env.production]
name = "shop-live"
[env.production.vars]
API_HOST = "live.example.com"
[env.production.secrets]
required = ["API_KEY"]

[env.staging]
`,
    {
      shop: { API_HOST: "example.com", LIMIT: "<unknown>", SERVICE: "<unknown>", "*": "1" },
      production: { API_HOST: "live.example.com", API_KEY: "<opaque>", "*": "1" },
      staging: { "*": "1" },
    },
  ],
  [
    "a worker in JSON with comments",
    { format: wrangler, path: "apps/edge/wrangler.jsonc" },
    `{
  // of the edge
  "name": "edge",
  "vars": { "A": "1", "B": [1], },
  "env": { "dev": { "vars": { "B": "2" } } }
}
`,
    { edge: { A: "1", B: "<unknown>", "*": "1" }, dev: { B: "2", "*": "1" } },
  ],
  [
    "a deployment of Vercel: secrets are named, and the build has its own",
    { format: vercel, path: "vercel.json" },
    `{
  "name": "shop",
  "env": { "A": "1", "KEY": "@shop-key", "N": 3, "T": true },
  "build": { "env": { "B": "build" } }
}
`,
    {
      deployment: { A: "1", KEY: "<opaque>", N: "<unknown>", T: "<unknown>", "*": "1" },
      build: { B: "build", "*": "1" },
    },
  ],
  [
    "a service of Railway sets nothing in its file",
    { format: railway, path: "railway.toml" },
    `[build]
builder = "RAILPACK"

[deploy]
startCommand = "npm start"
`,
    { service: { "*": "1" } },
  ],
  [
    "a service of Railway in JSON",
    { format: railway, path: "railway.json" },
    '{"deploy": {"numReplicas": 1}}\n',
    { service: { "*": "1" } },
  ],
];
