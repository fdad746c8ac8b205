import { expect, test } from "@jest/globals";
import { scanned, told } from "./support.ts";

test.each([
  [
    `a: \${A_KEY}\nb: "\${B_KEY:d}"\nc: \${C_KEY:\${D_KEY:}}\ne: \${some.property:\${E_KEY:5}}\n`,
    ["A_KEY required", `B_KEY default "d"`, "C_KEY default", `D_KEY default ""`, `E_KEY default "5"`],
  ],
  [
    `url: jdbc:mysql://\${A_KEY:localhost}:\${B_KEY:3306}/\${C_KEY} # \${D_KEY}\n# \${E_KEY}\n`,
    [`A_KEY default "localhost"`, `B_KEY default "3306"`, "C_KEY required"],
  ],
  [`url: \${A_KEY:http://h:9411/x}\nport: \${server.port}\nname: \${camelCase:x}\n`, [`A_KEY default "http://h:9411/x"`]],
  [`A_KEY: own\nx: \${A_KEY}\n`, [`A_KEY default "own"`]],
  [
    `ktor:\n  deployment:\n    port: "$A_KEY:8080"\n    host: $B_KEY\n    key: "$?C_KEY"\n`,
    [`A_KEY default "8080"`, "B_KEY required", "C_KEY optional"],
  ],
  [`broken: \${A_KEY\nnext: \${B_KEY:}}\n`, [`B_KEY default ""`]],
])("spring yaml %#", async (text, expected) => {
  expect(await told({ "src/main/resources/application-prod.yml": text })).toEqual(expected);
});

test.each([
  [
    "properties",
    {
      "application.properties": `server.port=\${PORT:8080}\n# a=\${A_KEY}\n! b=\${B_KEY}\napp.key=\${C_KEY}\nspring.name=\${spring.application.name}\n`,
    },
    [`PORT default "8080"`, "C_KEY required"],
  ],
  [
    "a folded line",
    { "application.properties": `a=\${A_KEY:x,\\\n   y}\n# b=\${B_KEY} \\\nc=\${C_KEY}\n` },
    [`A_KEY default "x,y"`, "C_KEY required"],
  ],
  [
    "log4j2",
    { "log4j2.properties": `a=\${env:A_KEY:-INFO}\nb=\${env:B_KEY}\nc=\${sys:C_KEY}\n` },
    [`A_KEY default "INFO"`, "B_KEY required"],
  ],
  [
    "logback",
    {
      "logback-spring.xml": `<configuration><springProperty scope="context" name="APP" source="spring.application.name"/>\n<property name="DIR" value="\${DIR:-/tmp}"/>\n<!-- \${OUT} -->\n<appender><file>\${DIR}/\${APP}-\${A_KEY}.log</file></appender><root level="\${LEVEL:-INFO}"/></configuration>`,
    },
    [`DIR default "/tmp"`, "A_KEY optional", `LEVEL default "INFO"`],
  ],
  [
    "log4j2 xml",
    {
      "log4j2.xml": `<Configuration><Properties><Property name="A">\${env:A_KEY:-x}</Property></Properties><Loggers><Root level="\${env:B_KEY}"/><X a="\${A}" b="\${sys:C_KEY}"/></Loggers></Configuration>`,
    },
    [`A_KEY default "x"`, "B_KEY optional"],
  ],
  [
    "hocon",
    {
      "src/main/resources/application.conf": `db {\n  url = "jdbc:x" // \${X_KEY}\n  url = \${?A_KEY}\n  user = \${B_KEY}\n  pool { size = 5, size = \${?C_KEY} }\n  pool {\n    max = 7\n    max = \${?D_KEY}\n  }\n}\nport = \${?PORT}\nother = \${db.url}\n# \${Y_KEY}\n`,
    },
    [`A_KEY default "jdbc:x"`, "B_KEY required", "C_KEY optional", "D_KEY default 7", "PORT optional"],
  ],
])("%s", async (_what, files, expected) => {
  expect(await told(files)).toEqual(expected);
});

const java = (code: string): Readonly<Record<string, string>> => ({
  "A.java": `import org.springframework.core.env.Environment;\nimport java.util.Optional;\nclass A {\n${code}\n}\n`,
});
const kotlin = (code: string): Readonly<Record<string, string>> => ({
  "A.kt": `import org.springframework.beans.factory.annotation.Value\nclass A(\n${code}\n)\n`,
});

