/** What keys and their codes are called in the languages of statistics. Pages, reports and tables all read these. */
import type { Key, Unit, Words } from './metric.ts';

export const keyWords: Readonly<Record<Key, Words>> = {
  county: { sv: 'län', en: 'county' },
  municipality: { sv: 'kommun', en: 'municipality' },
  type: { sv: 'kommuntyp', en: 'kind of municipality' },
  kind: { sv: 'slag', en: 'kind' },
  state: { sv: 'läge', en: 'state' },
  service: { sv: 'tjänst', en: 'service' },
  channel: { sv: 'kanal', en: 'channel' },
  outcome: { sv: 'utfall', en: 'outcome' },
  threshold: { sv: 'restid högst', en: 'travel time at most' },
  percentile: { sv: 'percentil', en: 'percentile' },
  measure: { sv: 'mått', en: 'measure' },
  among: { sv: 'grupper som jämförs', en: 'groups compared' },
  age: { sv: 'ålder', en: 'age' },
  language: { sv: 'språk', en: 'language' },
  need: { sv: 'stödbehov', en: 'support need' },
};

export const unitWords: Readonly<Record<Unit, Words>> = {
  count: { sv: 'antal', en: 'number' },
  share: { sv: 'andel', en: 'share' },
  minutes: { sv: 'minuter', en: 'minutes' },
  days: { sv: 'dagar', en: 'days' },
  index: { sv: 'index', en: 'index' },
};

const percentile = (percent: number): Words => ({
  sv: `${percent} procent har högst`,
  en: `${percent} per cent have at most`,
});
const atMost = (minutes: number): Words => ({ sv: `högst ${minutes} minuter`, en: `at most ${minutes} minutes` });

