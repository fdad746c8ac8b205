import { library, type Library } from "../library.ts";

/** Frameworks of compiled languages, most of which let any property of theirs be a variable. */
export const platforms: readonly Library[] = [
  // docs.spring.io/spring-boot/reference/features/external-config.html: relaxed binding, and names with dots as they are
  library(
    "Spring Boot",
    "maven:org.springframework.boot maven:org.springframework.cloud",
    "SPRING_* MANAGEMENT_* SERVER_* LOGGING_* INFO_* EUREKA_* spring.* management.* server.* logging.* info.* eureka.* spring_* DEBUG TRACE",
  ),
  library("springdoc", "maven:org.springdoc", "SPRINGDOC_* springdoc.*"),
  // quarkus.io/guides/config-reference#environment-variables
  library("Quarkus", "maven:io.quarkus maven:io.quarkiverse*", "QUARKUS_* _*_QUARKUS_* MP_* SMALLRYE_* quarkus.* mp.*"),
  // docs.micronaut.io: any property
  library("Micronaut", "maven:io.micronaut*", "MICRONAUT_* DATASOURCES_* ENDPOINTS_* LOGGER_* JPA_* R2DBC_* micronaut.*"),
  library("Helidon", "maven:io.helidon*", "HELIDON_* SERVER_* server.*"),
  library("Play", "maven:com.typesafe.play maven:org.playframework", "PLAY_* CONFIG_FORCE_*"),
  library("Akka", "maven:com.typesafe.akka maven:org.apache.pekko", "CONFIG_FORCE_*"),
  library("Vert.x", "maven:io.vertx", "VERTX_*"),
  library("Grails", "maven:org.grails*", "GRAILS_* SERVER_* SPRING_*"),

  // learn.microsoft.com/aspnet/core/fundamentals/configuration: any key, with a double underscore for each colon
  library(
    "ASP.NET Core",
    `nuget:microsoft.net.sdk.web nuget:microsoft.net.sdk.worker nuget:microsoft.aspnetcore.*
    nuget:microsoft.extensions.configuration.environmentvariables nuget:microsoft.extensions.hosting image:dotnet/aspnet`,
    "*__* ASPNETCORE_* DOTNET_* URLS HTTP_PORTS HTTPS_PORTS AllowedHosts ALLOWEDHOSTS *CONNSTR_* DetailedErrors ENVIRONMENT CONTENTROOT",
  ),
  library("Orleans", "nuget:microsoft.orleans.*", "ORLEANS_*"),

  // gin-gonic/gin mode.go and utils.go
  library("Gin", "go:github.com/gin-gonic/gin", "GIN_MODE PORT"),
  library("Buffalo", "go:github.com/gobuffalo/buffalo", "GO_ENV ADDR PORT SESSION_SECRET"),
  library("Beego", "go:github.com/beego/beego", "BEEGO_*"),
  library("PocketBase", "go:github.com/pocketbase/pocketbase", "PB_*"),
  // sigs.k8s.io/controller-runtime leader election and operator-sdk
  library("controller-runtime", "go:sigs.k8s.io/controller-runtime", "WATCH_NAMESPACE POD_NAMESPACE POD_NAME OPERATOR_*"),

  // rocket.rs/guide/configuration: any key of the configuration
  library("Rocket", "cargo:rocket*", "ROCKET_*"),
  library("Leptos", "cargo:leptos*", "LEPTOS_*"),
  library("Loco", "cargo:loco-rs", "LOCO_* DATABASE_URL REDIS_URL MAILER_HOST"),
  library("Dioxus", "cargo:dioxus*", "DIOXUS_* IP PORT"),
  library("Tokio console", "cargo:console-subscriber", "TOKIO_CONSOLE_*"),
];
