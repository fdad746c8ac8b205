import { expect, test } from "@jest/globals";
import { choose, listedIn } from "../src/shell/live/engine/choice.ts";

interface Given {
  readonly project?: string;
  readonly service?: string;
  readonly oneoff?: string;
  readonly id?: string;
}

let count = 0;

function container(name: string, { project, service, oneoff, id }: Given = {}): unknown {
  count += 1;
  const labels = { "com.docker.compose.project": project, "com.docker.compose.service": service, "com.docker.compose.oneoff": oneoff };
  return { Id: (id ?? count.toString(16).padStart(4, "9")).padEnd(64, "0"), Names: [`/${name}`, `/proxy/${name}`], Labels: labels };
}

const all = listedIn([
  container("shop-auth-2", { project: "shop", service: "auth", oneoff: "False" }),
  container("shop-auth-1", { project: "shop", service: "auth" }),
  container("shop-auth-run-1", { project: "shop", service: "auth", oneoff: "True" }),
  container("shop-web-1", { project: "shop", service: "web" }),
  container("blog-web-1", { project: "blog", service: "web" }),
  container("shop-db-1", { project: "shop", service: "db" }),
  container("db", { id: "dada" }),
  container("cafe", { project: "x", service: "face", id: "face1" }),
  container("other", { id: "face2face2face2" }),
]);

function chosen(wanted: string): unknown {
  const found = choose(all ?? [], wanted);
  return "mistake" in found ? found.mistake : found.map(({ name }) => name);
}

test.each<[string, string | readonly string[]]>([
  ["shop-auth-1", ["shop-auth-1"]],
  ["shop-auth-*", ["shop-auth-1", "shop-auth-2", "shop-auth-run-1"]],
  ["auth", ["shop-auth-1", "shop-auth-2"]],
  ["shop/auth", ["shop-auth-1", "shop-auth-2"]],
  ["shop/*", ["shop-auth-1", "shop-auth-2", "shop-db-1", "shop-web-1"]],
  ["*/web", ["blog-web-1", "shop-web-1"]],
  ["db", ["db"]],
  ["dad", ["db"]],
  ["face", ["cafe"]],
  ["face2face2face2", ["other"]],
  ["fac", "cafe, other have ids that start like that"],
  ["web", "web is a service of several projects: blog/web, shop/web"],
  ["shop-auth-3", "no container is called shop-auth-3; did you mean shop-auth-1 or shop-auth-2"],
  ["shop/aut", "no container is called shop/aut; did you mean shop/auth"],
  [
    "\u001b[31m",
    String.raw`no container is called \x1b[31m; there are blog-web-1, blog/web, cafe, db, other, shop-auth-1, shop-auth-2, shop-auth-run-1, shop-db-1, shop-web-1, 4 more`,
  ],
])("%j", (wanted, expected) => {
  expect(chosen(wanted)).toEqual(expected);
});

test("an engine without containers, and what is no list of them", () => {
  expect(choose([], "auth")).toEqual({ mistake: "no container is called auth; there is none" });
  expect([{}, [{ Id: "short" }], [{ Id: "../../../../etc" }], ["x"], null].map(listedIn)).toEqual(
    Array.from({ length: 5 }, () => undefined),
  );
  expect(listedIn([{ Id: "0123456789abcdef" }])).toMatchObject([{ name: "0123456789ab", project: undefined, isOneOff: false }]);
});
