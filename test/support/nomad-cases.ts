/** A title, a job file, and what each of its tasks gets. */
export type JobCase = readonly [title: string, text: string, expected: unknown];

/** A job of one group with one docker task that holds this. */
function task(body: string): string {
  return `job "shop" {\n  group "web" {\n    task "server" {\n      driver = "docker"\n${body}\n    }\n  }\n}\n`;
}

export const nomadCases: readonly JobCase[] = [
  [
    "env as a block and as a map, with what Nomad fills in",
    `variable "level" { default = "info" }
locals { region = "eu-1" }
job "shop" {
  group "web" {
    task "server" {
      driver = "docker"
      config { image = "shop:1" }
      env {
        A       = "1"
        NUMBER  = 1.50
        ON      = true
        LEVEL   = var.level
        REGION  = local.region
        PORT    = NOMAD_PORT_http
        URL     = "http://\${NOMAD_ADDR_db}/\${meta.zone}"
        ESCAPED = "$\${NOMAD_IP_db}"
        DOLLAR  = "$\${a b}"
      }
    }
    task "side" {
      driver = "docker"
      lifecycle { hook = "prestart" }
      env = { "dotted.name" = "1", (var.x) = "2" }
    }
    task "raw" { driver = "exec" }
    dynamic "task" {
      for_each = []
      content {}
    }
  }
}
`,
    {
      "shop/web/server": {
        A: "1",
        NUMBER: "1.5",
        ON: "true",
        LEVEL: "<unknown>",
        REGION: "eu-1",
        PORT: "<opaque>",
        URL: "<opaque>",
        ESCAPED: "<opaque>",
        DOLLAR: "${a b}",
      },
      "shop/web/side": { "dotted.name": "1", "*": "1" },
      "shop/web/raw": { "*": "1" },
      "shop/web": { "*": "1" },
    },
  ],
  [
    "templates lie over env, the later over the earlier; only those with env count",
    task(`      env {
        A = "env"
        B = "env"
      }
      template {
        data = "A=first\\nC=\\"x\\\\ny\\""
        env  = true
      }
      template {
        env  = true
        data = <<-EOH
          # a comment
          A = second
          export D=1
          HOST=\${NOMAD_IP_http}
        EOH
      }
      template {
        data        = "this is = no env file"
        destination = "local/app.conf"
      }
      template {
        source = "local/x.tpl"
        env    = true
      }`),
    { "shop/web/server": { A: "second", B: "env", C: "x\ny", D: "1", HOST: "${NOMAD_IP_http}", "*": "1" } },
  ],
  [
    "actions of a template: values that are filled in, conditions, loops, names that are made",
    task(`      template {
        env  = true
        data = <<EOH
KEY={{ key "a}}b" }}
QUOTED="{{ with nomadVar "x" }}{{ .a }}{{ end }}-b"
{{ with secret "kv/db" -}}
DB_USER={{ .Data.user }}
{{- end }}
{{ if eq (env "X") "1" }}
MAYBE=1
{{ else }}
OTHER=1
{{ end }}
{{/* a comment with = */}}
{{ $x := "1" }}
AFTER=known
EOH
      }
      template {
        env  = true
        data = <<EOH
{{ range ls "app" }}
{{ .Key }}={{ .Value }}
IN_LOOP=1
{{ end }}
STAYS=1
EOH
      }
      template {
        env             = true
        left_delimiter  = "[["
        right_delimiter = "]]"
        data            = "OWN=[[ key \\"a\\" ]]\\nBRACES={{x}}"
      }`),
    {
      "shop/web/server": {
        KEY: "<opaque>",
        QUOTED: "<opaque>",
        DB_USER: "<opaque>",
        MAYBE: "<unknown>",
        OTHER: "<unknown>",
        AFTER: "known",
        IN_LOOP: "<unknown>",
        STAYS: "1",
        OWN: "<opaque>",
        BRACES: "{{x}}",
        "*": "1",
      },
    },
  ],
  [
    "a task of the job itself, and data that only the job's variables make",
    `job "batch" {
  task "run" {
    driver = "docker"
    template {
      env  = var.is_env
      data = "A=1"
    }
    template {
      env  = true
      data = var.data
    }
    template {
      env  = true
      data = "B=\${var.b}\\nC=1"
    }
  }
}
`,
    { "batch/run": { B: "<opaque>", C: "1", "*": "2" } },
  ],
];
