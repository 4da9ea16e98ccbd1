/** Settings, all from the environment; read once, refused with a clear message. */
import { resolve } from 'node:path';
import { z } from 'zod';

const environment = z.object({
  PORT: z.coerce.number('PORT must be a number').int().min(0).max(65_535).default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: z.url('PUBLIC_URL must be an address, e.g. https://narvaro.example.org').optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'DATABASE_URL must begin with postgres://')
    .optional(),
  NARVARO_DATA: z.string().min(1).default('.narvaro'),
  NARVARO_TRIAL_SIGN_IN: z.enum(['public'], 'NARVARO_TRIAL_SIGN_IN can only be "public"').optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('warn'),
});

export interface Config {
  port: number;
  host: string;
  /** The address that browsers use; null = http://localhost and the port. */
  publicUrl: string | null;
  /** A PostgreSQL server (15 or newer); null = the embedded one. */
  databaseUrl: string | null;
  dataDir: string;
  logLevel: string;
  /** The trial sign-in, where anyone can be anyone by a click, may be reached from other machines. */
  trialSignInInPublic: boolean;
}

/** True when only this machine can reach the service. */
export function isLocal(config: Config): boolean {
  const hosts = ['localhost', '127.0.0.1', '::1', '[::1]'];
  return hosts.includes(config.host) && (config.publicUrl === null || hosts.includes(new URL(config.publicUrl).hostname));
}

/** Throws Error with a line per setting that is wrong. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = environment.safeParse(filled);
  if (!read.success) {
    throw new Error(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  }
  return {
    port: read.data.PORT,
    host: read.data.HOST,
    publicUrl: read.data.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    databaseUrl: read.data.DATABASE_URL ?? null,
    dataDir: resolve(read.data.NARVARO_DATA),
    logLevel: read.data.LOG_LEVEL,
    trialSignInInPublic: read.data.NARVARO_TRIAL_SIGN_IN === 'public',
  };
}
