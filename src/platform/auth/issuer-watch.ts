import { Problem } from '../problem/index.ts';
import type { IssuerClient } from './issuer.ts';

/**
 * The same client, telling `onIssuer` what each sign-in shows of the issuer: false when it does not answer, true when
 * someone came all the way through. An address to send the browser to shows nothing: it is made without asking again.
 */
export function watched(client: IssuerClient, onIssuer: (available: boolean) => void): IssuerClient {
  const telling = async <T>(asked: Promise<T>): Promise<T> => {
    try {
      return await asked;
    } catch (error) {
      if (error instanceof Problem && error.code === 'issuer-unavailable') onIssuer(false);
      throw error;
    }
  };
  return {
    ...client,
    authorizationUrl: (flow) => telling(client.authorizationUrl(flow)),
    async redeem(returnedTo, flow) {
      const person = await telling(client.redeem(returnedTo, flow));
      onIssuer(true);
      return person;
    },
  };
}
