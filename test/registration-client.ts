/** People at the registration's pages, as a browser sends them, over the service's front door. */
import { expect } from 'vitest';
import type { Service } from '../src/app/server.ts';
import { startDeciding } from '../src/modules/cases/fixtures.ts';
import { typedRegistration } from '../src/modules/cases/registration/fixtures.ts';
import { stepIds } from '../src/modules/cases/registration/index.ts';
import { newNumber, signIn, type SignsIn } from '../src/modules/people/fixtures.ts';
import type { SignedIn } from '../src/platform/auth/index.ts';
import type { Uuid } from '../src/platform/ids/index.ts';
import { testHouse, type TestHouse } from './database.ts';
import { type Client, clientOf, hidden, type Page, textOf } from './planner-client.ts';
import { testService } from './service.ts';

/** Every step as it is typed. */
export const typed = typedRegistration();
export const base = '/my/registration';

export interface AtThePages {
  actor: SignedIn['actor'];
  headers: SignedIn['headers'];
  as: Client;
}

export interface Site {
  house: TestHouse;
  server: Service['server'];
  /** A new jobseeker. */
  newcomer(name: string): Promise<AtThePages & { personId: Uuid; number: string }>;
  /** Signed in as the service does it. */
  signedInAs(who: SignsIn): Promise<AtThePages>;
}

/** The country, the service, and the rule that decides by itself started; every decision is drawn for a human. */
export async function registrationSite(): Promise<Site> {
  const house = await testHouse('country');
  const { server } = await testService(house);
  await startDeciding(house);
  const enter = async (who: SignsIn) => {
    const { headers, actor, personId } = await signIn(house, who);
    // What signIn gives has both headers of a session.
    const session = headers as SignedIn['headers'];
    const as = clientOf(server, { actor, headers: session, csrf: session['x-csrf-token'] });
    return { actor, personId, headers: session, as };
  };
  return {
    house,
    server,
    signedInAs: enter,
    async newcomer(name) {
      const number = newNumber(house, '19900310');
      const entered = await enter({ name, identity: { personalNumber: number } });
      return { ...entered, personId: entered.personId!, number };
    },
  };
}

/** Fills in the pages up to and with a step; gives the page after it. */
export async function upTo(
  as: Client,
  last: string,
  over: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {},
): Promise<Page> {
  await as.post(base, {});
  let next = 'protection';
  for (let count = 0; count < stepIds.length; count += 1) {
    const page = await as.get(`${base}/${next}`);
    const fields = { ...typed[next as 'permit'], ...over[next], _version: hidden(page, '_version') };
    const sent = await as.post(`${base}/${next}`, fields);
    expect(sent.status, `${next}: ${textOf(sent)}`).toBe(303);
    const here = next;
    next = sent.location.split('/').at(-1)!;
    if (here === last) break;
  }
  return as.get(`${base}/${next}`);
}

/** Sends in what stands on the page with all answers. */
export function sendIn(as: Client, check: Page, more: Record<string, string> = { declared: 'yes' }): Promise<Page> {
  const fields = {
    _draft: hidden(check, '_draft'),
    _version: hidden(check, '_version'),
    _requestId: hidden(check, '_requestId'),
  };
  return as.post(`${base}/check`, { ...fields, ...more });
}
