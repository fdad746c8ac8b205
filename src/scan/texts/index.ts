import { caddyfile } from "./caddyfile.ts";
import { fluentBit, logstash, otelCollector, vector } from "./collectors.ts";
import { dockerfile } from "./dockerfile.ts";
import { goTemplate } from "./go-template.ts";
import { haproxy } from "./haproxy.ts";
import { hocon } from "./hocon.ts";
import { loggingXml } from "./logging-xml.ts";
import { nginxTemplate } from "./nginx-template.ts";
import { nodeConfig } from "./node-config.ts";
import { prismaSchema } from "./prisma.ts";
import { procfile } from "./procfile.ts";
import { shell } from "./shell.ts";
import { properties, springYaml } from "./spring.ts";
import { supervisord } from "./supervisord.ts";
import { symfonyDotenv, symfonyXml, symfonyYaml } from "./symfony.ts";
import type { TextPack } from "./text-pack.ts";
import { uwsgi } from "./uwsgi.ts";

/** In display order. */
export const TEXT_PACKS: readonly TextPack[] = [
  shell,
  dockerfile,
  procfile,
  nginxTemplate,
  caddyfile,
  haproxy,
  uwsgi,
  supervisord,
  goTemplate,
  vector,
  fluentBit,
  otelCollector,
  logstash,
  springYaml,
  properties,
  loggingXml,
  hocon,
  symfonyYaml,
  symfonyXml,
  symfonyDotenv,
  prismaSchema,
  nodeConfig,
];
