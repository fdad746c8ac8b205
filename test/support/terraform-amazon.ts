/** A title, the files of the folder with the one that is read first, and what each workload gets. */
export type FolderCase = readonly [title: string, files: Readonly<Record<string, string>>, expected: unknown];

/** ECS, Lambda and the language in files of Terraform, and what each of their workloads gets. */
export const terraformAmazonCases: readonly FolderCase[] = [
  [
    "ECS: jsonencode, with secrets over environment and files in S3",
    {
      "main.tf": `resource "aws_ecs_task_definition" "shop" {
  family                   = "shop-production"
  requires_compatibilities = ["FARGATE"]
  container_definitions = jsonencode([
    {
      name  = "web"
      image = "web:1" # the one that counts
      environment = [
        { name = "A", value = "1" },
        { "name" : "S", "value" : "plain" },
        { name = "PORT", value = tostring(8080) },
        { name = "URL", value = "https://\${var.host}/" },
        { name = "HOST", value = var.host },
        { name = "DB", value = aws_db_instance.main.endpoint },
      ]
      secrets          = [{ name = "S", valueFrom = aws_ssm_parameter.s.arn }]
      environmentFiles = [{ value = "arn:aws:s3:::bucket/web.env", type = "s3" }]
    },
    { name = "side", essential = false, environment = concat(local.common, [{ name = "B", value = "2" }]) },
    { name = "loop", environment = [for name, value in var.env : { name = name, value = value }] },
  ])
}

locals {
  common = [{ name = "REGION", value = local.region }]
  region = "eu-1"
}
`,
    },
    {
      "aws_ecs_task_definition.shop/web": {
        A: "1",
        S: "<opaque>",
        PORT: "8080",
        URL: "<opaque>",
        HOST: "<unknown>",
        DB: "<opaque>",
        "*": "1",
      },
      "aws_ecs_task_definition.shop/side": { REGION: "eu-1", B: "2" },
      "aws_ecs_task_definition.shop/loop": { "*": "1" },
    },
  ],
  [
    "ECS: a heredoc of JSON with expressions in texts, in the place of values and of whole parts",
    {
      "main.tf": `resource "aws_ecs_task_definition" "a" {
  family = "a"
  container_definitions = <<-EOT
    [{
      "name": "web", "cpu": \${var.cpu}, "memory": \${local.memory},
      "environment": [
        {"name": "A", "value": "x \\u00e9"},
        {"name": "B", "value": "\${local.b}"},
        {"name": "C", "value": "\${var.c["k"]}"},
        {"name": "D", "value": "\${var.c}-d"},
        {"name": "\${var.prefix}_E", "value": "e"},
        {"name": "F", "value": "$\${HOME} %%{x}"}
      ],
      "secrets": \${jsonencode(local.secrets)}
    }]
  EOT
}
locals {
  b       = "known"
  memory  = 512
  secrets = [{ name = "S", valueFrom = "/s" }]
}
`,
    },
    {
      "aws_ecs_task_definition.a/web": { A: "x é", B: "known", C: "<unknown>", D: "<opaque>", F: "${HOME} %{x}", S: "<opaque>", "*": "1" },
    },
  ],
  [
    "ECS: JSON in a quoted text, in a file, in a template with its variables, and out of sight",
    {
      "main.tf": `resource "aws_ecs_task_definition" "quoted" {
  container_definitions = "[{\\"name\\":\\"a\\",\\"environment\\":[{\\"name\\":\\"A\\",\\"value\\":\\"1\\"}]}]"
}
resource "aws_ecs_task_definition" "file" {
  container_definitions = file("\${path.module}/tasks/a.json")
}
resource "aws_ecs_task_definition" "template" {
  container_definitions = templatefile("\${path.module}/tasks/b.json.tpl", { tag = "v1", host = var.host })
}
resource "aws_ecs_task_definition" "module" {
  container_definitions = module.a.json
}
resource "aws_ecs_task_definition" "gone" {
  container_definitions = file("tasks/none.json")
}
resource "aws_ecs_task_definition" "directive" {
  container_definitions = "[%{ if var.a }{}%{ endif }]"
}
`,
      "tasks/a.json": '[{"name":"a","environment":[{"name":"A","value":"${x}"}]}]',
      "tasks/b.json.tpl":
        '[{"name":"b","environment":[{"name":"T","value":"${tag}"},{"name":"H","value":"${host}"},{"name":"N","value":"${none}"}]}]',
    },
    {
      "aws_ecs_task_definition.quoted/a": { A: "1" },
      "aws_ecs_task_definition.file/a": { A: "${x}" },
      "aws_ecs_task_definition.template/b": { T: "v1", H: "<unknown>", N: "<unknown>" },
      "aws_ecs_task_definition.module": { "*": "1" },
      "aws_ecs_task_definition.gone": { "*": "1" },
      "aws_ecs_task_definition.directive": { "*": "1" },
    },
  ],
  [
    "Lambda: maps that are merged, keys that are made, dynamic blocks, conditions",
    {
      "main.tf": `resource "aws_lambda_function" "a" {
  function_name = "a-production"
  environment {
    variables = merge(local.common, { LEVEL = "debug", "dashed-name" = 1.50, ON = true, NONE = null }, { (var.key) = "x" }, { LAST = "l" })
  }
}
resource "aws_lambda_function" "b" {
  environment {
    variables = merge({ A = "1" }, var.more)
  }
}
resource "aws_lambda_function" "c" {
  dynamic "environment" {
    for_each = var.env
    content { variables = environment.value }
  }
}
resource "aws_lambda_function" "d" {
  count = 0
  environment {
    variables = { A = var.x ? "1" : "2", B = count.index, C = each.value, D = local.list[1], E = local.list[9], F = local.map["k"].x, G = format("%s", 1) }
  }
}
`,
      "locals.tf": `locals {
  common = { LEVEL = "info", REGION = "eu-1" }
  list   = ["a", "b"]
  map    = { k = { x = "deep" } }
}
`,
    },
    {
      "aws_lambda_function.a": {
        REGION: "<unknown>",
        LEVEL: "<unknown>",
        "dashed-name": "<unknown>",
        ON: "<unknown>",
        NONE: "<unknown>",
        LAST: "l",
        "*": "1",
      },
      "aws_lambda_function.b": { A: "<unknown>", "*": "1" },
      "aws_lambda_function.c": { "*": "1" },
      "aws_lambda_function.d": { A: "<unknown>", B: "<opaque>", C: "<unknown>", D: "b", E: "<unknown>", F: "deep", G: "<opaque>" },
    },
  ],
  [
    "variables: a default may be overruled from outside, a file of values that Terraform reads by itself counts",
    {
      "main.tf": `variable "a" { default = "default" }
variable "b" { default = "default" }
variable "c" {}
variable "d" {}
resource "aws_lambda_function" "a" {
  environment {
    variables = { A = var.a, B = var.b, C = var.c, D = var.d["k"], E = var.e }
  }
}
`,
      "terraform.tfvars": 'b = "tfvars"\nc = 1\ne = "not declared"\n',
      "x.auto.tfvars.json": '{"c": 2, "d": {"k": "json"}}',
      "other.tfvars": 'a = "only when named"\n',
    },
    { "aws_lambda_function.a": { A: "<unknown>", B: "tfvars", C: "2", D: "json", E: "<unknown>" } },
  ],
  [
    "override files: arguments and kinds of blocks take the place of others",
    {
      "main.tf": `resource "aws_lambda_function" "a" {
  function_name = "a"
  environment {
    variables = { A = "1", L = local.l }
  }
}
locals { l = "base" }
`,
      "a_override.tf":
        'resource "aws_lambda_function" "a" {\n  environment {\n    variables = { B = "2", L = local.l }\n  }\n}\nlocals { l = "over" }\n',
    },
    { "aws_lambda_function.a": { B: "2", L: "over" } },
  ],
];
