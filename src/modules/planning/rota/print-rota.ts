/** `narvaro plan rota`: a travel-in rota as the page would find it, with proof or its gap; nothing is written. */
import { parseArgs } from 'node:util';
import { stringify } from 'csv-stringify/sync';
import type { House } from '../../../platform/auth/index.ts';
import { type Register, registerNow, weekdays } from '../../network/index.ts';
import { type ChoosablePlace, choosableIn } from './choosable.ts';
import { aims, type RotaPromise } from './problem.ts';
import { asked, proposeRota } from './propose-rota.ts';
import { rotaColumns, rotaNames, rotaRows } from './rota-table.ts';
import { rotaText } from './rota-text.ts';

interface Io {
  house: House;
  out(line: string): void;
  err(line: string): void;
}

const usage =
  'narvaro plan rota --from DAY [--to DAY] --place CODE[:DAYS[:OFFICERS[:LANGUAGES[:COMPETENCES]]]] … [--officer ID …]\n' +
  '                  --minutes-per-day N --days-per-week N [--minutes-per-week N] [--spread N] [--aim short|even]\n' +
  '                  [--format text|json|csv]      DAYS as tue,thu';
const formats = ['text', 'json', 'csv'] as const;

/** Exit code 0 (all that is promised is kept), 1 (it is not, or the rota is refused) or 2 (not understood). */
export async function printRota(args: readonly string[], { house, out, err }: Io): Promise<number> {
  const register = await registerNow(house.db, house.clock);
  const read = await readArguments(args, house, register);
  if ('fault' in read) {
    err(`${read.fault}\n${usage}`);
    return 2;
  }
  const found = await proposeRota(house.db, register, read.question, null);
  const names = await rotaNames(house.db, register, found);
  const rows = rotaRows(found, names, register);
  if (read.format === 'json') out(JSON.stringify({ ...found, rows }, null, 2));
  else if (read.format === 'csv') out(stringify(rows, { header: true, columns: rotaColumns }).trimEnd());
  else for (const line of rotaText(found, names)) out(line);
  return [found, ...found.weeks].every(({ answer }) => answer.unmet.length === 0) ? 0 : 1;
}

type Read = { question: (typeof asked)['_output']; format: (typeof formats)[number] } | { fault: string };

async function readArguments(args: readonly string[], house: House, register: Register): Promise<Read> {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({
      args: [...args],
      options: {
        from: text,
        to: text,
        place: { ...text, multiple: true },
        officer: { ...text, multiple: true },
        'minutes-per-day': text,
        'days-per-week': text,
        'minutes-per-week': text,
        spread: text,
        aim: { ...text, default: aims[0] },
        format: { ...text, default: 'text' },
      },
    });
    const format = formats.find((one) => one === values.format);
    if (format === undefined) throw new Error(`--format ${values.format}: one of ${formats.join(', ')}`);
    const number = (value: string | undefined) => (value === undefined ? null : Number(value));
    const on = asked.shape.validFrom.safeParse(values.from);
    if (!on.success) throw new Error('--from: a day, YYYY-MM-DD');
    const { place: codes = [] } = values;
    const counties = codes.map((code) => countyOf(register, code.split(':')[0]!));
    const choosable = await choosableIn(house.db, register, { on: on.data, counties });
    const question = asked.safeParse({
      validFrom: on.data,
      validTo: values.to ?? null,
      promises: codes.flatMap((code) => promisesOf(choosable.places, code)),
      officerIds: values.officer ?? choosable.officers.map(({ officer }) => officer.id),
      limits: {
        minutesPerDay: number(values['minutes-per-day']),
        daysPerWeek: number(values['days-per-week']),
        minutesPerWeek: number(values['minutes-per-week']),
        spread: number(values.spread),
      },
      aim: values.aim,
    });
    if (question.success) return { question: question.data, format };
    throw new Error(question.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

function countyOf(register: Register, code: string): string {
  const known = register.places.find(({ place }) => place.code === code);
  if (known === undefined) throw new Error(`--place ${code}: the register has no such place`);
  return register.municipalities.get(known.place.municipalityCode)?.countyCode ?? '';
}

/** Days that are not given are those of the place's opening hours, else those on which an officer is there now, as on the page. */
function promisesOf(places: readonly ChoosablePlace[], text: string): RotaPromise[] {
  const [code = '', days = '', officers = '1', languages = '', competences = ''] = text.split(':');
  const known = places.find(({ place }) => place.code === code);
  if (known === undefined) throw new Error(`--place ${code}: no staff travel there on the first day`);
  const listOf = (list: string): string[] => list.split(',').filter((one) => one !== '');
  const given = listOf(days).map((one) => weekdays.findIndex((name) => name === one) + 1);
  if (given.includes(0)) throw new Error(`--place ${text}: days as ${weekdays.join(',')}`);
  const open = known.weekdays.length > 0 ? known.weekdays : known.attended;
  const chosen = given.length > 0 ? given : open;
  if (chosen.length === 0) throw new Error(`--place ${code}: the register does not say which days; give them as ${code}:tue,thu`);
  return [...new Set(chosen)].map((weekday) => ({
    placeId: known.place.id,
    weekday,
    officers: Number(officers),
    languages: listOf(languages),
    competences: listOf(competences),
  }));
}
