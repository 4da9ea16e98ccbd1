/**
 * Only our own pages may send forms in a signed-in person's name (OWASP CSRF prevention: synchronizer token, with the
 * browser's own word of where the form came from as a second wall).
 */
import { sameSecret } from './sessions.ts';

export interface SentForm {
  /** The form field `_csrf` or the header x-csrf-token. */
  token: string | undefined;
  /** The headers of those names. */
  secFetchSite: string | undefined;
  origin: string | undefined;
}

/** True when the form came from a page of this site that was made for this session. */
export function isOwnForm(sent: SentForm, csrf: string, publicUrl: string): boolean {
  return comesFromHere(sent, publicUrl) && sent.token !== undefined && sameSecret(sent.token, csrf);
}

/**
 * True when nothing says that the form came from elsewhere. Browsers since 2020–2023 say it in Sec-Fetch-Site. Origin is asked only in older ones, and may then be "null" on our own
 * forms because the site sends no referrer (Fetch standard, "append a request Origin header"): there the token decides alone.
 */
export function comesFromHere(sent: SentForm, publicUrl: string): boolean {
  if (sent.secFetchSite !== undefined) return sent.secFetchSite === 'same-origin' || sent.secFetchSite === 'none';
  return sent.origin === undefined || sent.origin === 'null' || sent.origin === new URL(publicUrl).origin;
}

/** The token in a body that has been read but not yet checked; takes it out, so that strict schemas do not meet it. */
export function takeToken(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('_csrf' in body)) return undefined;
  const token = body._csrf;
  delete body._csrf;
  return typeof token === 'string' ? token : undefined;
}
