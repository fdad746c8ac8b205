import { describe, expect, test } from "@jest/globals";
import { missing, sample } from "./reporters.sample.ts";
import { render } from "./support/report.ts";

describe("markdown", () => {
  test("says what breaks first, and folds away what is known", () => {
    expect(render("markdown", sample)).toBe(
      [
        "<!-- envcheck -->",
        "## envcheck",
        "",
        "4 environments, 61 variables, 2 problems, 1 error, 1 warning, 3 unverifiable, 1 suppressed",
        "",
        "- **error** k8s/worker.yaml: a mapping is not allowed here `k8s/worker.yaml:2:3`",
        "- **error** --stage prodution: no such stage; did you mean production",
        "",
        "### auth in production",
        "",
        "- **error** `missing` OAUTH\\_CLIENT\\_ID is not set for auth in production `k8s/production/auth.yaml:23:11`",
        "  - **impact** login with OAuth fails",
        "  - **help** add it from the secret that staging uses",
        "",
        "    ```diff",
        "    + - name: OAUTH_CLIENT_ID",
        "    +   valueFrom: { secretKeyRef: { name: auth-oauth, key: client-id } }",
        "    ```",
        "  - **runbook** `docs/runbooks/auth-failure.md`",
        "",
        "  <details><summary>why</summary>",
        "",
        "  - read without a default `auth/settings.py:13:20`",
        '  - declared required: "OAuth client used at /login" `schemas/auth.yaml:21:3`',
        "  - set in staging: k8s/staging/auth.yaml:31 \\(opaque: secret auth-oauth, key client-id\\)",
        "",
        "  </details>",
        "",
        "",
        "| service | stage | |",
        "| --- | --- | --- |",
        "| auth | local | ✓ 1 warning |",
        "| auth | staging | ✓  |",
        "| auth | production | ✗ 1 missing · 2 cannot tell \\(secret auth-db is not in these files\\) |",
        "| auth-worker | production | ? 1 cannot tell \\(secret auth-db is not in these files\\) |",
        "",
        "<details><summary>1 warning</summary>",
        "",
        "- **warning** `invalid` PORT is not a port `.env:2:8`",
        "",
        "  <details><summary>why</summary>",
        "",
        "  - declared as port `schemas/auth.yaml:22:3`",
        "",
        "  </details>",
        "",
        "",
        "</details>",
        "",
        "<details><summary>1 suppressed</summary>",
        "",
        "- invalid: PORT is fine \\(the port is fine, until 2027-03-31; k8s/auth.yaml:7\\) `.env:2:8`",
        "",
        "</details>",
        "",
        "<details><summary>1 not seen</summary>",
        "",
        "- secret auth-db is not in these files `k8s/staging/auth.yaml:1:12`",
        "",
        "</details>",
        "",
        "<details><summary>1 note</summary>",
        "",
        "- image registry.example.com/auth:1.2 is not built from these files, and taken to set none of the declared variables",
        "",
        "</details>",
        "",
        "",
      ].join("\n"),
    );
  });

  test("is the same however long the run took", () => {
    const slower = { ...sample, summary: { ...sample.summary, milliseconds: 99_000, filesRead: 1 } };
    expect(render("markdown", slower)).toBe(render("markdown", sample));
  });

  test("takes no markup from what it reports", () => {
    const message = "<img src=x> [a](http://b) @team #12 `code` | cell www.example.com";
    const output = render("markdown", {
      ...sample,
      remarks: [message],
      stages: [],
      problems: [],
      diagnostics: [{ ...missing, message, suggestion: ["```", "</details>"] }],
    });
    const shown = "&lt;img src=x&gt; \\[a\\]\\(http:<!-- -->//b\\) @<!-- -->team #<!-- -->12 \\`code\\` \\| cell www.<!-- -->example.com";
    expect(output.split(shown)).toHaveLength(3);
    expect(output).toContain("    ````diff\n    + ```\n    + </details>\n    ````\n");
  });

  test.each([
    { where: "comment", appended: false, most: 65_536 },
    { where: "job summary", appended: true, most: 1_048_576 },
  ])("leaves whole findings out where a $where would be refused, and says how many", ({ where, appended, most }) => {
    const output = render("markdown", { ...sample, diagnostics: Array.from({ length: 5000 }, () => missing) }, { appended });
    expect(Buffer.byteLength(output)).toBeLessThan(most);
    expect(Buffer.byteLength(output)).toBeGreaterThan(most * 0.9);
    const shown = output.split("**error** `missing`").length - 1;
    expect(output).toMatch(
      new RegExp(`\n_Left out, since a ${where} holds no more: ${String(5000 - shown)} errors, 4 stages, 1 unseen place, 1 note\\._\n$`),
    );
    for (const tag of ["details", "summary"]) expect(output.split(`<${tag}>`)).toHaveLength(output.split(`</${tag}>`).length);
  });
});
