import { expect, test } from "@jest/globals";
import { scanned, told } from "./support.ts";

test.each([
  ["CMD app --port $A_KEY", ["A_KEY optional"]],
  ['ENTRYPOINT app "${A_KEY:-3}" \\\n  # why\n  ${B_KEY:?}', ['A_KEY default "3"', "B_KEY required"]],
  ['CMD ["app", "$A_KEY"]', []],
  ['CMD ["sh", "-c", "exec app \\"$A_KEY\\" ${B_KEY:-x}"]', ["A_KEY optional", 'B_KEY default "x"']],
  ['ENTRYPOINT ["tini", "--", "/bin/bash", "-euc", "app $A_KEY"]', ["A_KEY required"]],
  ["HEALTHCHECK --interval=5s CMD curl http://localhost:$A_KEY || exit 1", ["A_KEY optional"]],
  ["HEALTHCHECK NONE", []],
  ["RUN echo $A_KEY", []],
  ["RUN <<EOF\nCMD $A_KEY\nEOF", []],
  ["ARG A_KEY\nCMD app $A_KEY", ["A_KEY optional"]],
  ["ENV A_KEY=8080\nCMD app $A_KEY", ['A_KEY default "8080"']],
  ["ENV A_KEY=8080\nENTRYPOINT app", []],
  ['ENV A_KEY="a b" B_KEY=$OTHER\nCMD app $A_KEY ${B_KEY:-c}', ['A_KEY default "a b"', 'B_KEY default "c"']],
  ['SHELL ["/bin/bash", "-euo", "pipefail", "-c"]\nCMD app $A_KEY', ["A_KEY required"]],
  ['SHELL ["powershell", "-Command"]\nCMD app $A_KEY', []],
  ["CMD app $A_KEY\nCMD app $B_KEY", ["B_KEY optional"]],
  ["# CMD app $A_KEY", []],
  ["ONBUILD RUN echo $A_KEY", []],
])("%s", async (body, expected) => {
  expect(await told({ Dockerfile: `FROM alpine\n${body}\n` })).toEqual(expected);
});

test("a stage has the environment and the commands of the stage it starts from", async () => {
  const text = "FROM alpine AS base\nENV A_KEY=1\nCMD app $A_KEY $B_KEY\nFROM base\nENV B_KEY=2\n";
  expect(await told({ Dockerfile: text })).toEqual(['A_KEY default "1"', 'B_KEY default "2"']);
});

test("every stage that no other starts from may be the one that is built", async () => {
  const text = "FROM alpine AS web\nCMD web $A_KEY\nFROM alpine AS worker\nCMD worker $B_KEY\n";
  expect(await told({ Dockerfile: text })).toEqual(["A_KEY optional", "B_KEY optional"]);
});

test("a name is where it is written", async () => {
  const text = 'FROM alpine\nCMD ["sh", "-c", "a \\"q\\" \\u0041 $A_KEY"]\nENTRYPOINT app \\\n  $B_KEY\n';
  const { reads } = await scanned({ Dockerfile: text });
  expect(reads.map(({ at }) => text.slice(at.start, at.end))).toEqual(["A_KEY", "B_KEY"]);
});

test("a Procfile runs a shell on every line", async () => {
  const text = "web: puma -p ${PORT:-3000} -e $RAILS_MODE\n# worker: $NO_KEY\nworker: sidekiq\n";
  expect(await told({ Procfile: text })).toEqual(['PORT default "3000"', "RAILS_MODE optional"]);
});
