import { adonis } from "./adonis.ts";
import { bundlers } from "./bundlers.ts";
import { caarlos0Env } from "./caarlos0-env.ts";
import { clap } from "./clap.ts";
import { classValidator } from "./class-validator.ts";
import { cleanenv } from "./cleanenv.ts";
import { click } from "./click.ts";
import { configargparse } from "./configargparse.ts";
import { convict } from "./convict.ts";
import { decouple } from "./decouple.ts";
import { djangoEnviron } from "./django-environ.ts";
import { djangoSettings } from "./django-settings.ts";
import { djangoUrls } from "./django-urls.ts";
import { dotenvJvm } from "./dotenv-jvm.ts";
import { dotenvy } from "./dotenvy.ts";
import { dotnetConfiguration } from "./dotnet-configuration.ts";
import { dynaconf } from "./dynaconf.ts";
import { elixirTuples } from "./elixir-tuples.ts";
import { envSchema } from "./env-schema.ts";
import { envVar } from "./env-var.ts";
import { envalid } from "./envalid.ts";
import { envconfig } from "./envconfig.ts";
import { environs } from "./environs.ts";
import { envy } from "./envy.ts";
import { flask } from "./flask.ts";
import type { Framework } from "./framework.ts";
import { goEnvconfig } from "./go-envconfig.ts";
import { goFlags } from "./go-flags.ts";
import { goPrefixes } from "./go-prefixes.ts";
import { kingpin } from "./kingpin.ts";
import { laravel, utopia } from "./laravel.ts";
import { namsralFlag } from "./namsral-flag.ts";
import { nest } from "./nest.ts";
import { nuxt } from "./nuxt.ts";
import { prisma } from "./prisma.ts";
import { pydantic } from "./pydantic.ts";
import { anywayConfig, figaro } from "./ruby-config.ts";
import { rustEnvconfig } from "./rust-envconfig.ts";
import { rustPrefixes } from "./rust-prefixes.ts";
import { spring } from "./spring.ts";
import { starlette } from "./starlette.ts";
import { sveltekit } from "./sveltekit.ts";
import { symfony } from "./symfony.ts";
import { t3Env } from "./t3-env.ts";
import { urfaveCli } from "./urfave-cli.ts";
import { validation } from "./validation.ts";
import { viper } from "./viper.ts";

/** By language, in display order; of two that describe the same read, the first holds. */
export const FRAMEWORKS: readonly Framework[] = [
  click,
  configargparse,
  decouple,
  djangoEnviron,
  djangoSettings,
  djangoUrls,
  dynaconf,
  environs,
  flask,
  pydantic,
  starlette,
  adonis,
  convict,
  envVar,
  envalid,
  nest,
  nuxt,
  sveltekit,
  t3Env,
  bundlers,
  prisma,
  envSchema,
  classValidator,
  validation,
  envconfig,
  caarlos0Env,
  cleanenv,
  goEnvconfig,
  goFlags,
  goPrefixes,
  kingpin,
  namsralFlag,
  urfaveCli,
  viper,
  clap,
  envy,
  rustEnvconfig,
  rustPrefixes,
  symfony,
  laravel,
  utopia,
  spring,
  dotenvJvm,
  dotnetConfiguration,
  anywayConfig,
  figaro,
  elixirTuples,
  dotenvy,
];
