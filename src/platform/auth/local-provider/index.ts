/** Sign-in for trials, on this site itself. An entry of its own, so that a site with a real issuer never loads it. */
import { randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import type Provider from 'oidc-provider';
import type { Issuer } from '../settings.ts';
import type { Persona } from './persona.ts';
import { buildProvider } from './provider.ts';
import { localListener } from './routes.ts';

export type { Persona } from './persona.ts';

export interface LocalProviderOptions {
  /** What authSettings read: must be null. */
  settings: Issuer | null;
  /** The address that browsers know the site by, without a trailing slash, known at the latest at the first request. */
  publicUrl: () => string;
  personas: readonly Persona[];
  /** Where this process reaches itself when that address does not lead back to it (a mapped port). Default publicUrl. */
  reachAt?: () => string;
}

export interface LocalProvider {
  /** For ServerOptions.mount. */
  mount: { prefix: string; listener: RequestListener };
  /** For registerAuth. */
  issuer: () => Issuer;
}

const prefix = '/local-sign-in';

/** Makes the trial issuer. Throws when a real issuer is configured: then no one may become an administrator by a click. */
export function startLocalProvider({ settings, publicUrl, personas, reachAt }: LocalProviderOptions): LocalProvider {
  if (settings !== null) {
    throw new Error(
      `The local sign-in provider is for trials only and does not start: OIDC_ISSUER names a real issuer (${settings.issuer})`,
    );
  }
  const clientSecret = randomBytes(32).toString('base64url');
  const issuer = (): Issuer => ({
    issuer: `${publicUrl()}${prefix}`,
    clientId: 'narvaro',
    clientSecret,
    rolesClaim: 'roles',
    scope: null,
    ...(reachAt === undefined ? {} : { reachAt }),
  });
  let built: Provider | null = null;
  const provider = (): Provider => {
    built ??= buildProvider(issuer(), publicUrl(), prefix, personas);
    return built;
  };
  return { mount: { prefix, listener: localListener({ prefix, publicUrl, personas, provider }) }, issuer };
}
