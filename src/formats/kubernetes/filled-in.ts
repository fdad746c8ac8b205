import { opaque, unknown, type Value } from "../../model/value.ts";
import { pairOf } from "../../text/yaml.ts";
import type { KubernetesObject } from "./objects.ts";
import { tagIn } from "./workflows.ts";

/** The value of a text that is filled in on its way to the cluster: an OpenShift parameter, `${NAME}` or `${{NAME}}`, a tag of Argo, or what SOPS encrypted. */
export function filledIn(text: string, object: KubernetesObject): Value | undefined {
  return parameterIn(text, object) ?? tagIn(text, object) ?? encryptedIn(text, object);
}

/** A name that is no parameter stays as it is written (openshift template/generator, `SubstituteParameters`). */
function parameterIn(text: string, { parameters }: KubernetesObject): Value | undefined {
  if (parameters === undefined) return undefined;
  const [name] = [...text.matchAll(/\$\{\{?([A-Za-z0-9_]+)\}/g)].flatMap(([, one = ""]) => (parameters.has(one) ? [one] : []));
  if (name === undefined) return undefined;
  const because = `OpenShift template parameter ${name}`;
  return parameters.get(name) === true ? opaque(because) : unknown(`${because}, which may be empty`);
}

/** SOPS keeps what is empty as it is, and what it was told to leave alone. */
function encryptedIn(text: string, { node }: KubernetesObject): Value | undefined {
  const isEncrypted = text.startsWith("ENC[") && text.endsWith("]") && pairOf(node, "sops") !== undefined;
  return isEncrypted ? opaque("encrypted by SOPS") : undefined;
}
