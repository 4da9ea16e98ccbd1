/** A person's own data: all of it as it is stored, and what is needed to read it as a document. */
import type { Actor, House } from '../../platform/auth/index.ts';
import { type Instant, today } from '../../platform/clock/index.ts';
import type { Language } from '../../platform/i18n/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import {
  everythingAbout as everythingInPeople,
  type Holding,
  listActs,
  listSupportNeeds,
  mandatesOf,
  personView,
  readersOf,
} from '../people/index.ts';
import { listDecisions } from './store/decision.ts';
import { everythingAbout } from './store/own-data.ts';
import { listPlans } from './store/plan.ts';
import { listRegistrations } from './store/registration.ts';
import { listReports } from './store/report.ts';

export interface OwnData {
  madeAt: Instant;
  people: Record<string, Record<string, unknown>[]>;
  cases: Record<string, Record<string, unknown>[]>;
  /** Each module to the right that holds something. */
  [module: string]: Instant | Record<string, Record<string, unknown>[]>;
}

/** Every row about the person, by module and table, with the tables' own names (GDPR art. 15 and 20). */
export async function ownData({ db, clock }: House, holdings: readonly Holding[], personId: Uuid): Promise<OwnData> {
  const others: Record<string, Record<string, Record<string, unknown>[]>> = {};
  for (const { module, everythingAbout: all } of holdings) others[module] = await all(db, personId);
  const own = { people: await everythingInPeople(db, personId), cases: await everythingAbout(db, personId) };
  return { madeAt: clock.now(), ...own, ...others };
}

export type ReadableData = NonNullable<Awaited<ReturnType<typeof readableData>>>;

/** The same, read by meaning; null when the viewer may not know of the person. */
export async function readableData(
  house: House,
  { holdings, language }: { holdings: readonly Holding[]; language: Language },
  viewer: Actor,
  personId: Uuid,
) {
  const { db, clock } = house;
  const person = await personView(house, viewer, personId);
  if (person === null) return null;
  const registrations = await listRegistrations(db, personId);
  return {
    madeAt: clock.now(),
    person,
    needs: await listSupportNeeds(db, personId),
    mandates: await mandatesOf(db, { personId, isProtected: person.protection !== 'none' }, today(clock)),
    registrations: await Promise.all(
      registrations.map(async (registration) => ({
        registration,
        decisions: (await listDecisions(db, personId, registration.id)).filter(({ toldAt }) => toldAt !== null),
      })),
    ),
    plans: (await listPlans(db, personId)).filter(({ state }) => state !== 'draft'),
    reports: await listReports(db, personId),
    acts: await listActs(db, personId),
    readers: await readersOf(db, personId),
    others: (await Promise.all(holdings.map((one) => one.sections(db, personId, language)))).flat(),
  };
}
