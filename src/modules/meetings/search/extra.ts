/** Where an extra meeting would stand beside another: at times that are offered, whoever is met then already. */
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import type { Register } from '../../network/index.ts';
import type { Candidate, Wanted } from '../free-times.ts';
import { countBits, wordBits, wordsADay } from '../picture/bits.ts';
import { dayNumber, instantsOf, quartersADay } from '../picture/days.ts';
import { type Picture, showsDay, slotOf } from '../picture/picture.ts';
import { crewFor, type Option, type Plan, planOf, startsOn } from './plan.ts';
import { isFree, type Need } from './starts.ts';

export interface Extra {
  start: Instant;
  quarter: number;
  /** How many of those who could hold it meet someone then. */
  met: number;
  /** Who could, the one with least to do that day first. */
  candidates: Candidate[];
}

/** Every time of a day at which someone who works then could hold one more; a room and an interpreter must be free. */
export function extraTimes(picture: Picture, register: Register, wanted: Wanted, date: PlainDate): Extra[] {
  const day = dayNumber(date);
  if (!showsDay(picture, day)) return [];
  const here = { ...wanted, from: null, until: null, ignoreWindow: true };
  const plan = planOf(picture, register, here, crewFor(picture, here), { taken: true });
  const found: Extra[] = [];
  for (const loose of plan.options) {
    const option = { ...loose, room: counting(loose.room), interpreter: counting(loose.interpreter) };
    const starts = new Uint32Array(wordsADay);
    if (!startsOn(plan, option, day, starts)) continue;
    for (let quarter = 0; quarter < quartersADay; quarter += 1) {
      if ((starts[Math.floor(quarter / wordBits)]! & (1 << (quarter % wordBits))) === 0) continue;
      found.push(extraAt(plan, option, day, quarter));
    }
  }
  return found.filter(({ candidates }) => candidates.length > 0);
}

/** What can be there once only. */
const counting = (need: Need | null): Need | null => (need === null ? null : { ...need, counted: -1 });

function extraAt({ picture, length }: Plan, option: Option, day: number, quarter: number): Extra {
  const { officers, rooms, interpreters } = picture;
  const slot = slotOf(day);
  const suiting = (need: Need): number[] =>
    [...need.rows].filter((row) => isFree(need, row, slot, quarter, length)).map((row) => need.takenRow[row]!);
  const isHere = (number: number): boolean => officers.away[slot * officers.taken.rows + number] === 0;
  const present = suiting(option.officers).filter(isHere);
  const free = new Set(suiting({ ...option.officers, counted: -1 }));
  const load = (number: number): number => countBits(officers.taken, slot, number);
  const room = option.room === null ? null : rooms.rows[suiting(option.room)[0]!]!;
  const interpreter = option.interpreter === null ? null : interpreters.rows[suiting(option.interpreter)[0]!]!;
  const candidates = present
    .toSorted((a, b) => load(a) - load(b))
    .slice(0, 5)
    .map((number) => {
      const officer = officers.rows[number]!;
      const all = [officer, ...(room === null ? [] : [room]), ...(interpreter === null ? [] : [interpreter])];
      const versions = Object.fromEntries(all.map(({ id, version }) => [id, version]));
      return { officerIds: [officer.id], roomId: room?.id ?? null, interpreterId: interpreter?.id ?? null, versions };
    });
  return { start: instantsOf(day)[quarter]!, quarter, met: present.filter((number) => !free.has(number)).length, candidates };
}