/** In the order in which they are listed. Kinds of municipality: SKR, Kommungruppsindelning 2017. */
export const valueWords: Partial<Readonly<Record<Key, Readonly<Record<string, Words>>>>> = {
  type: {
    A1: { sv: 'storstäder', en: 'large cities' },
    A2: { sv: 'pendlingskommun nära storstad', en: 'commuting municipality near a large city' },
    B3: { sv: 'större stad', en: 'medium-sized town' },
    B4: { sv: 'pendlingskommun nära större stad', en: 'commuting municipality near a medium-sized town' },
    B5: { sv: 'lågpendlingskommun nära större stad', en: 'municipality near a medium-sized town with little commuting' },
    C6: { sv: 'mindre stad eller tätort', en: 'small town' },
    C7: { sv: 'pendlingskommun nära mindre stad eller tätort', en: 'commuting municipality near a small town' },
    C8: { sv: 'landsbygdskommun', en: 'rural municipality' },
    C9: { sv: 'landsbygdskommun med besöksnäring', en: 'rural municipality with a visitor industry' },
  },
  kind: {
    staffed_office: { sv: 'kontor med fast personal', en: 'office with permanent staff' },
    visiting_office: { sv: 'inresekontor', en: 'travel-in office' },
    cooperation_place: { sv: 'samverkanslösning', en: 'cooperation solution' },
    service_office: { sv: 'statligt servicekontor', en: 'state service office' },
    service: { sv: 'serviceavtal', en: 'service agreement' },
    cooperation: { sv: 'samverkansöverenskommelse', en: 'cooperation agreement' },
  },
  state: {
    staffed_office: { sv: 'eget kontor med fast personal', en: 'own office with permanent staff' },
    visiting_office: { sv: 'inresekontor', en: 'travel-in office' },
    cooperation_place: { sv: 'samverkanslösning', en: 'cooperation solution' },
    neighbour: { sv: 'betjänas från grannkommun', en: 'served from a neighbour' },
    decided: { sv: 'beslut om avveckling', en: 'winding up decided' },
    in_dialogue: { sv: 'dialog pågår', en: 'in dialogue' },
    initiated: { sv: 'initierad', en: 'initiated' },
    analysed: { sv: 'analyserad', en: 'analysed' },
    negotiated: { sv: 'förhandlas', en: 'negotiated' },
    agreed: { sv: 'överenskommen', en: 'agreed' },
    secured: { sv: 'säkrad', en: 'secured' },
    restored: { sv: 'kontoret blir kvar', en: 'the office stays' },
    'in-force': { sv: 'i kraft', en: 'in force' },
    'under-review': { sv: 'ses över', en: 'under review' },
    ended: { sv: 'avslutad', en: 'ended' },
    replaced: { sv: 'ersatt', en: 'replaced' },
  },
  service: {
    'booked-meeting': { sv: 'bokat möte', en: 'booked meeting' },
    'in-depth-support': { sv: 'fördjupat stöd', en: 'in-depth support' },
    'drop-in': { sv: 'kundtorg', en: 'drop-in' },
    'general-information': { sv: 'allmän information', en: 'general information' },
    'digital-guidance': { sv: 'hjälp med digitala tjänster', en: 'help with digital services' },
    'document-handover': { sv: 'lämna in dokument', en: 'hand in documents' },
    'meeting-booking-help': { sv: 'hjälp att boka möte', en: 'help to book a meeting' },
    'drop-in-pilot': { sv: 'försök med utökat kundtorg', en: 'pilot of extended drop-in' },
  },
  channel: {
    web: { sv: 'webb', en: 'web' },
    'my-pages': { sv: 'Mina sidor', en: 'My pages' },
    'on-site': { sv: 'på plats', en: 'on site' },
    'in-person': { sv: 'på plats', en: 'in person' },
    video: { sv: 'video', en: 'video' },
    phone: { sv: 'telefon', en: 'phone' },
    paper: { sv: 'papper', en: 'paper' },
    oral: { sv: 'muntligt', en: 'told' },
    email: { sv: 'e-post', en: 'e-mail' },
    sms: { sv: 'sms', en: 'text message' },
    letter: { sv: 'brev', en: 'letter' },
  },
  outcome: {
    done: { sv: 'blev av', en: 'held' },
    'no-show': { sv: 'kom inte', en: 'did not come' },
    'authority-failed': { sv: 'ställdes in av myndigheten', en: 'failed by the authority' },
    cancelled: { sv: 'avbokades', en: 'cancelled' },
    solved: { sv: 'klart', en: 'solved' },
    guided: { sv: 'fick hjälp att göra själv', en: 'guided' },
    'document-forwarded': { sv: 'dokument skickades vidare', en: 'document forwarded' },
    'meeting-booked': { sv: 'möte bokades', en: 'meeting booked' },
    referred: { sv: 'hänvisades', en: 'referred' },
    'not-helped': { sv: 'kunde inte få hjälp', en: 'could not be helped' },
    left: { sv: 'gick', en: 'left' },
  },
  threshold: { 15: atMost(15), 30: atMost(30), 45: atMost(45), 60: atMost(60) },
  percentile: {
    p50: { sv: 'median: hälften har högst', en: 'median: half have at most' },
    p90: percentile(90),
    p95: percentile(95),
    max: { sv: 'den längsta', en: 'the longest' },
  },
  measure: {
    gini: { sv: 'Gini', en: 'Gini' },
    palma: { sv: 'Palmakvot', en: 'Palma ratio' },
    theil: { sv: 'Theil', en: 'Theil' },
    concentration: { sv: 'koncentrationsindex', en: 'concentration index' },
  },
  among: {
    age: { sv: 'åldrar', en: 'ages' },
    language: { sv: 'språk', en: 'languages' },
    need: { sv: 'stödbehov', en: 'support needs' },
    type: { sv: 'kommuntyper', en: 'kinds of municipality' },
    county: { sv: 'län', en: 'counties' },
    municipality: { sv: 'kommuner', en: 'municipalities' },
  },
  age: {
    'under-25': { sv: 'under 25 år', en: 'under 25' },
    '25-34': { sv: '25–34 år', en: '25–34' },
    '35-44': { sv: '35–44 år', en: '35–44' },
    '45-54': { sv: '45–54 år', en: '45–54' },
    '55-and-over': { sv: '55 år och äldre', en: '55 and over' },
    unknown: { sv: 'okänd ålder', en: 'age not known' },
  },
  language: {
    sv: { sv: 'svenska', en: 'Swedish' },
    en: { sv: 'engelska', en: 'English' },
    ar: { sv: 'arabiska', en: 'Arabic' },
    minority: { sv: 'nationellt minoritetsspråk', en: 'national minority language' },
    other: { sv: 'annat språk', en: 'another language' },
  },
  need: {
    language: { sv: 'språk', en: 'language' },
    disability: { sv: 'funktionsnedsättning', en: 'disability' },
    'digital-exclusion': { sv: 'digitalt utanförskap', en: 'digital exclusion' },
    'no-e-identification': { sv: 'saknar e-legitimation', en: 'no e-identification' },
    'own-request': { sv: 'egen önskan', en: 'own request' },
    'officers-assessment': { sv: 'handläggarens bedömning', en: 'officer’s assessment' },
    none: { sv: 'inget stödbehov', en: 'no support need' },
  },
};

const unknown: Words = { sv: 'uppgift saknas', en: 'not known' };

/** What a key is called. */
export const keyName = (key: Key, language: keyof Words): string => keyWords[key][language];

/** What a code of a key is called; a code without words (a municipality’s, a county’s) is shown as it is. */
export const valueName = (key: Key, code: string, language: keyof Words): string =>
  code === '' ? unknown[language] : (valueWords[key]?.[code]?.[language] ?? code);
