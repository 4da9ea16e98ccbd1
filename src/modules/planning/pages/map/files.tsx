/** A plan as files: what it rests on goes with each of them. */
import sharp from 'sharp';
import { type ArticleBlock, articlePdf } from '../../../../platform/document/index.ts';
import { formats, type Language, languageFacts, translator } from '../../../../platform/i18n/index.ts';
import { renderSvg } from '../../../../ui/index.ts';
import { outlinesOf } from '../../../insight/index.ts';
import type { KnownPlace } from '../../../network/index.ts';
import type { MapAnswer } from '../../map/answer.ts';
import { changed, type Difference, differenceOf } from '../../scenarios/compare.ts';
import type { Municipalities } from '../result-parts.tsx';
import { type Names, wordsOf } from '../words.tsx';
import { PlanMap, reachClasses, reachClassOf, symbolLegend } from './plan-map.tsx';
import { shownPlaces } from './shown-places.ts';
import { aimValue, conditionWords, costWords, mapWordsOf, proofWords } from './words.ts';

export interface PlanFileOf {
  answer: MapAnswer;
  places: readonly KnownPlace[];
  municipalities: Municipalities;
  names: Names;
  registerVersion: number;
  /** The plan's own address. */
  address: string;
  language: Language;
}

const minutesText = (language: Language, minutes: number | null): string => {
  const say = wordsOf(translator(language));
  return minutes === null ? say('noWay') : say('minutes', { minutes: formats(language).decimal(minutes) });
};

/** The map with its legend. */
export function planSvg({ answer, places, municipalities, language }: PlanFileOf): string {
  const t = translator(language);
  const say = mapWordsOf(t);
  const text = (one: number | null): string => minutesText(language, one);
  return renderSvg(
    <PlanMap
      title={say('mapTitle')}
      rows={answer.result.municipalities}
      places={shownPlaces(answer, places, t, null)}
      areaText={({ code, before, after }) =>
        say('areaText', { name: municipalities.get(code)?.name ?? code, before: text(before), after: text(after) })
      }
      classText={(one) => say(`reach.${one}`)}
      legend={symbolLegend(
        (kind) => t(`network:planner.kind.${kind}`),
        (state) => say(`state.${state}`),
      )}
    />,
  );
}

/** The same as points, twice as large as it is drawn. */
export function planPng(file: PlanFileOf): Promise<Buffer> {
  return sharp(Buffer.from(planSvg(file)), { density: 144 })
    .png({ compressionLevel: 9 })
    .toBuffer();
}

export const csvColumns = [
  'on',
  'register_version',
  'municipality',
  'name',
  'registered_unemployed',
  'minutes_before',
  'minutes_after',
  'place_before',
  'place_after',
  'travel_time',
  'evidence',
] as const;

/** A row for each municipality; minutes empty where no way is known. */
export function csvRows({
  answer,
  municipalities,
  names,
  registerVersion,
}: PlanFileOf): Record<string, string | number | null>[] {
  const { result } = answer;
  const sources = Object.entries(result.sources).flatMap(([source, count]) => (count > 0 ? [source] : []));
  const place = (id: string | null): string => (id === null ? '' : names.place(id));
  return result.municipalities.map(({ code, weight, before, after, beforePlace, afterPlace }) => ({
    on: result.on,
    register_version: registerVersion,
    municipality: code,
    name: municipalities.get(code)?.name ?? code,
    registered_unemployed: weight,
    minutes_before: before,
    minutes_after: after,
    place_before: place(beforePlace),
    place_after: place(afterPlace),
    travel_time: sources.join('|'),
    evidence: result.isReconstructed ? 'partly reconstructed' : 'recorded',
  }));
}

/** Municipalities as areas and places as points (RFC 7946), with what the plan makes of each. */
export function planGeoJson({ answer, places, municipalities, language, registerVersion, address }: PlanFileOf): string {
  const { result, proof } = answer;
  const rows = new Map(result.municipalities.map((one) => [one.code, one]));
  const areas = outlinesOf('municipality').flatMap(({ id, geometry }) => {
    const row = rows.get(id);
    if (row === undefined) return [];
    const properties = {
      type: 'municipality',
      code: id,
      name: municipalities.get(id)?.name ?? id,
      registeredUnemployed: row.weight,
      minutesBefore: row.before,
      minutesAfter: row.after,
      class: reachClassOf(row.after),
    };
    return [{ type: 'Feature', geometry, properties }];
  });
  const points = shownPlaces(answer, places, translator(language), null)
    .filter(({ state }) => state !== 'nothing')
    .map(({ code, name, longitude, latitude, state, kind }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
      properties: { type: 'place', code, name, kind, state },
    }));
  const about = {
    on: result.on,
    registerVersion,
    sources: result.sources,
    isReconstructed: result.isReconstructed,
    proof,
    address,
  };
  return JSON.stringify({ type: 'FeatureCollection', about, features: [...areas, ...points] });
}

/** What is asked, what it rests on, what it does to people, the map and what changes. */
export function planPdf(file: PlanFileOf): Promise<Buffer> {
  const { answer, language, registerVersion } = file;
  const say = mapWordsOf(translator(language));
  return articlePdf({
    title: say('brief.title'),
    lang: languageFacts[language].tag,
    lead: [say('brief.lead', { day: answer.question.on, version: registerVersion })],
    blocks: [...assumptions(file), ...outcome(file), picture(file), ...changeBlocks(file)],
    notes: null,
  });
}

