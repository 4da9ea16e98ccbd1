/** Talks to the issuer: OpenID Connect Core 1.0, authorization code flow with PKCE. What it finds wrong becomes a problem. */
import * as openid from 'openid-client';
import { holdsPersonalNumber, isPersonalNumber } from './personal-number.ts';
import { signInProblem } from './problems.ts';
import { defaultRole, isRole, type Role } from './roles.ts';
import type { Issuer } from './settings.ts';
import {
  type Identity,
  identityFrom,
  type Organisation,
  organisationFrom,
  swedishClaimsByRequest,
  swedishScopes,
  textOf,
} from './swedish-claims.ts';

/** Who signed in, in the issuer's words made ours. */
export interface Person {
  issuer: string;
  subject: string;
  name: string;
  /** Empty when the issuer does not say. */
  givenName: string;
  familyName: string;
  identity: Identity;
  organisation: Organisation | null;
  roles: readonly Role[];
  /** Kept for signing out there; null when it holds a personal identity number, which is never kept. */
  idToken: string | null;
}

export interface IssuerClient {
  /** The address to send the browser to. Throws issuer-unavailable. */
  authorizationUrl(flow: { state: string; nonce: string; verifier: string }): Promise<string>;
  /** Redeems the code of the address that the browser came back with. Throws sign-in-cancelled, sign-in-failed, issuer-unavailable. */
  redeem(returnedTo: URL, flow: { state: string; nonce: string; verifier: string }): Promise<Person>;
  /** Where the browser signs out at the issuer; null when the issuer offers no such address or is away. */
  signOutUrl(idToken: string | null): Promise<string | null>;
}

/** What went wrong, for the log: a code or a kind, never the issuer's text, an address or a token. */
export type NoteFault = (step: string, reason: string) => void;

const timeoutSeconds = 10;

/** A client that looks the issuer up at first need, and again when that failed: the site starts without the issuer. */
export function issuerClient(issuer: () => Issuer, publicUrl: () => string, noteFault: NoteFault): IssuerClient {
  let found: Promise<openid.Configuration> | null = null;

  const configuration = (): Promise<openid.Configuration> => {
    found ??= discover(issuer()).catch((error: unknown) => {
      found = null;
      noteFault('discovery', reasonOf(error));
      throw signInProblem('issuer-unavailable');
    });
    return found;
  };

  return {
    async authorizationUrl({ state, nonce, verifier }) {
      const config = await configuration();
      const parameters = {
        redirect_uri: `${publicUrl()}/sign-in/callback`,
        ...wantedFrom(config.serverMetadata(), issuer().scope),
        state,
        nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      };
      return openid.buildAuthorizationUrl(config, parameters).href;
    },
    async redeem(returnedTo, { state, nonce, verifier }) {
      const config = await configuration();
      try {
        return await personFrom(config, issuer(), returnedTo, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
        });
      } catch (error) {
        noteFault('redeem', reasonOf(error));
        throw signInProblem(problemCode(error));
      }
    },
    async signOutUrl(idToken) {
      const config = await configuration().catch(() => null);
      if (config?.serverMetadata().end_session_endpoint === undefined) return null;
      const hint = idToken === null ? {} : { id_token_hint: idToken };
      return openid.buildEndSessionUrl(config, { post_logout_redirect_uri: `${publicUrl()}/`, ...hint }).href;
    },
  };
}

/** What the request asks for: the scope of the settings, else whatever of the Swedish profile the issuer says that it has. */
function wantedFrom(issuer: openid.ServerMetadata, scope: string | null): Record<string, string> {
  if (scope !== null) return { scope };
  const offered = Object.keys(swedishScopes).filter((one) => issuer.scopes_supported?.includes(one) === true);
  const wanted = { scope: ['openid', 'profile', ...offered].join(' ') };
  if (offered.length === 0 || issuer.claims_parameter_supported !== true) return wanted;
  const claims = Object.fromEntries(swedishClaimsByRequest.map((one) => [one, null]));
  const place = issuer.userinfo_endpoint === undefined ? 'id_token' : 'userinfo';
  return { ...wanted, claims: JSON.stringify({ [place]: claims }) };
}

async function discover(issuer: Issuer): Promise<openid.Configuration> {
  const execute = [openid.enableNonRepudiationChecks];
  // Settings take http only for an issuer on this machine.
  if (issuer.issuer.startsWith('http:')) execute.push(openid.allowInsecureRequests);
  return openid.discovery(new URL(issuer.issuer), issuer.clientId, {}, clientSecret(issuer.clientSecret), {
    execute,
    timeout: timeoutSeconds,
    ...(issuer.reachAt === undefined ? {} : { [openid.customFetch]: fetchAt(issuer.reachAt) }),
  });
}

