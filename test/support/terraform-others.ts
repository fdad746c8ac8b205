import type { FolderCase } from "./terraform-amazon.ts";

/** Other clouds, Kubernetes and modules in files of Terraform, and what each of their workloads gets. */
export const terraformOtherCases: readonly FolderCase[] = [
  [
    "Cloud Run and Container Apps: blocks for containers and variables",
    {
      "main.tf": `resource "google_cloud_run_service" "a" {
  template {
    spec {
      containers {
        image = "a:1"
        env {
          name  = "A"
          value = 1
        }
        env {
          name = "S"
          value_from {
            secret_key_ref {
              name = "s"
              key  = "latest"
            }
          }
        }
        env { name = "EMPTY" }
      }
    }
  }
}
resource "google_cloud_run_v2_service" "b" {
  template {
    containers {
      name = "side"
      env {
        name  = var.name
        value = "x"
      }
    }
    containers {
      name = "web"
      ports { container_port = 8080 }
      dynamic "env" {
        for_each = var.env
        content {
          name  = env.key
          value = env.value
        }
      }
      env {
        name  = "B"
        value = "2"
      }
    }
  }
}
resource "google_cloud_run_v2_job" "c" {
  template {
    template {
      dynamic "containers" {
        for_each = []
        content {}
      }
    }
  }
}
resource "azurerm_container_app" "d" {
  template {
    container {
      name = "web"
      env {
        name        = "S"
        secret_name = "s"
      }
    }
    init_container {
      name = "init"
      env {
        name  = "I"
        value = "1"
      }
    }
  }
}
`,
    },
    {
      "google_cloud_run_service.a": { A: "1", S: "<opaque>", EMPTY: "" },
      "google_cloud_run_v2_service.b/side": { "*": "1" },
      "google_cloud_run_v2_service.b/web": { B: "2", "*": "1" },
      "google_cloud_run_v2_job.c": { "*": "1" },
      "azurerm_container_app.d/web": { S: "<opaque>" },
      "azurerm_container_app.d/init": { I: "1" },
    },
  ],
  [
    "App Service, Heroku, Nomad and modules",
    {
      "main.tf": `resource "azurerm_linux_web_app" "a" {
  app_settings = { A = "1", S = "@Microsoft.KeyVault(SecretUri=https://x)" }
}
resource "heroku_app" "b" {
  config_vars           = { A = "1" }
  sensitive_config_vars = { S = var.s }
}
resource "nomad_job" "c" {
  jobspec = file("c.nomad")
}
module "d" {
  source      = "./d"
  environment = { A = "1" }
}
module "e" {
  source      = "./d"
  environment = "production"
  env         = var.stage
}
module "f" {
  source                = "./d"
  environment_variables = var.env
}
`,
    },
    {
      "azurerm_linux_web_app.a": { A: "1", S: "<opaque>" },
      "heroku_app.b": { A: "1", S: "<unknown>", "*": "1" },
      "nomad_job.c": { "*": "1" },
      "module.d": { "*": "1" },
      "module.f": { "*": "1" },
    },
  ],
  [
    "Kubernetes: references to ConfigMaps and Secrets of the file, and what cannot be seen",
    {
      "main.tf": `resource "kubernetes_config_map_v1" "auth" {
  metadata { name = "auth-config" }
  data = { LEVEL = "info", PORT = 8080, HOST = var.host }
}
resource "kubernetes_secret" "auth" {
  metadata { name = "auth-secret" }
  data = merge({ TOKEN = "t" }, var.more)
}
resource "kubernetes_deployment_v1" "auth" {
  metadata { name = "auth" }
  spec {
    template {
      metadata { labels = { app = "auth" } }
      spec {
        init_container {
          name  = "init"
          image = "i"
        }
        container {
          name  = "web"
          image = "web:1"
          env {
            name  = "A"
            value = "1"
          }
          env {
            name  = "B"
            value = "$(A)-b"
          }
          env {
            name  = "V"
            value = var.v
          }
          env {
            name = "P"
            value_from {
              config_map_key_ref {
                name = kubernetes_config_map_v1.auth.metadata[0].name
                key  = "PORT"
              }
            }
          }
          env_from {
            config_map_ref { name = "auth-config" }
          }
          env_from {
            prefix = "S_"
            secret_ref { name = kubernetes_secret.auth.metadata.0.name }
          }
        }
      }
    }
  }
}
resource "kubernetes_manifest" "job" {
  manifest = {
    apiVersion = "v1"
    kind       = "Pod"
    metadata   = { name = "once" }
    spec       = { containers = [{ name = "c", image = "c", env = [{ name = "A", value = var.a }, { name = var.n, value = "x" }] }] }
  }
}
`,
    },
    {
      "Deployment/auth/web": {
        A: "1",
        B: "1-b",
        V: "<unknown>",
        P: "8080",
        LEVEL: "info",
        PORT: "8080",
        HOST: "<unknown>",
        S_TOKEN: "<unknown>",
        "*": "1",
      },
      "Deployment/auth/init": {},
      "Pod/once/c": { A: "<unknown>", "*": "1" },
    },
  ],
  [
    "Kubernetes: ConfigMaps of the files beside, whose maps may have more names",
    {
      "main.tf": `resource "kubernetes_pod" "auth" {
  metadata { name = "auth" }
  spec {
    container {
      name = "web"
      env_from {
        config_map_ref { name = kubernetes_config_map.auth.metadata[0].name }
      }
      env_from {
        secret_ref { name = var.secret }
      }
      dynamic "env" {
        for_each = var.env
        content {
          name = env.key
        }
      }
    }
  }
}
`,
      "config.tf": `resource "kubernetes_config_map" "auth" {
  metadata { name = "auth-config" }
  data = merge({ A = "1" }, var.more, { B = "2" })
}
`,
    },
    { "Pod/auth/web": { A: "<unknown>", B: "2", "*": "3" } },
  ],
];