const paragraph = (text: string): ArticleBlock => ({ kind: 'paragraph', runs: [{ text }] });
const heading = (text: string): ArticleBlock => ({ kind: 'heading', level: 2, runs: [{ text }] });

function assumptions({ answer, language, address }: PlanFileOf): ArticleBlock[] {
  const t = translator(language);
  const [say, words] = [mapWordsOf(t), wordsOf(t)];
  const { question, result } = answer;
  const bounds = conditionWords(language, answer);
  const costs = costWords(language, answer);
  const { estimate, imported, routed } = result.sources;
  const asked = {
    ask: say(`asks.${question.ask}`).toLowerCase(),
    aim: say(`aims.${question.aim}`),
    limit: question.limit,
    kind: t(`network:planner.kind.${question.kind}`).toLowerCase(),
  };
  return [
    heading(say('brief.assumptions')),
    paragraph(say('brief.asked', asked)),
    paragraph(bounds.length === 0 ? say('brief.noBounds') : say('brief.bounds', { bounds: bounds.join('; ') })),
    ...(costs === null ? [] : [paragraph(costs)]),
    paragraph(words('howCountedText')),
    paragraph(words('sources', { estimate, imported, routed })),
    ...(result.isReconstructed ? [paragraph(words('reconstructed'))] : []),
    { kind: 'paragraph', runs: [{ text: address, href: address }] },
  ];
}

/** So many are named in a brief. */
const mostNamed = 30;

/** Those who get farther, by name, the greatest change first. */
function losers(
  { language, municipalities }: Pick<PlanFileOf, 'language' | 'municipalities'>,
  rows: readonly Difference[],
): ArticleBlock[] {
  const words = wordsOf(translator(language));
  const { number } = formats(language);
  const worse = changed(rows, 1);
  if (worse.length === 0) return [];
  const title = words('worse');
  const caption = worse.length > mostNamed ? words('mostOf', { title, most: number(mostNamed), n: number(worse.length) }) : title;
  const columns = [
    { name: words('municipality'), isNumeric: false },
    ...['before', 'after', 'weight'].map((key) => ({ name: words(key), isNumeric: true })),
  ];
  const cells = worse
    .slice(0, mostNamed)
    .map(({ code, from, to, weight }) => [
      municipalities.get(code)?.name ?? code,
      minutesText(language, from),
      minutesText(language, to),
      number(Math.round(weight)),
    ]);
  return [{ kind: 'table', table: { caption, columns, rows: cells } }];
}

function outcome({ answer, language, municipalities }: PlanFileOf): ArticleBlock[] {
  const t = translator(language);
  const [say, words] = [mapWordsOf(t), wordsOf(t)];
  const { number } = formats(language);
  const { result, proof, question } = answer;
  const text = (one: number | null | undefined): string => minutesText(language, one ?? null);
  const rows = result.municipalities.map(({ code, weight, before, after }) => ({ code, weight, from: before, to: after }));
  const { worse, better } = differenceOf(rows);
  const inClass = (side: 'before' | 'after', id: string): string =>
    number(Math.round(result.municipalities.reduce((sum, one) => sum + (reachClassOf(one[side]) === id ? one.weight : 0), 0)));
  const measures = (['mean', 'p50', 'p95', 'max'] as const).map((key) => [
    words(`measure.${key}`),
    text(result.measures.before?.[key]),
    text(result.measures.after?.[key]),
  ]);
  const columns = [
    { name: words('measureName'), isNumeric: false, width: 2 },
    { name: words('before'), isNumeric: true },
    { name: words('after'), isNumeric: true },
  ];
  return [
    heading(say('answer')),
    ...(proof?.value == null
      ? []
      : [paragraph(say(`is.${question.aim}`, { value: aimValue(language, question.aim, proof.value), limit: question.limit }))]),
    paragraph(proofWords(language, answer)),
    paragraph(
      words('affected', {
        worse: number(worse.municipalities),
        worseWeight: number(Math.round(worse.weight)),
        better: number(better.municipalities),
        betterWeight: number(Math.round(better.weight)),
      }),
    ),
    ...losers({ language, municipalities }, rows),
    { kind: 'table', table: { caption: words('measures'), columns, rows: measures } },
    {
      kind: 'table',
      table: {
        caption: say('chart'),
        columns: [{ ...columns[0]!, name: say('chartClass') }, ...columns.slice(1)],
        rows: reachClasses.map((id) => [say(`reach.${id}`), inClass('before', id), inClass('after', id)]),
      },
    },
  ];
}

function picture(file: PlanFileOf): ArticleBlock {
  const caption = mapWordsOf(translator(file.language))('mapTitle');
  return { kind: 'picture', svg: planSvg(file), alt: caption, caption, width: 60 };
}

function changeBlocks({ answer: { changes }, language, names }: PlanFileOf): ArticleBlock[] {
  const t = translator(language);
  const say = mapWordsOf(t);
  if (changes.length === 0) return [heading(say('changes')), paragraph(say('noChanges'))];
  const rows = changes.map((one) => [
    names.place(one.placeId),
    'presence' in one ? t(`network:planner.kind.${one.presence}`).toLowerCase() : say('state.closes'),
  ]);
  const columns = [
    { name: say('place'), isNumeric: false },
    { name: say('changes'), isNumeric: false },
  ];
  return [heading(say('changes')), { kind: 'table', table: { caption: say('changes'), columns, rows } }];
}