/** Sends the secret in the way the issuer takes; Basic when it does not say (OpenID Connect Core 1.0 §9). */
function clientSecret(secret: string): openid.ClientAuth {
  const basic = openid.ClientSecretBasic(secret);
  const post = openid.ClientSecretPost(secret);
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const authenticate = methods.includes('client_secret_basic') ? basic : post;
    return authenticate(server, client, body, headers);
  };
}

/** fetch, but at another host and port. */
function fetchAt(reachAt: () => string): openid.CustomFetch {
  return (url, options) => {
    const { pathname, search } = new URL(url);
    return fetch(new URL(pathname + search, reachAt()), options as RequestInit);
  };
}

async function personFrom(
  config: openid.Configuration,
  issuer: Issuer,
  returnedTo: URL,
  checks: openid.AuthorizationCodeGrantChecks,
): Promise<Person> {
  const tokens = await openid.authorizationCodeGrant(config, returnedTo, { ...checks, idTokenExpected: true });
  const idClaims = tokens.claims()!;
  const more =
    config.serverMetadata().userinfo_endpoint === undefined
      ? {}
      : await openid.fetchUserInfo(config, tokens.access_token, idClaims.sub);
  const claims: Record<string, unknown> = { ...idClaims, ...more };
  // A subject is stored; an issuer that makes it a personal identity number is set up wrongly for this system.
  if (holdsPersonalNumber(idClaims.sub)) throw new Error('subject-is-a-personal-number');
  return {
    issuer: idClaims.iss,
    subject: idClaims.sub,
    name: nameFrom(claims),
    givenName: nameIn(claims, 'given_name'),
    familyName: nameIn(claims, 'family_name'),
    identity: identityFrom(claims),
    organisation: organisationFrom(claims),
    roles: rolesFrom(claims[issuer.rolesClaim]),
    idToken: holdsPersonalNumber(idClaims) ? null : (tokens.id_token ?? null),
  };
}

function nameFrom(claims: Readonly<Record<string, unknown>>): string {
  return nameIn(claims, 'name') || `${nameIn(claims, 'given_name')} ${nameIn(claims, 'family_name')}`.trim().slice(0, 200);
}

function nameIn(claims: Readonly<Record<string, unknown>>, name: string): string {
  const text = textOf(claims, name);
  return isPersonalNumber(text) ? '' : text.slice(0, 200);
}

/** The known roles of a claim; someone without any is a jobseeker. No one is given 'visitor': that is who has not signed in. */
export function rolesFrom(claim: unknown): readonly Role[] {
  const texts: unknown[] = typeof claim === 'string' ? claim.split(/[\s,]+/) : Array.isArray(claim) ? claim : [];
  const known = texts.filter((text): text is Role => typeof text === 'string' && isRole(text) && text !== 'visitor');
  return known.length === 0 ? [defaultRole] : [...new Set(known)];
}

function problemCode(error: unknown): keyof typeof signInProblem.kinds {
  if (error instanceof openid.AuthorizationResponseError) {
    if (error.error === 'access_denied') return 'sign-in-cancelled';
    return error.error === 'temporarily_unavailable' || error.error === 'server_error' ? 'issuer-unavailable' : 'sign-in-failed';
  }
  if (error instanceof openid.ResponseBodyError) return error.status >= 500 ? 'issuer-unavailable' : 'sign-in-failed';
  if (error instanceof openid.ClientError) {
    return error.code === 'OAUTH_TIMEOUT' || error.code === 'OAUTH_RESPONSE_IS_NOT_CONFORM'
      ? 'issuer-unavailable'
      : 'sign-in-failed';
  }
  return isNetworkFault(error) ? 'issuer-unavailable' : 'sign-in-failed';
}

/** fetch throws TypeError with the socket's error as its cause. */
function isNetworkFault(error: unknown): boolean {
  return error instanceof TypeError && error.cause instanceof Error;
}

function reasonOf(error: unknown): string {
  if (error instanceof openid.AuthorizationResponseError || error instanceof openid.ResponseBodyError) return error.error;
  if (!(error instanceof Error)) return 'unknown';
  if (isNetworkFault(error) && error.cause instanceof Error && 'code' in error.cause) return String(error.cause.code);
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.message;
}
