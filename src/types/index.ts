import type { ValueType } from "../model/schema.ts";
import { base64 } from "./base64.ts";
import { boolean } from "./boolean.ts";
import { byteSize } from "./byte-size.ts";
import { cidr } from "./cidr.ts";
import { cron } from "./cron.ts";
import { dateTime } from "./date-time.ts";
import { duration } from "./duration.ts";
import { email } from "./email.ts";
import { hex } from "./hex.ts";
import { hostPort } from "./host-port.ts";
import { hostname } from "./hostname.ts";
import { integer } from "./integer.ts";
import { ip } from "./ip.ts";
import { json } from "./json.ts";
import { jwtKey } from "./jwt-key.ts";
import { list } from "./list.ts";
import { locale } from "./locale.ts";
import { map } from "./map.ts";
import { number } from "./number.ts";
import { path } from "./path.ts";
import { pem } from "./pem.ts";
import { port } from "./port.ts";
import { regex } from "./regex.ts";
import { secret } from "./secret.ts";
import { semver } from "./semver.ts";
import { string } from "./string.ts";
import { timezone } from "./timezone.ts";
import { url } from "./url.ts";
import { uuid } from "./uuid.ts";

/** Every value type, in display order. */
export const types: readonly ValueType[] = [
  string,
  secret,
  integer,
  number,
  boolean,
  url,
  hostname,
  hostPort,
  port,
  ip,
  cidr,
  email,
  duration,
  byteSize,
  list,
  map,
  json,
  base64,
  hex,
  uuid,
  pem,
  jwtKey,
  path,
  semver,
  regex,
  cron,
  timezone,
  locale,
  dateTime,
];

/** The type that a schema names. */
export const typeById: ReadonlyMap<string, ValueType> = new Map(types.map((type) => [type.id, type]));