test.each([
  [
    "values",
    java(
      `@Value("\${A_KEY}") String a; @Value("\${B_KEY:d}") String b; @Value("\${app.jwt.secret}") String c; @Value(value = "\${app.x:\${C_KEY:}}") String d;`,
    ),
    ["A_KEY required", `B_KEY default "d"`, `C_KEY default ""`],
  ],
  ["parameters of a constructor", java(`A(@Value("\${A_KEY:true}") boolean a, @Qualifier("x") X b) {}`), [`A_KEY default "true"`]],
  [
    "expressions",
    java(
      `@Value("#{environment['A_KEY']}") String a; @Value("#{systemEnvironment['B_KEY'] ?: 'd'}") String b; @Value("#{systemEnvironment.C_KEY}") String c; @Value("#{bean.D_KEY}") String d;`,
    ),
    ["A_KEY optional", `B_KEY default "d"`, "C_KEY optional"],
  ],
  [
    "other annotations",
    java(`@Scheduled(cron = "\${A_KEY:0 0 * * *}") void a() {} @KafkaListener(topics = {"\${B_KEY}", "x"}) void b() {}`),
    [`A_KEY default "0 0 * * *"`, "B_KEY required"],
  ],
  [
    "the environment",
    java(
      `private final Environment env; void f() { env.getProperty("A_KEY"); env.getProperty("B_KEY", "d"); env.getRequiredProperty("C_KEY"); env.getProperty("spring.x"); System.getProperty("D_KEY"); }`,
    ),
    ["A_KEY optional", `B_KEY default "d"`, "C_KEY required"],
  ],
  [
    "microprofile",
    java(
      `@Inject @ConfigProperty(name = "A_KEY") String a; @ConfigProperty(name = "B_KEY", defaultValue = "d") String b; @ConfigProperty(name = "C_KEY") Optional<String> c; @ConfigProperty(name = "app.key") String d;`,
    ),
    ["A_KEY required", `B_KEY default "d"`, "C_KEY optional"],
  ],
  [
    "micronaut",
    java(`@Property(name = "app.key") String k; @Property(name = "A_KEY", defaultValue = "d") String a;`),
    [`A_KEY default "d"`],
  ],
  [
    "picocli",
    java(
      `@Option(names = "--a", defaultValue = "\${env:A_KEY:-d}") String a; @Option(names = "--b", defaultValue = "\${env:B_KEY}") String b; @Option(defaultValue = "\${sys:C_KEY}") String c;`,
    ),
    [`A_KEY default "d"`, "B_KEY required"],
  ],
  [
    "kotlin",
    kotlin(`@Value("\\\${A_KEY:d}") private val a: String, @Value("\\\${B_KEY}") val b: String,\n@Value("\\\${app.key}") val c: String`),
    [`A_KEY default "d"`, "B_KEY required"],
  ],
  [
    "dotenv",
    {
      "A.java": `import io.github.cdimascio.dotenv.Dotenv; class A { void f(java.util.Map<String, String> map) { Dotenv dotenv = Dotenv.configure().ignoreIfMissing().load(); dotenv.get("A_KEY"); dotenv.get("B_KEY", "d"); map.get("C_KEY"); } }`,
    },
    ["A_KEY optional", `B_KEY default "d"`],
  ],
  [
    "dotenv in kotlin",
    {
      "A.kt": `import io.github.cdimascio.dotenv.dotenv\nval env = dotenv()\nval a = env["A_KEY"] ?: "d"\nval other = mapOf("x" to "y")\nval b = other["B_KEY"]\n`,
    },
    [`A_KEY default "d"`],
  ],
  ["comments and texts", java(`// @Value("\${A_KEY}")\n String s = "@Value(\${B_KEY})";`), []],
])("spring: %s", async (_what, files, expected) => {
  expect(await told(files)).toEqual(expected);
});

test.each([
  ["application.yml", "a: ${A_KEY}\n---\nspring.config.activate.on-profile: dev\nb: ${B_KEY}\n", ["certain", "conditional"]],
  ["application-dev.yml", "a: ${A_KEY}\n", ["conditional"]],
  ["config/packages/a.yaml", "a: '%env(A_KEY)%'\nwhen@dev:\n  b: '%env(B_KEY)%'\n", ["certain", "conditional"]],
  ["config/packages/dev/a.yaml", "a: '%env(A_KEY)%'\n", ["conditional"]],
])("a profile decides: %s", async (path, text, expected) => {
  const { reads } = await scanned({ [path]: text });
  expect(reads.map(({ confidence }) => confidence)).toEqual(expected);
});
