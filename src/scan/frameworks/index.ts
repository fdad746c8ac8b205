import { click } from "./click.ts";
import { configargparse } from "./configargparse.ts";
import { decouple } from "./decouple.ts";
import { djangoEnviron } from "./django-environ.ts";
import { djangoSettings } from "./django-settings.ts";
import { djangoUrls } from "./django-urls.ts";
import { dynaconf } from "./dynaconf.ts";
import { caarlos0Env } from "./caarlos0-env.ts";
import { cleanenv } from "./cleanenv.ts";
import { goEnvconfig } from "./go-envconfig.ts";
import { goFlags } from "./go-flags.ts";
import { goPrefixes } from "./go-prefixes.ts";
import { kingpin } from "./kingpin.ts";
import { namsralFlag } from "./namsral-flag.ts";
import { urfaveCli } from "./urfave-cli.ts";
import { viper } from "./viper.ts";
import { envconfig } from "./envconfig.ts";
import { environs } from "./environs.ts";
import { flask } from "./flask.ts";
import { pydantic } from "./pydantic.ts";
import { starlette } from "./starlette.ts";
import { validation } from "./validation.ts";
import { adonis } from "./adonis.ts";
import { convict } from "./convict.ts";
import { envVar } from "./env-var.ts";
import { envalid } from "./envalid.ts";
import { nest } from "./nest.ts";
import { nuxt } from "./nuxt.ts";
import { sveltekit } from "./sveltekit.ts";
import { t3Env } from "./t3-env.ts";
import { bundlers } from "./bundlers.ts";
import { prisma } from "./prisma.ts";
import { clap } from "./clap.ts";
import { envy } from "./envy.ts";
import { rustEnvconfig } from "./rust-envconfig.ts";
import { rustPrefixes } from "./rust-prefixes.ts";
import { dotenvy } from "./dotenvy.ts";
import { elixirTuples } from "./elixir-tuples.ts";
import { anywayConfig, figaro } from "./ruby-config.ts";
import { envSchema } from "./env-schema.ts";
import { classValidator } from "./class-validator.ts";
import type { Framework } from "./framework.ts";
import { dotenvJvm } from "./dotenv-jvm.ts";
import { dotnetConfiguration } from "./dotnet-configuration.ts";
import { laravel, utopia } from "./laravel.ts";
import { spring } from "./spring.ts";
import { symfony } from "./symfony.ts";

/** In display order. */
export const FRAMEWORKS: readonly Framework[] = [
  anywayConfig,
  figaro,
  elixirTuples,
  dotenvy,
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
  symfony,
  laravel,
  utopia,
  spring,
  dotenvJvm,
  dotnetConfiguration,
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
];
