import type { Backdrop } from "../../model/binding.ts";
import type { Span } from "../../model/source.ts";
import { absent, opaque, unknown, type Value } from "../../model/value.ts";
import { type Node, pairsOf, textOf } from "../yaml.ts";
import { platformBackdrop } from "./backdrop.ts";
import { type Dialect, settledText } from "./settled.ts";

/** CloudFormation turns its YAML 1.1 into JSON, and scalars of any type into text. */
const dialect: Dialect = { version: "1.1", ofNull: unknown("null is no value that CloudFormation takes"), ofBoolean: (text) => text };

/** Functions whose result is surely a text, which is out of sight. */
const certain = new Set(["GetAtt", "ImportValue", "Sub", "Join", "Base64", "Select"]);

/** A value of a CloudFormation template, which SAM and the Serverless Framework take too; `isParameter` tells parameters of the template from its resources. */
export function stackValue(node: Node, isParameter: (name: string) => boolean): Value {
  const intrinsic = intrinsicOf(node);
  if (intrinsic === undefined) return literal(node);
  const { name, operand } = intrinsic;
  if (name === "Ref") return ofRef(textOf(operand) ?? "", isParameter);
  const because = `${name === "Condition" ? name : `Fn::${name}`} is worked out when the stack is deployed`;
  return certain.has(name) ? opaque(because) : unknown(because);
}

/** `!Sub x` and `{ Fn::Sub: x }` alike. */
export function intrinsicOf(node: Node): { readonly name: string; readonly operand: Node } | undefined {
  if (node.tag?.startsWith("!") === true && !node.tag.startsWith("!!") && node.tag.length > 1)
    return { name: node.tag.slice(1), operand: node };
  const [pair, second] = node.kind === "mapping" ? pairsOf(node) : [];
  if (pair === undefined || second !== undefined) return undefined;
  const name = /^(?:Fn::)(.+)$|^(?:Ref|Condition)$/.exec(textOf(pair.key) ?? "");
  return name === null ? undefined : { name: name[1] ?? name[0], operand: pair.value };
}

/** Also a secret or parameter of AWS that is put in at the deploy: `{{resolve:ssm:/name}}`. */
function literal(node: Node): Value {
  const isResolved = node.kind === "scalar" && node.text.includes("{{resolve:");
  return isResolved ? opaque("a dynamic reference, resolved when the stack is deployed") : settledText(node, dialect);
}

function ofRef(name: string, isParameter: (name: string) => boolean): Value {
  if (name === "AWS::NoValue") return absent;
  if (isParameter(name)) return unknown(`the parameter ${name} of the stack, given when it is deployed`);
  return opaque(name.startsWith("AWS::") ? `${name}, known when the stack is deployed` : `the resource ${name} of the stack`);
}

/** What the runtime of Lambda sets in every function, and no function may set (Lambda developer guide, "Defined runtime environment variables"). */
export const lambdaReserved: readonly string[] = [
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
  "AWS_DEFAULT_REGION",
  "AWS_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_LAMBDA_RUNTIME_API",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "LAMBDA_TASK_ROOT",
  "LAMBDA_RUNTIME_DIR",
];

/** What the runtime sets besides, and a function may set in another way. */
const ofLambda = [...lambdaReserved, "LANG", "PATH", "LD_LIBRARY_PATH", "TZ", "AWS_XRAY_CONTEXT_MISSING", "AWS_XRAY_DAEMON_ADDRESS"];

export function lambdaBackdrop(at: Span): Backdrop {
  return platformBackdrop(at, ofLambda, () => opaque("AWS Lambda sets it"));
}
