const strict = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const relaxed = /^[ -<>-~]+$/;
const dataKey = /^[-._a-zA-Z0-9]+$/;

/** Why Kubernetes refuses the name of an env entry; the rule was relaxed in 1.32 (IsEnvVarName, IsRelaxedEnvVarName). */
export function refusalOfName(name: string): string | undefined {
  if (strict.test(name)) return undefined;
  return relaxed.test(name)
    ? "Kubernetes before 1.32 refuses such a name"
    : "Kubernetes takes only printable ASCII characters other than = in a name";
}

/** Why a key of an envFrom source gives no variable, once its prefix stands before it. */
export function refusalOfImported(name: string): string | undefined {
  return strict.test(name)
    ? undefined
    : "kubelets before 1.32 skip a name that starts with a digit or has other characters than letters, digits, -, _ and .";
}

/** Why Kubernetes refuses the key of a ConfigMap or Secret. */
export function refusalOfKey(key: string): string | undefined {
  return dataKey.test(key) ? undefined : "Kubernetes takes only letters, digits, -, _ and . in such a key";
}
