import * as z from "zod/mini";
import {
  described,
  flag,
  key,
  line,
  lines,
  mapping,
  name,
  named,
  names,
  prose,
  serviceName,
  type Shape,
  text,
  twoNames,
  when,
} from "./shape-parts.ts";
import { codeKeys } from "./code-shape.ts";
import { variableShape } from "./variable-shape.ts";
import { envFileReaders, readers } from "./words.ts";

function constraintShape() {
  return mapping("a constraint", {
    when: key(when, "The condition of `require` or `forbid`"),
    require: key(names, "Must be set when the condition holds"),
    forbid: key(names, "Must not be set when the condition holds"),
    "exactly-one-of": key(twoNames, "One of them is set, not none and not two"),
    "at-least-one-of": key(twoNames, "One of them is set, or more"),
    "all-or-none": key(twoNames, "All of them are set or none is"),
    distinct: key(twoNames, "No two have the same value"),
    equal: key(twoNames, "All have the same value"),
    "less-than": key(twoNames, "Each is less than the next"),
    "same-across": key(
      mapping("same-across", { services: names, variables: names }),
      "These services have the same values for these variables",
    ),
    "differs-between": key(
      mapping("differs-between", { stages: twoNames, variables: names }),
      "No two of these stages share a value for these variables",
    ),
    message: key(prose, "What to say when it is broken"),
  });
}

function stageShape() {
  const targets = z.union([line, lines]);
  const layered = mapping("a stage", {
    target: described("A target, or a list of them in which the later win", targets),
    live: key(targets, "Where it runs: a target of what is live, or a list of them"),
    "host-env": key(z.union([z.array(name), named(text)]), "What the deploying shell will have: names, or names with values"),
    provided: key(z.union([z.array(name), named(prose)]), "What something outside these files sets: names, or names with the reason"),
  });
  return z.union([line, lines, layered]);
}

function buildServiceShape() {
  return mapping("a service schema", {
    $schema: key(z.string(), "The JSON Schema of this file, for editors"),
    service: key(serviceName, "The service's name; a file that others extend may go without"),
    description: key(prose, "What the service is"),
    owner: key(prose, "Who to ask"),
    runbook: key(prose, "What to do when its environment is wrong; printed under every error"),
    extends: key(z.union([line, lines]), "Schema files, relative to this one, and `catalogue:` entries; this file wins over them"),
    reader: key(
      z.enum([...readers, ...envFileReaders]),
      "How the service turns text into booleans and lists, or how it reads its env files",
    ),
    code: key(z.array(line), "Globs of the code that reads the variables, from the root"),
    ...codeKeys(),
    closed: key(flag, "Whether every variable must be declared here"),
    stages: key(z.record(name, stageShape()), "The deploys of the service, each with its target or layered targets, from the root"),
    variables: key(named(z.nullable(variableShape())), "The environment variables of the service"),
    constraints: key(z.array(constraintShape()), "Laws over several variables"),
  });
}

let service: Shape | undefined;

/** The shape of a service's schema file; built at its first use, since building it is felt at start-up. */
export function serviceShape(): Shape {
  service ??= buildServiceShape();
  return service;
}
