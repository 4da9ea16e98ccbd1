/** For tests of the picture and the search: supply and what takes it, each written as its own transaction with its change. */
import { sql } from 'kysely';
import type { TestHouse } from '../../../../test/database.ts';
import { instant, localTime, type PlainDate, plainDate } from '../../../platform/clock/index.ts';
import type { Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { type WeeklyHours, weekdays } from '../../network/index.ts';
import type { Channel } from '../kinds.ts';
import { writeChange } from '../store/change.ts';
import { insertInterpreter } from '../store/interpreters.ts';
import { insertOfficer } from '../store/officers.ts';
import { insertRoom } from '../store/rooms.ts';
import { replaceAttendance, replacePatterns } from '../store/timetable.ts';

export const officeHours: WeeklyHours = Object.fromEntries(weekdays.slice(0, 5).map((one) => [one, [['08:00', '16:30']]]));

const since = plainDate('2019-01-01');

export interface OfficerWish {
  home: Uuid | null;
  languages?: string[];
  competences?: string[];
  weekly?: WeeklyHours;
  role?: string;
  /** Where else, on which weekday (1 = Monday). */
  away?: { placeId: Uuid; weekday: number; from?: number; to?: number }[];
}

type House = Pick<TestHouse, 'db' | 'clock' | 'newId'>;

async function changing(
  house: House,
  kind: 'supply' | 'occupancy',
  resources: Uuid[],
  write: (tx: Transaction) => Promise<void>,
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    await write(tx);
    await writeChange(tx, { kind, resources, days: { first: null, last: null } }, house.clock.now());
  });
}

export async function addOfficer(house: House, wish: OfficerWish): Promise<Uuid> {
  const id = house.newId();
  const { home, languages = ['sv'], competences = [], weekly = officeHours, role = 'planning-officer', away = [] } = wish;
  await changing(house, 'supply', [id], async (tx) => {
    const facts = {
      accountId: null,
      name: 'Prov',
      role,
      homePlaceId: home,
      languages,
      competences,
      employedFrom: since,
      employedTo: null,
    };
    await insertOfficer(tx, id, facts);
    await replacePatterns(tx, id, [{ officerId: id, id: house.newId(), validFrom: since, validTo: null, weekly }]);
    const rows = away.map(({ placeId, weekday: on, from = 0, to = 1440 }) => ({ placeId, weekday: on, from, to }));
    await replaceAttendance(
      tx,
      id,
      rows.map((one) => ({ ...one, officerId: id, id: house.newId(), validFrom: since, validTo: null })),
    );
  });
  return id;
}

/** Other hours from now on; counts the version up. */
export async function setHours(house: House, officerId: Uuid, weekly: WeeklyHours): Promise<void> {
  await changing(house, 'supply', [officerId], async (tx) => {
    await sql`update meetings.officer set version = version + 1 where id = ${officerId}`.execute(tx);
    await replacePatterns(tx, officerId, [{ officerId, id: house.newId(), validFrom: since, validTo: null, weekly }]);
  });
}

export async function addRoom(
  house: House,
  placeId: Uuid,
  stepFree: 'yes' | 'no' | 'unknown' = 'unknown',
  seats = 3,
): Promise<Uuid> {
  const id = house.newId();
  await changing(house, 'supply', [id], (tx) =>
    insertRoom(tx, id, { placeId, name: `Rum ${id}`, seats, stepFree, validFrom: since, validTo: null }),
  );
  return id;
}

export async function addInterpreter(
  house: House,
  language: string,
  channels: Channel[],
  municipalityCode: string | null = null,
): Promise<Uuid> {
  const id = house.newId();
  const withinMinutes = municipalityCode === null ? null : 60;
  await changing(house, 'supply', [id], (tx) =>
    insertInterpreter(tx, id, {
      name: 'Prov',
      languages: [language],
      channels,
      weekly: officeHours,
      municipalityCode,
      withinMinutes,
      validFrom: since,
      validTo: null,
    }),
  );
  return id;
}

export interface Taking {
  start: string;
  end: string;
  why?: 'meeting' | 'hold' | 'leave' | 'travel';
  until?: string;
  /** false: not told; as if someone wrote past the program. */
  told?: boolean;
}

/** Takes a time of resources in a transaction that may be held open. */
export async function occupyIn(
  tx: Transaction,
  house: House,
  resources: Uuid[],
  { start, end, why = 'meeting', until, told = true }: Taking,
): Promise<Uuid> {
  const of = house.newId();
  for (const id of resources) {
    await sql`
      insert into meetings.occupancy (resource_id, id, during, why, of, until)
      values (${id}, ${house.newId()}, tstzrange(${start}, ${end}), ${why}, ${of}, ${until ?? null}::timestamptz)`.execute(tx);
  }
  const days = { first: localTime(instant(start)).date, last: localTime(instant(end)).date };
  if (told) await writeChange(tx, { kind: 'occupancy', resources, days }, house.clock.now());
  return of;
}

export function occupy(house: House, resources: Uuid[], taking: Taking): Promise<Uuid> {
  return house.db.transaction().execute((tx) => occupyIn(tx, house, resources, taking));
}

export async function free(
  house: House,
  resources: Uuid[],
  of: Uuid,
  days: { first: PlainDate; last: PlainDate },
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    await sql`delete from meetings.occupancy where of = ${of}`.execute(tx);
    await writeChange(tx, { kind: 'occupancy', resources, days }, house.clock.now());
  });
}
