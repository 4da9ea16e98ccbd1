/** What variables and their values are called in tables. A value without words here is shown by its code. */
import type { Key, Unit, Words } from '../metric.ts';

export const variableWords: Readonly<Record<Exclude<Key, 'county' | 'municipality' | 'type'>, Words>> = {
  kind: { sv: 'slag', en: 'kind' },
  state: { sv: 'läge', en: 'state' },
  service: { sv: 'service', en: 'service' },
  channel: { sv: 'kanal', en: 'channel' },
  outcome: { sv: 'utfall', en: 'outcome' },
  threshold: { sv: 'restid högst (minuter)', en: 'travel time at most (minutes)' },
  percentile: { sv: 'percentil', en: 'percentile' },
  measure: { sv: 'mått på ojämlikhet', en: 'measure of inequality' },
  age: { sv: 'ålder', en: 'age' },
  language: { sv: 'språk', en: 'language' },
  need: { sv: 'stödbehov', en: 'support need' },
};

export const contentsWords: Words = { sv: 'tabellinnehåll', en: 'contents' };
export const monthWords: Words = { sv: 'månad', en: 'month' };
export const regionWords: Words = { sv: 'region', en: 'region' };
export const countryWords: Words = { sv: 'Riket', en: 'Sweden' };

/** A share is also given by its parts, with codes that end like this. */
export const partWords = {
  part: { sv: 'därav (täljare)', en: 'of which (numerator)' },
  whole: { sv: 'totalt (nämnare)', en: 'total (denominator)' },
} as const satisfies Record<string, Words>;

/** How a unit is called, and with how many decimals it is given. */
export const unitFacts: Readonly<Record<Unit, { words: Words; decimals: number }>> = {
  count: { words: { sv: 'antal', en: 'number' }, decimals: 0 },
  share: { words: { sv: 'andel (0–1)', en: 'share (0–1)' }, decimals: 4 },
  minutes: { words: { sv: 'minuter', en: 'minutes' }, decimals: 1 },
  days: { words: { sv: 'dagar', en: 'days' }, decimals: 1 },
  index: { words: { sv: 'index', en: 'index' }, decimals: 4 },
};

/** Kinds of municipality: SKR, Kommungruppsindelning 2017. */
export const typeWords: Readonly<Record<string, Words>> = {
  A1: { sv: 'Storstäder', en: 'Large cities' },
  A2: { sv: 'Pendlingskommun nära storstad', en: 'Commuting municipalities near large cities' },
  B3: { sv: 'Större stad', en: 'Medium-sized towns' },
  B4: { sv: 'Pendlingskommun nära större stad', en: 'Commuting municipalities near medium-sized towns' },
  B5: {
    sv: 'Lågpendlingskommun nära större stad',
    en: 'Commuting municipalities with a low commuting rate near medium-sized towns',
  },
  C6: { sv: 'Mindre stad/tätort', en: 'Small towns' },
  C7: { sv: 'Pendlingskommun nära mindre stad/tätort', en: 'Commuting municipalities near small towns' },
  C8: { sv: 'Landsbygdskommun', en: 'Rural municipalities' },
  C9: { sv: 'Landsbygdskommun med besöksnäring', en: 'Rural municipalities with a visitor industry' },
};

/** In the order in which they are listed. */
export const valueWords: Partial<Readonly<Record<Key, Readonly<Record<string, Words>>>>> = {
  state: {
    staffed_office: { sv: 'eget kontor med fast personal', en: 'own office with permanent staff' },
    visiting_office: { sv: 'eget kontor med inresande personal', en: 'own office with travelling staff' },
    cooperation_place: { sv: 'samverkanslösning', en: 'cooperation solution' },
    neighbour: { sv: 'betjänas från grannkommun', en: 'served from a neighbour' },
    decided: { sv: 'beslutad', en: 'decided' },
    in_dialogue: { sv: 'dialog pågår', en: 'in dialogue' },
    agreed: { sv: 'överenskommen', en: 'agreed' },
    secured: { sv: 'säkrad', en: 'secured' },
    initiated: { sv: 'påbörjad', en: 'initiated' },
    analysed: { sv: 'analyserad', en: 'analysed' },
    negotiated: { sv: 'förhandlas', en: 'negotiated' },
    'in-force': { sv: 'gäller', en: 'in force' },
    'under-review': { sv: 'ses över', en: 'under review' },
    ended: { sv: 'avslutad', en: 'ended' },
    replaced: { sv: 'ersatt', en: 'replaced' },
  },
  kind: {
    staffed_office: { sv: 'kontor med fast personal', en: 'office with permanent staff' },
    visiting_office: { sv: 'kontor med inresande personal', en: 'office with travelling staff' },
    cooperation_place: { sv: 'samverkansplats', en: 'cooperation place' },
    service_office: { sv: 'servicekontor', en: 'service office' },
    service: { sv: 'serviceavtal', en: 'service agreement' },
    cooperation: { sv: 'samverkansavtal', en: 'cooperation agreement' },
  },
  channel: {
    'on-site': { sv: 'på plats', en: 'on site' },
    phone: { sv: 'telefon', en: 'phone' },
    video: { sv: 'video', en: 'video' },
    chat: { sv: 'chatt', en: 'chat' },
    web: { sv: 'webb', en: 'web' },
    desk: { sv: 'servicekontor', en: 'service desk' },
    paper: { sv: 'papper', en: 'paper' },
  },
  measure: {
    gini: { sv: 'Gini', en: 'Gini' },
    palma: { sv: 'Palmakvot', en: 'Palma ratio' },
    theil: { sv: 'Theil', en: 'Theil' },
    concentration: { sv: 'koncentrationsindex', en: 'concentration index' },
  },
};

/** The words of a value of a key. */
export function wordsOf(key: Key, code: string): Words {
  const own = valueWords[key]?.[code];
  if (own !== undefined) return own;
  if (key === 'threshold') return { sv: `högst ${code} minuter`, en: `at most ${code} minutes` };
  return { sv: code, en: code };
}

/** Codes in the order of the words, then by number, then by letter. */
export function ordered(key: Key, codes: Iterable<string>): string[] {
  const order = Object.keys(valueWords[key] ?? {});
  const placeOf = (code: string): number => (order.includes(code) ? order.indexOf(code) : order.length);
  return [...new Set(codes)].toSorted((a, b) => placeOf(a) - placeOf(b) || a.localeCompare(b, 'sv', { numeric: true }));
}
