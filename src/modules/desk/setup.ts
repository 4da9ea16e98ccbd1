/** What the set-up pages show: which places have a desk, and all that is set up at one. */
import { accountsWithRole, type Actor, type House } from '../../platform/auth/index.ts';
import { type PlainDate, today } from '../../platform/clock/index.ts';
import { parseUuid, type Uuid } from '../../platform/ids/index.ts';
import { byName } from '../../platform/text/index.ts';
import {
  findPlace,
  listAgreements,
  listPlaceStaff,
  listPresence,
  type PlaceStaff,
  type Presence,
  type ServiceAgreement,
} from '../network/index.ts';
import { type Desk, requireDesk } from './access.ts';
import { deskProblem } from './problems.ts';
import { type Device, listDevices } from './store/devices.ts';
import { type Counter, countLines, type DeskService, listCounters, listServices } from './store/services.ts';
import { listTopics, type Topic } from './store/topics.ts';

export const deskStates = ['all', 'agreement', 'no-agreement', 'desk', 'no-desk'] as const;
export type DeskState = (typeof deskStates)[number];

export interface ListedDesk {
  placeId: string;
  name: string;
  municipality: string;
  kind: Presence['kind'];
  /** Authorities with an agreement in force. */
  agencies: string[];
  services: number;
  counters: number;
  staff: number;
}

/**
 * Service offices that are open today, and other places with a desk or an agreement; a search finds the others too. Those with an
 * agreement come first, then by name.
 */
export async function listedDesks({ db, clock }: House, filter: { text: string; state: DeskState }): Promise<ListedDesk[]> {
  const on = today(clock);
  const agreed = Map.groupBy(await listAgreements(db, { on }), ({ placeId }) => placeId);
  const staffed = Map.groupBy(await listPlaceStaff(db, { on }), ({ placeId }) => placeId);
  const lines = new Map((await countLines(db)).map((one) => [one.placeId as string, one]));
  const open = new Map((await listPresence(db, { on })).toReversed().map((one) => [one.placeId, one]));
  const all = [...open.values()].map((one): ListedDesk => {
    const { placeId, placeName: name, municipality, kind } = one;
    const { services = 0, counters = 0 } = lines.get(placeId) ?? {};
    const agencies = (agreed.get(placeId as Uuid) ?? []).map(({ agency }) => agency);
    return { placeId, name, municipality, kind, agencies, services, counters, staff: staffed.get(placeId as Uuid)?.length ?? 0 };
  });
  const wanted = filter.text.trim().toLocaleLowerCase('sv');
  return all
    .filter(({ kind, services, agencies }) => kind === 'service_office' || services + agencies.length > 0 || wanted !== '')
    .filter(({ name, municipality }) => `${name} ${municipality}`.toLocaleLowerCase('sv').includes(wanted))
    .filter((one) => isIn(one, filter.state))
    .toSorted(byName)
    .toSorted((a, b) => Number(b.agencies.length > 0) - Number(a.agencies.length > 0));
}

function isIn({ kind, agencies, services }: ListedDesk, state: DeskState): boolean {
  if (state === 'agreement') return agencies.length > 0;
  if (state === 'no-agreement') return agencies.length === 0 && kind === 'service_office';
  if (state === 'desk') return services > 0;
  return state === 'all' || services === 0;
}

export interface DeskSetup {
  desk: Desk;
  place: { id: string; code: string; name: string; municipality: string };
  /** What is open there today, by kind. */
  kinds: Presence['kind'][];
  today: PlainDate;
  agreements: ServiceAgreement[];
  staff: (PlaceStaff & { name: string })[];
  services: DeskService[];
  counters: Counter[];
  devices: Device[];
  topics: Topic[];
  /** Who can be placed at a desk. */
  officers: { accountId: Uuid; name: string }[];
}

/** Everything at one desk, for its manager and those who look after all. Throws desk-unknown and desk-position. */
export async function deskSetup({ db, clock }: House, actor: Actor, placeId: string): Promise<DeskSetup> {
  const on = today(clock);
  const desk = await requireDesk(db, actor, placeId, on, ['manager']);
  const place = await findPlace(db, desk.placeId);
  if (place === null) throw deskProblem('desk-unknown');
  const officers = await accountsWithRole(db, ['desk-officer']);
  const names = new Map<string, string>(officers.map(({ accountId, name }) => [accountId, name]));
  const staff = (await listPlaceStaff(db, { placeId: desk.placeId })).filter(({ to }) => to === null || to >= on);
  return {
    desk,
    place,
    kinds: (await listPresence(db, { placeId: desk.placeId, on })).map(({ kind }) => kind),
    today: on,
    agreements: await listAgreements(db, { placeId: desk.placeId }),
    staff: staff.map((one) => ({ ...one, name: names.get(one.accountId) ?? '–' })),
    services: await listServices(db, desk.placeId),
    counters: await listCounters(db, desk.placeId),
    devices: await listDevices(db, desk.placeId),
    topics: await listTopics(db, on),
    officers,
  };
}

/** The id of something in an address; throws the problem when it is none. */
export function idIn(text: string | undefined, unknown: Parameters<typeof deskProblem>[0]): Uuid {
  const id = parseUuid(text ?? '');
  if (id === null) throw deskProblem(unknown);
  return id;
}
