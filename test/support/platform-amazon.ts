import { cloudformation } from "../../src/formats/cloudformation.ts";
import { ecs } from "../../src/formats/ecs.ts";
import { serverless } from "../../src/formats/serverless.ts";
import type { PlatformCase } from "./platform.ts";

/** Documents, and what each of their workloads gets. */
export const amazonCases: readonly PlatformCase[] = [
  [
    "a task: environment files, environment, secrets",
    { format: ecs, path: "task.json" },
    JSON.stringify({
      family: "shop",
      containerDefinitions: [
        {
          name: "web",
          image: "web:1",
          environment: [
            { name: "A", value: "1" },
            { name: "S", value: "plain" },
            { name: "T", value: "${TAG}" },
          ],
          secrets: [{ name: "S", valueFrom: "arn:aws:secretsmanager:eu-1:1:secret:s" }],
          environmentFiles: [{ value: "arn:aws:s3:::bucket/web.env", type: "s3" }],
        },
        {
          name: "side",
          environment: [
            { name: "A", value: "2" },
            { name: "A", value: "3" },
          ],
        },
      ],
    }),
    { web: { A: "1", S: "<opaque>", T: "<unknown>", "*": "1" }, side: { A: "3" } },
  ],
  [
    "what describe-task-definition prints",
    { format: ecs, path: "t.json" },
    '{"taskDefinition":{"containerDefinitions":[{"name":"web","environment":[{"name":"é","value":"\\u00e9\\n"}]}]}}',
    { web: { é: "é\n" } },
  ],
  [
    "a bare list of containers",
    { format: ecs, path: "t.json" },
    '[{"name":"web","environment":[{"value":"1","name":"A"}]}]',
    { web: { A: "1" } },
  ],
  [
    "CloudFormation: functions, parameters, resources and what must not be there",
    { format: cloudformation, path: "stack.yaml" },
    `Parameters:
  Tag: {Type: String}
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Environment:
            - {Name: TAG, Value: !Ref Tag}
            - {Name: DB, Value: !GetAtt Db.Endpoint}
            - {Name: LONG, Value: {"Fn::Sub": "x"}}
            - {Name: GONE, Value: !Ref "AWS::NoValue"}
            - {Name: MAYBE, Value: !If [A, b, c]}
            - {Name: PORT, Value: 8080}
            - {Name: ON, Value: yes}
            - {Name: SSM, Value: "{{resolve:ssm:/x}}"}
            - !If [A, {Name: X, Value: y}, !Ref "AWS::NoValue"]
          Secrets:
            - {Name: KEY, ValueFrom: !Ref Secret}
`,
    {
      "Task/web": {
        TAG: "<unknown>",
        DB: "<opaque>",
        LONG: "<opaque>",
        GONE: "<absent>",
        MAYBE: "<unknown>",
        PORT: "8080",
        ON: "<unknown>",
        SSM: "<opaque>",
        KEY: "<opaque>",
        "*": "1",
      },
    },
  ],
  [
    "SAM: the globals lie under each function, not under those of Lambda alone",
    { format: cloudformation, path: "template.yaml" },
    `Globals:
  Function:
    Environment:
      Variables: {A: global, B: global}
Resources:
  One: {Type: AWS::Serverless::Function, Properties: {Environment: {Variables: {B: own}}}}
  Two: {Type: AWS::Lambda::Function, Properties: {Environment: {Variables: !FindInMap [a, b, c]}}}
`,
    { One: { A: "global", B: "own" }, Two: { "*": "1" } },
  ],
  [
    "serverless.yml: the function over the provider",
    { format: serverless, path: "serverless.yml" },
    `provider:
  name: aws
  environment: {A: provider, B: provider, V: "\${env:X}", R: !Ref Table}
functions:
  one: {handler: x, environment: {B: function}}
  two: {handler: x, environment: "\${file(x.yml)}"}
`,
    {
      one: { A: "provider", B: "function", V: "<unknown>", R: "<unknown>" },
      two: { A: "provider", B: "provider", V: "<unknown>", R: "<unknown>", "*": "1" },
    },
  ],
  [
    "serverless.yml: what the file adds to its stack is no parameter",
    { format: serverless, path: "serverless.yml" },
    `provider: aws
functions:
  one: {handler: x, environment: {R: !Ref Table, Q: {Ref: Queue}, P: !Ref Stage, G: !Ref AWS::Region, N: !Ref AWS::NoValue}}
resources:
  - Resources: {Table: {Type: AWS::DynamoDB::Table}}
    Parameters: {Stage: {Type: String}}
  - Resources: {Queue: {Type: AWS::SQS::Queue}}
`,
    { one: { R: "<opaque>", Q: "<opaque>", P: "<unknown>", G: "<opaque>", N: "<absent>" } },
  ],
];
