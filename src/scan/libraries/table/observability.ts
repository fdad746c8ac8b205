import { library, type Library } from "../library.ts";

/** Traces, metrics, logs and reports of errors. */
export const observability: readonly Library[] = [
  // opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables
  library(
    "OpenTelemetry",
    `npm:@opentelemetry/* npm:@vercel/otel npm:@boxyhq/metrics npm:@traceloop/* npm:@arizeai/* pypi:opentelemetry-* pypi:logfire
    pypi:traceloop-sdk gem:opentelemetry-* go:go.opentelemetry.io/* cargo:opentelemetry* composer:open-telemetry/* hex:opentelemetry*
    maven:io.opentelemetry* maven:io.quarkus nuget:opentelemetry*`,
    "OTEL_*",
  ),
  library(
    "Jaeger",
    "npm:jaeger-client pypi:jaeger-client go:github.com/uber/jaeger-client-go maven:io.jaegertracing nuget:jaeger",
    "JAEGER_*",
  ),

  // Every option of the Java SDK can be SENTRY_<OPTION>, and sentry-laravel names its own in config/sentry.php
  library("Sentry", "maven:io.sentry* composer:sentry/sentry-laravel", "SENTRY_*"),
  // docs.sentry.io/platforms/*/configuration/options; docs.sentry.io/cli/configuration for the plugins of bundlers
  library(
    "Sentry",
    `npm:@sentry/* npm:raven pypi:sentry-sdk pypi:raven gem:sentry-* gem:sentry-raven go:github.com/getsentry/sentry-go cargo:sentry*
    composer:sentry/* hex:sentry nuget:sentry*`,
    `SENTRY_DSN SENTRY_ENVIRONMENT SENTRY_CURRENT_ENV SENTRY_RELEASE SENTRY_NAME SENTRY_DEBUG SENTRY_SPOTLIGHT SENTRY_TRACE SENTRY_BAGGAGE
    SENTRY_USE_ENVIRONMENT SENTRY_TRACES_SAMPLE_RATE SENTRY_PROFILES_SAMPLE_RATE SENTRY_KEEP_ALIVE SENTRY_AUTH_TOKEN SENTRY_ORG
    SENTRY_PROJECT SENTRY_URL SENTRY_LOG_LEVEL SENTRY_PROPERTIES`,
  ),
  library(
    "Datadog",
    `npm:dd-trace npm:@datadog/* npm:datadog-* npm:hot-shots pypi:ddtrace pypi:datadog* gem:ddtrace gem:datadog gem:dogstatsd-ruby
    go:gopkg.in/DataDog/* go:github.com/DataDog/* composer:datadog/* hex:spandex* maven:com.datadoghq nuget:datadog.*`,
    "DD_* DATADOG_API_KEY DATADOG_APP_KEY DATADOG_HOST",
  ),
  library(
    "New Relic",
    `npm:newrelic npm:@newrelic/* pypi:newrelic gem:newrelic_rpm go:github.com/newrelic/* hex:new_relic_agent maven:com.newrelic*
    nuget:newrelic.*`,
    "NEW_RELIC_* NEWRELIC_* NRCONFIG",
  ),
  library(
    "Elastic APM",
    "npm:elastic-apm-* pypi:elastic-apm gem:elastic-apm go:go.elastic.co/apm* maven:co.elastic.apm nuget:elastic.apm*",
    "ELASTIC_APM_*",
  ),
  library(
    "Application Insights",
    `npm:applicationinsights npm:@azure/monitor-* pypi:azure-monitor-* pypi:opencensus-ext-azure
    go:github.com/microsoft/ApplicationInsights-Go nuget:microsoft.applicationinsights* maven:com.microsoft.azure`,
    "APPLICATIONINSIGHTS_* APPINSIGHTS_INSTRUMENTATIONKEY",
  ),
  library("AppSignal", "npm:@appsignal/* pypi:appsignal gem:appsignal hex:appsignal*", "APPSIGNAL_*"),
  library("Bugsnag", "gem:bugsnag composer:bugsnag/bugsnag-laravel", "BUGSNAG_*"),
  library("Honeybadger", "npm:@honeybadger-io/* pypi:honeybadger gem:honeybadger hex:honeybadger", "HONEYBADGER_*"),
  library("Rollbar", "gem:rollbar composer:rollbar/rollbar-laravel", "ROLLBAR_*"),
  library("Scout", "pypi:scout-apm gem:scout_apm hex:scout_apm composer:scoutapp/*", "SCOUT_*"),
  library("Skylight", "gem:skylight*", "SKYLIGHT_*"),
  library(
    "Honeycomb",
    "npm:@honeycombio/* npm:honeycomb-beeline pypi:honeycomb-* gem:honeycomb-* go:github.com/honeycombio/*",
    "HONEYCOMB_*",
  ),
  library("Pyroscope", "npm:@pyroscope/* pypi:pyroscope-io gem:pyroscope* maven:io.pyroscope nuget:pyroscope*", "PYROSCOPE_*"),
  library("Logfire", "pypi:logfire", "LOGFIRE_*"),
  // prometheus/client_python multiprocess mode
  library("Prometheus client", "pypi:prometheus-client pypi:django-prometheus pypi:prometheus-*", "PROMETHEUS_*"),
  // statsd/defaults/env.py
  library("statsd", "pypi:statsd", "STATSD_HOST STATSD_PORT STATSD_PREFIX STATSD_MAXUDPSIZE STATSD_IPV6"),
  library("statsd-instrument", "gem:statsd-instrument", "STATSD_*"),
  library(
    "debug",
    "npm:debug npm:express npm:fastify npm:koa npm:@nestjs/core npm:ioredis npm:mongoose npm:socket.io",
    "DEBUG DEBUG_COLORS DEBUG_DEPTH DEBUG_FD DEBUG_HIDE_DATE DEBUG_SHOW_HIDDEN",
  ),
  library("tracing", "cargo:env_logger cargo:tracing-subscriber cargo:pretty_env_logger cargo:simple_logger", "RUST_LOG RUST_LOG_STYLE"),
  library("Log4j", "maven:org.apache.logging.log4j", "LOG4J_*"),
];
