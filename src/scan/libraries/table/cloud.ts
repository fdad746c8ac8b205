import { library, type Library } from "../library.ts";

/** Clouds and what containers and clusters are steered with. */
export const cloud: readonly Library[] = [
  // docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html; not AWS_*: buckets and queues are the names of the project
  library(
    "AWS SDK",
    `npm:aws-sdk npm:@aws-sdk/* npm:aws-amplify npm:sst npm:@aws-lambda-powertools/* npm:dynamoose npm:multer-s3 pypi:boto3 pypi:botocore
    pypi:aiobotocore pypi:aioboto3 pypi:boto pypi:s3fs pypi:awscli pypi:django-storages pypi:django-ses pypi:aws-* gem:aws-sdk*
    gem:fog-aws go:github.com/aws/* composer:aws/* composer:league/flysystem-aws-s3-v3 cargo:aws-config cargo:aws-sdk-* cargo:rusoto_*
    cargo:lambda_runtime hex:ex_aws* hex:aws maven:com.amazonaws maven:software.amazon.* maven:io.awspring.cloud nuget:awssdk*
    nuget:amazon.*`,
    `AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_SECURITY_TOKEN AWS_CREDENTIAL_EXPIRATION
    AWS_CREDENTIAL_FILE AWS_PROFILE AWS_DEFAULT_PROFILE AWS_REGION AWS_DEFAULT_REGION AWS_CONFIG_FILE AWS_SHARED_CREDENTIALS_FILE
    AWS_CA_BUNDLE AWS_ACCOUNT_ID AWS_ACCOUNT_ID_ENDPOINT_MODE AWS_ENDPOINT_URL AWS_ENDPOINT_URL_* AWS_IGNORE_CONFIGURED_ENDPOINT_URLS
    AWS_ROLE_ARN AWS_ROLE_SESSION_NAME AWS_WEB_IDENTITY_TOKEN_FILE AWS_CONTAINER_* AWS_EC2_METADATA_* AWS_METADATA_SERVICE_*
    AWS_MAX_ATTEMPTS AWS_RETRY_MODE AWS_DEFAULTS_MODE AWS_SDK_LOAD_CONFIG AWS_SDK_UA_APP_ID AWS_SDK_JS_*
    AWS_NODEJS_CONNECTION_REUSE_ENABLED AWS_STS_REGIONAL_ENDPOINTS AWS_USE_FIPS_ENDPOINT AWS_USE_DUALSTACK_ENDPOINT AWS_S3_USE_ARN_REGION
    AWS_S3_US_EAST_1_REGIONAL_ENDPOINT AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS AWS_S3_DISABLE_EXPRESS_SESSION_AUTH
    AWS_REQUEST_CHECKSUM_CALCULATION AWS_RESPONSE_CHECKSUM_VALIDATION AWS_DISABLE_REQUEST_COMPRESSION
    AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES AWS_AUTH_SCHEME_PREFERENCE AWS_SIGV4A_SIGNING_REGION_SET AWS_BEARER_TOKEN_BEDROCK
    AWS_LOGIN_CACHE_DIRECTORY AWS_EXECUTION_ENV AWS_LAMBDA_* AWS_CSM_* BOTO_CONFIG BOTO_PATH`,
  ),
  // EnvironmentVariableCredentialsProvider of the first Java SDK, and the first Go SDK
  library("AWS SDK", "maven:com.amazonaws go:github.com/aws/aws-sdk-go", "AWS_ACCESS_KEY AWS_SECRET_KEY"),
  library(
    "AWS X-Ray",
    "npm:aws-xray-* pypi:aws-xray-sdk gem:aws-xray-sdk go:github.com/aws/aws-xray-sdk-go maven:com.amazonaws nuget:awsxrayrecorder*",
    "AWS_XRAY_*",
  ),
  library(
    "AWS Powertools",
    "npm:@aws-lambda-powertools/* pypi:aws-lambda-powertools maven:software.amazon.lambda nuget:aws.lambda.powertools*",
    "POWERTOOLS_*",
  ),
  // docs/storages backends/amazon-S3.rst: settings fall back to these
  library("django-storages", "pypi:django-storages", "AWS_S3_ACCESS_KEY_ID AWS_S3_SECRET_ACCESS_KEY AWS_S3_SESSION_PROFILE"),

  // cloud.google.com/docs/authentication/application-default-credentials, google-auth environment_vars.py, and the emulators
  library(
    "Google Cloud SDK",
    `npm:@google-cloud/* npm:google-auth-library npm:googleapis npm:firebase-admin npm:firebase-functions npm:@google/genai
    pypi:google-cloud-* pypi:google-auth* pypi:google-api-* pypi:firebase-admin pypi:gcsfs pypi:google-genai pypi:django-storages
    gem:google-cloud* gem:google-apis-* gem:googleauth go:cloud.google.com/go* go:google.golang.org/api go:firebase.google.com/go
    composer:google/* composer:kreait/* cargo:google-cloud-* cargo:gcp_auth hex:goth maven:com.google.cloud* maven:com.google.firebase
    maven:com.google.auth nuget:google.*`,
    `GOOGLE_APPLICATION_CREDENTIALS GOOGLE_CLOUD_PROJECT GOOGLE_CLOUD_QUOTA_PROJECT GOOGLE_CLOUD_LOCATION GOOGLE_CLOUD_REGION
    GOOGLE_CLOUD_UNIVERSE_DOMAIN GOOGLE_API_USE_CLIENT_CERTIFICATE GOOGLE_API_USE_MTLS_ENDPOINT GOOGLE_API_CERTIFICATE_CONFIG
    GOOGLE_CLOUD_CPP_* GOOGLE_CLOUD_KEYFILE GOOGLE_CLOUD_CREDENTIALS GOOGLE_CLOUD_KEYFILE_JSON GOOGLE_CLOUD_DISABLE_* GOOGLE_SDK_*
    GOOGLE_PRIVATE_KEY GOOGLE_CLIENT_EMAIL GOOGLE_ACCOUNT_TYPE GCLOUD_PROJECT GCP_PROJECT GOOGLE_PROJECT_ID GCLOUD_KEYFILE GCE_METADATA_*
    NO_GCE_CHECK METADATA_SERVER_DETECTION CLOUDSDK_* FIREBASE_CONFIG FIREBASE_*_EMULATOR_HOST *_EMULATOR_HOST DATASTORE_*`,
  ),
  library(
    "Functions Framework",
    `npm:@google-cloud/functions-framework pypi:functions-framework gem:functions_framework
    go:github.com/GoogleCloudPlatform/functions-framework-go composer:google/cloud-functions-framework`,
    "FUNCTION_TARGET FUNCTION_SIGNATURE_TYPE FUNCTION_SOURCE PORT",
  ),

  // learn.microsoft.com: EnvironmentCredential, ManagedIdentityCredential, WorkloadIdentityCredential, and azure-core configuration
  library(
    "Azure SDK",
    `npm:@azure/* npm:azure-* pypi:azure-* pypi:adlfs pypi:msal gem:azure-* go:github.com/Azure/* composer:microsoft/azure-* cargo:azure_*
    maven:com.azure* maven:com.microsoft.azure* nuget:azure.* nuget:microsoft.azure.* nuget:microsoft.identity.*`,
    `AZURE_TENANT_ID AZURE_CLIENT_ID AZURE_CLIENT_SECRET AZURE_CLIENT_CERTIFICATE_PATH AZURE_CLIENT_CERTIFICATE_PASSWORD
    AZURE_CLIENT_SEND_CERTIFICATE_CHAIN AZURE_USERNAME AZURE_PASSWORD AZURE_AUTHORITY_HOST AZURE_FEDERATED_TOKEN_FILE
    AZURE_ADDITIONALLY_ALLOWED_TENANTS AZURE_REGIONAL_AUTHORITY_NAME AZURE_POD_IDENTITY_AUTHORITY_HOST AZURE_TOKEN_CREDENTIALS
    AZURE_IDENTITY_DISABLE_* AZURE_KUBERNETES_* AZURE_SUBSCRIPTION_ID AZURE_RESOURCE_GROUP AZURE_CLOUD AZURE_ENVIRONMENT AZURE_LOG_LEVEL
    AZURE_HTTP_LOG_DETAIL_LEVEL AZURE_HTTP_USER_AGENT AZURE_TRACING_DISABLED AZURE_TELEMETRY_DISABLED AZURE_SDK_* AZURE_CONFIG_DIR
    AZURE_REQUEST_* AZURE_DEFAULT_* AZURE_FUNCTIONS_ENVIRONMENT AZURE_ARC_* IDENTITY_ENDPOINT IDENTITY_HEADER IDENTITY_SERVER_THUMBPRINT
    IMDS_ENDPOINT MSI_ENDPOINT MSI_SECRET`,
  ),
  // learn.microsoft.com/azure/azure-functions/functions-app-settings
  library(
    "Azure Functions",
    `npm:@azure/functions pypi:azure-functions maven:com.microsoft.azure.functions nuget:microsoft.azure.functions.*
    nuget:microsoft.net.sdk.functions`,
    "FUNCTIONS_* AzureWebJobs* AzureFunctions* WEBSITE_*",
  ),
  library("DigitalOcean", "pypi:pydo go:github.com/digitalocean/godo", "DIGITALOCEAN_*"),
  library(
    "Cloudflare",
    "npm:wrangler npm:cloudflare pypi:cloudflare go:github.com/cloudflare/cloudflare-go",
    `CLOUDFLARE_API_TOKEN CLOUDFLARE_API_KEY CLOUDFLARE_API_USER_SERVICE_KEY CLOUDFLARE_EMAIL CLOUDFLARE_API_EMAIL CLOUDFLARE_ACCOUNT_ID
    CLOUDFLARE_ENV CLOUDFLARE_BASE_URL CLOUDFLARE_HYPERDRIVE_* WRANGLER_*`,
  ),

  library(
    "Kubernetes client",
    `npm:@kubernetes/client-node pypi:kubernetes pypi:kubernetes-asyncio pypi:kopf gem:kubeclient go:k8s.io/client-go
    go:sigs.k8s.io/controller-runtime cargo:kube maven:io.kubernetes maven:io.fabric8 nuget:kubernetesclient`,
    "KUBECONFIG KUBECACHEDIR",
  ),
  library("Kubernetes client", "maven:io.fabric8", "KUBERNETES_*"),
  // knative.dev/pkg: webhook/env.go, system/env.go, network/domain.go, configMapNameEnv of observability, logging and leaderelection
  library(
    "Knative",
    "go:knative.dev/pkg",
    `CONFIG_LOGGING_NAME CONFIG_OBSERVABILITY_NAME CONFIG_LEADERELECTION_NAME SYSTEM_NAMESPACE SYSTEM_RESOURCE_LABEL CLUSTER_DOMAIN
    PROFILING_PORT WEBHOOK_NAME WEBHOOK_PORT WEBHOOK_SECRET_NAME WEBHOOK_TLS_* WEBHOOK_DISABLE_NAMESPACE_OWNERSHIP KUBERNETES_MIN_VERSION`,
  ),
  library(
    "Docker client",
    `npm:dockerode pypi:docker gem:docker-api go:github.com/docker/* go:github.com/moby/moby* cargo:bollard maven:com.github.docker-java
    nuget:docker.dotnet`,
    "DOCKER_HOST DOCKER_CERT_PATH DOCKER_TLS_VERIFY DOCKER_API_VERSION DOCKER_CONFIG DOCKER_CONTEXT",
  ),
  library(
    "Testcontainers",
    "npm:testcontainers pypi:testcontainers gem:testcontainers* go:github.com/testcontainers/* maven:org.testcontainers nuget:testcontainers*",
    "TESTCONTAINERS_*",
  ),
  // grpc doc/environment_variables.md
  library(
    "gRPC",
    "npm:@grpc/* npm:grpc pypi:grpcio* gem:grpc go:google.golang.org/grpc composer:grpc/grpc maven:io.grpc nuget:grpc*",
    `GRPC_VERBOSITY GRPC_TRACE GRPC_STACKTRACE_* GRPC_GO_* GRPC_NODE_* GRPC_XDS_* GRPC_DNS_* GRPC_SSL_* GRPC_DEFAULT_SSL_* GRPC_NOT_USE_*
    GRPC_ENABLE_* GRPC_EXPERIMENTAL_* GRPC_POLL_STRATEGY GRPC_PROXY_EXP GRPC_ABORT_ON_LEAKS GRPC_BINARY_LOG_* GRPC_CLIENT_CHANNEL_*
    GRPC_PYTHON_* grpc_proxy no_grpc_proxy`,
  ),
  library("Pulumi", "npm:@pulumi/* pypi:pulumi* go:github.com/pulumi/*", "PULUMI_*"),
  library("OpenStack", "pypi:openstacksdk pypi:keystoneauth1 gem:fog-openstack go:github.com/gophercloud/*", "OS_*"),
];
