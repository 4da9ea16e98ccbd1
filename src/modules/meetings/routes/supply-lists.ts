/** Supply as lists: by place, officers, rooms, interpreters, with search and in parts. */
import { h } from 'preact';
import { z } from 'zod';
import { mayRun, type Role } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { translator } from '../../../platform/i18n/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import { spokenLanguages } from '../../people/index.ts';
import { addRoom } from '../add-room.ts';
import type { Meetings } from '../meetings.ts';
import { type Overview, OverviewPage, type SupplyFilter, type SupplyPart, supplyParts } from '../pages/supply/overview.tsx';
import { type PlaceName, placeNames } from '../pages/supply/words.tsx';
import { countInterpreters, listInterpreters } from '../store/interpreters.ts';
import { countOfficers, listOfficers } from '../store/officers.ts';
import { countRooms, listRooms } from '../store/rooms.ts';
import { supplyByPlace } from '../store/supply-counts.ts';

const readers = ['planner', 'analyst', 'administrator'] as const satisfies readonly Role[];
const pageSize = 50;

/** A field of a search form: left empty, it is not asked for. */
const asked = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((text) => (text === '' ? undefined : text), schema.optional());

const query = z.object({
  text: asked(
    z
      .string()
      .trim()
      .max(80)
      .regex(/^\P{Cc}*$/u, 'text on one line'),
  ),
  place: asked(z.uuid()),
  language: asked(z.string().regex(/^[a-z]{2,3}$/, 'a language code')),
  offset: asked(z.coerce.number().int().min(0).max(1_000_000)),
});

export function supplyLists(meetings: Meetings): Endpoint[] {
  return supplyParts.map((part) =>
    endpoint({
      method: 'GET',
      kind: 'page',
      url: part === 'places' ? '/supply' : `/supply/${part}`,
      access: readers,
      summary: `Supply: ${part}`,
      query,
      async handle(request, reply) {
        const { offset = 0, ...filter } = request.query;
        const on = today(meetings.house.clock);
        const register = meetings.register.current();
        const places = placeNames(register, on);
        const found = await read(meetings, part, filter, offset, places);
        const props: Overview = {
          part,
          filter,
          places,
          register,
          languages: spokenLanguages,
          offset,
          limit: pageSize,
          mayChange: mayRun(request.actor, addRoom),
          ...found,
        };
        const title = translator(request.language)(`meetings:staffSupply.${part === 'places' ? 'title' : `${part}.title`}`);
        return sendPage(reply, renderPage(request, { title, children: h(OverviewPage, props), wide: true }));
      },
    }),
  );
}

type Found = Pick<Overview, 'rows' | 'total' | 'generated'>;

async function read(
  { house }: Meetings,
  part: SupplyPart,
  { text, place, language }: SupplyFilter,
  offset: number,
  places: readonly PlaceName[],
): Promise<Found> {
  const on = today(house.clock);
  const paged = { offset, limit: pageSize };
  const placeIds = place === undefined ? undefined : [place];
  if (part === 'officers') {
    const filter = { on, text, language, placeIds };
    const officers = await listOfficers(house.db, filter, paged);
    return { rows: { officers }, total: await countOfficers(house.db, filter), generated: officers.some((one) => one.generated) };
  }
  if (part === 'rooms') {
    const filter = { on, text, placeIds };
    const rooms = await listRooms(house.db, filter, paged);
    return { rows: { rooms }, total: await countRooms(house.db, filter), generated: rooms.some((one) => one.generated) };
  }
  if (part === 'interpreters') {
    const filter = { on, text, language };
    const interpreters = await listInterpreters(house.db, filter, paged);
    const total = await countInterpreters(house.db, filter);
    return { rows: { interpreters }, total, generated: interpreters.some((one) => one.generated) };
  }
  const counts = new Map((await supplyByPlace(house.db, on)).map((one) => [one.placeId, one]));
  const none = { placeId: null, atHome: 0, visiting: 0, rooms: 0 };
  const wanted = (text ?? '').toLocaleLowerCase('sv');
  const all = places
    .filter(({ id, bookable }) => bookable || counts.has(id))
    .filter((one) => `${one.municipality} ${one.name}`.toLocaleLowerCase('sv').includes(wanted))
    .map((one) => ({ ...one, ...(counts.get(one.id) ?? none) }));
  return { rows: { places: all.slice(offset, offset + pageSize) }, total: all.length, generated: false };
}
