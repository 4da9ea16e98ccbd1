/** What one recipient's letter says: the notice's text with that recipient's own places, days and journeys, in Swedish. */
import { formats, translator } from '../../../platform/i18n/index.ts';
import type { NoticeGroup } from '../rules/notice-recipients.ts';
import { kindOf } from './bodies.ts';
import { type Matter, type MatterPlace, type Nearest, placeNamed } from './matters.ts';
import { fillTemplate } from './template.ts';
import '../texts.ts';

export interface Wording {
  title: string;
  words: string;
  replyTo: string | null;
  replyBy: string | null;
  /** Null while the notice is a draft. */
  number: string | null;
}

export interface Recipient {
  key: string;
  name: string;
  /** Empty for an organisation that was chosen. */
  why: readonly NoticeGroup[];
}

const t = translator('sv');
const { date, number } = formats('sv');
const said = (key: string, params: Record<string, string> = {}): string => t(`contact:staffNotices.letter.${key}`, params);

/** One letter. A municipality reads of its own places, a region and a county board of their county's, an organisation of all. */
export function letterWords(
  notice: Wording,
  matters: readonly Matter[],
  { key, name }: Recipient,
): { subject: string; words: string } {
  const isOwn = ownPart(key);
  const places = matters
    .flatMap((matter) => matter.places.map((place) => ({ place, matter })))
    .filter(({ place }) => codesOf(place).some(isOwn));
  const journeys = places.flatMap(({ place }) =>
    place.nearest.filter(({ municipalityCode }) => isOwn(municipalityCode)).map((one) => ({ one, place })),
  );
  const decided = [...new Set(matters.flatMap(({ decidedOn }) => (decidedOn === null ? [] : [decidedOn])))].toSorted();
  const values = {
    mottagare: name,
    beslutsdag: decided.length === 0 ? said('noDay') : decided.map(date).join(', '),
    antal_platser: number(places.length),
    platser: places.map(({ place, matter }) => placeLine(place, matter.isSourced)).join('\n'),
    restider: journeyLines(journeys),
    diarienummer: notice.number ?? said('numberToCome'),
    svara_till: notice.replyTo ?? '',
    svara_senast: notice.replyBy === null ? '' : date(notice.replyBy),
  };
  const subject = fillTemplate(notice.title, values).replaceAll(/\s*\n\s*/g, ' ');
  return { subject, words: fillTemplate(notice.words, values) };
}

function ownPart(key: string): (municipalityCode: string) => boolean {
  const code = key.split(':')[1]!;
  if (kindOf(key) === 'municipality') return (one) => one === code;
  if (kindOf(key) === 'region' || kindOf(key) === 'county-board') return (one) => one.startsWith(code);
  return () => true;
}

const codesOf = ({ municipalityCode, nearest, referredTo }: MatterPlace): string[] => [
  municipalityCode,
  ...nearest.map((one) => one.municipalityCode),
  ...(referredTo === null ? [] : [referredTo.municipalityCode]),
];

function placeLine(place: MatterPlace, isSourced: boolean): string {
  const name = placeNamed(place.name, place.municipality);
  const what =
    place.lastDay === null
      ? said('stays', { name })
      : said('closes', { name, date: date(place.lastDay), instead: insteadOf(place) });
  return `– ${what}${isSourced ? '' : ` ${said('reconstructed')}`}`;
}

function insteadOf({ referredTo }: MatterPlace): string {
  if (referredTo === null) return '';
  const name = placeNamed(referredTo.name, referredTo.municipality);
  const { kind, from } = referredTo;
  const since = from === null ? '' : ` ${from === 'none' ? said('since.none') : said('since.day', { date: date(from) })}`;
  return ` ${said(`instead.${kind}`, { name })}${since}`;
}

function journeyLines(journeys: readonly { one: MatterPlace['nearest'][number]; place: MatterPlace }[]): string {
  if (journeys.length === 0) return said('noJourneys');
  const where = ({ place, minutes }: Nearest): string => said('where', { place, minutes: number(minutes) });
  const lines = journeys.map(({ one, place }) => {
    const params = { municipality: one.municipality, date: date(place.lastDay!), before: where(one.before) };
    return `– ${one.after === null ? said('journeyNowhere', params) : said('journey', { ...params, after: where(one.after) })}`;
  });
  const isEstimate = journeys.some(({ one }) => one.before.isEstimate || one.after?.isEstimate === true);
  return [...lines, said(isEstimate ? 'fromSeatEstimate' : 'fromSeat')].join('\n');
}
