/**
 * The open data as a catalogue by DCAT-AP-SE 3.0.1 (docs.dataportal.se/dcat): for the national data portal to harvest. One data set for
 * each table, one distribution for each format, one data service that has them all.
 */
import { DataFactory, type Quad } from 'n3';
import type { PlainDate } from '../../../platform/clock/index.ts';
import type { Words } from '../metric.ts';
import { mediaTypes } from './files.ts';
import { notesOf, subjectOf } from './json-stat.ts';
import { formats } from './request.ts';
import type { OpenDataSettings } from './settings.ts';
import { inWords, languages, type OpenTable, variableNames } from './tables.ts';

export const namespaces = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dcterms: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  dcatap: 'http://data.europa.eu/r5r/',
} as const;
type Prefix = keyof typeof namespaces;
type Name = `${Prefix}:${string}`;

const authority = 'http://publications.europa.eu/resource/authority';
/** The profile requires it of the catalogue itself, whatever the data are under. */
const catalogueLicence = 'http://creativecommons.org/publicdomain/zero/1.0/';
/** Sweden (GeoNames). */
const sweden = 'http://sws.geonames.org/2661886/';
const themes = ['SOCI', 'GOVE'].map((theme) => `${authority}/data-theme/${theme}`);
const publicAccess = `${authority}/access-right/PUBLIC`;
/** As long as there is a register, there are its figures. */
const lasting = `${authority}/planned-availability/STABLE`;
const specification = 'https://github.com/PxTools/PxApiSpecs';

const publisherTypes = 'http://purl.org/adms/publishertype/';

const { namedNode, literal, quad } = DataFactory;
const iri = (name: Name) => {
  const [prefix, local] = name.split(/:(.*)/s) as [Prefix, string];
  return namedNode(namespaces[prefix] + local);
};

type Fact = readonly [Name, ReturnType<typeof namedNode | typeof literal> | null];

export interface Catalogued {
  settings: OpenDataSettings;
  /** `https://…`, without a slash at the end. */
  origin: string;
  /** Where the tables are, below the origin. */
  base: string;
  tables: readonly OpenTable[];
  today: PlainDate;
  /** What is counted of persons is made up for a trial. */
  isMadeUp: boolean;
  /** Since when the figures of a metric have been given here, by its id and version; one that is not noted yet is not in it. */
  issued: ReadonlyMap<string, PlainDate>;
}

/** The first of the days; null without any. */
const earliest = (days: readonly PlainDate[]): PlainDate | null => days.toSorted()[0] ?? null;

/** Statements about one thing; what is null is not said. */
function about(subject: string, type: Name, facts: readonly Fact[]): Quad[] {
  const of = namedNode(subject);
  const said = facts.flatMap(([name, value]) => (value === null ? [] : [quad(of, iri(name), value)]));
  return [quad(of, iri('rdf:type'), iri(type)), ...said];
}

const address = (value: string | null) => (value === null ? null : namedNode(value));
const inBoth = (name: Name, words: Words): Fact[] => languages.map((language) => [name, literal(words[language], language)]);
const date = (day: PlainDate) => literal(day, iri('xsd:date'));
const dateOrNone = (day: PlainDate | null) => (day === null ? null : date(day));
const tongues: Fact[] = ['SWE', 'ENG'].map((code): Fact => ['dcterms:language', namedNode(`${authority}/language/${code}`)]);

export function catalogue(of: Catalogued): Quad[] {
  return [...catalogueItself(of), ...agents(of), ...service(of), ...of.tables.flatMap((table) => dataset(of, table))];
}

const catalogueAddress = ({ origin }: Catalogued): string => `${origin}/catalog`;
const serviceAddress = (of: Catalogued): string => `${catalogueAddress(of)}#service`;
const contactAddress = (of: Catalogued): string | null =>
  of.settings.contact === null ? null : `${catalogueAddress(of)}#contact`;
const publisherAddress = ({ settings }: Catalogued): string | null => settings.publisher?.url ?? null;
const datasetAddress = (of: Catalogued, { id }: OpenTable): string => `${catalogueAddress(of)}/datasets/${id}`;

function catalogueItself(of: Catalogued): Quad[] {
  const { missing } = of.settings;
  return about(catalogueAddress(of), 'dcat:Catalog', [
    ...inBoth('dcterms:title', { sv: 'Statistik om lokal närvaro', en: 'Statistics on local presence' }),
    ...inBoth('dcterms:description', {
      sv: 'Statistik ur Närvaro: var i landet människor kan få hjälp, hur långt de har dit, och hur deras ärenden går.',
      en: 'Statistics from Närvaro: where in the country people can get help, how far they have to go, and how their cases proceed.',
    }),
    // A catalogue without what only its publisher can say is not yet one to harvest, and says so.
    ...(missing.length === 0
      ? []
      : inBoth('rdfs:comment', {
          sv: `Ofullständig katalog: dessa inställningar är inte gjorda: ${missing.join(', ')}.`,
          en: `Incomplete catalogue: these settings are not made: ${missing.join(', ')}.`,
        })),
    ['dcterms:publisher', address(publisherAddress(of))],
    ['dcterms:license', namedNode(catalogueLicence)],
    ['dcterms:issued', dateOrNone(earliest([...of.issued.values()]))],
    ['dcterms:modified', date(of.today)],
    ['dcterms:spatial', namedNode(sweden)],
    ['dcat:themeTaxonomy', namedNode(`${authority}/data-theme`)],
    ['foaf:homepage', namedNode(`${of.origin}/statistics`)],
    ...tongues,
    ['dcat:service', namedNode(serviceAddress(of))],
    ...of.tables.map((table): Fact => ['dcat:dataset', namedNode(datasetAddress(of, table))]),
  ]);
}

function agents(of: Catalogued): Quad[] {
  const { publisher, contact } = of.settings;
  const agent =
    publisher === null
      ? []
      : about(publisher.url, 'foaf:Agent', [
          ['foaf:name', literal(publisher.name)],
          ['dcterms:type', address(publisher.type === null ? null : publisherTypes + publisher.type)],
        ]);
  if (contact === null) return agent;
  const kind = about(contactAddress(of)!, 'vcard:Organization', [
    ['vcard:fn', literal(contact.name)],
    ['vcard:hasEmail', namedNode(`mailto:${contact.email}`)],
  ]);
  return [...agent, ...kind];
}

function service(of: Catalogued): Quad[] {
  return about(serviceAddress(of), 'dcat:DataService', [
    ...inBoth('dcterms:title', { sv: 'Statistik-API', en: 'Statistics API' }),
    ...inBoth('dcterms:description', {
      sv: 'Tabeller och metadata i den form som SCB:s PxWebApi 2 har: JSON-stat 2, CSV, XLSX och Parquet.',
      en: 'Tables and metadata shaped like PxWebApi 2 of Statistics Sweden: JSON-stat 2, CSV, XLSX and Parquet.',
    }),
    ['dcat:endpointURL', namedNode(of.origin + of.base)],
    ['dcat:endpointDescription', namedNode(`${of.origin}/openapi.json`)],
    ['dcterms:conformsTo', namedNode(specification)],
    ['dcterms:publisher', address(publisherAddress(of))],
    ['dcat:contactPoint', address(contactAddress(of))],
    ['dcterms:license', address(of.settings.licence)],
    ['dcterms:accessRights', namedNode(publicAccess)],
    ['dcat:landingPage', namedNode(`${of.origin}/statistics`)],
    ...of.tables.map((table): Fact => ['dcat:servesDataset', namedNode(datasetAddress(of, table))]),
  ]);
}

function dataset(of: Catalogued, table: OpenTable): Quad[] {
  const { metric } = table;
  const at = datasetAddress(of, table);
  const names = { sv: variableNames(table, 'sv').slice(0, -2), en: variableNames(table, 'en').slice(0, -2) };
  const titled = (language: (typeof languages)[number]) =>
    names.sv.length === 0 ? metric.title[language] : `${metric.title[language]}, ${inWords(names[language], language)}`;
  const text = (language: (typeof languages)[number]) => notesOf(table, language, of.isMadeUp).join(' ');
  return [
    ...about(at, 'dcat:Dataset', [
      ...inBoth('dcterms:title', { sv: titled('sv'), en: titled('en') }),
      ...inBoth('dcterms:description', { sv: text('sv'), en: text('en') }),
      ['dcterms:identifier', literal(table.id)],
      ['dcat:version', literal(String(metric.version))],
      ['dcterms:publisher', address(publisherAddress(of))],
      ['dcat:contactPoint', address(contactAddress(of))],
      ...inBoth('dcat:keyword', { sv: 'statistik', en: 'statistics' }),
      ...inBoth('dcat:keyword', { sv: subjectOf(table).words.sv.toLowerCase(), en: subjectOf(table).words.en.toLowerCase() }),
      ...themes.map((theme): Fact => ['dcat:theme', namedNode(theme)]),
      ['dcterms:accessRights', namedNode(publicAccess)],
      ['dcterms:issued', dateOrNone(of.issued.get(`${metric.id} ${metric.version}`) ?? null)],
      ['dcterms:spatial', namedNode(sweden)],
      ['dcterms:temporal', namedNode(`${at}#period`)],
      ['dcat:temporalResolution', literal('P1M', iri('xsd:duration'))],
      ['dcterms:accrualPeriodicity', namedNode(`${authority}/frequency/DAILY`)],
      ...tongues,
      ['dcat:landingPage', namedNode(`${of.origin}/metrics/${metric.id}`)],
      ...formats.map((format): Fact => ['dcat:distribution', namedNode(`${at}#${format}`)]),
    ]),
    ...about(`${at}#period`, 'dcterms:PeriodOfTime', [
      ['dcat:startDate', date(metric.from)],
      ['dcat:endDate', dateOrNone(metric.to)],
    ]),
    ...formats.flatMap((format) => distribution(of, table, format)),
  ];
}

function distribution(of: Catalogued, table: OpenTable, format: (typeof formats)[number]): Quad[] {
  const at = `${of.origin}${of.base}/tables/${table.id}`;
  const data = `${at}/data?lang=sv&outputFormat=${format}`;
  return about(`${datasetAddress(of, table)}#${format}`, 'dcat:Distribution', [
    ...inBoth('dcterms:title', { sv: `Som ${format}`, en: `As ${format}` }),
    ...inBoth('dcterms:description', {
      sv: 'Riket, de senaste tretton månaderna. Annat väljs genom datatjänsten.',
      en: 'The country, the last thirteen months. Anything else is chosen through the data service.',
    }),
    ['dcat:accessURL', namedNode(data)],
    ['dcat:downloadURL', namedNode(data)],
    ['dcat:accessService', namedNode(serviceAddress(of))],
    ['dcterms:format', literal(mediaTypes[format])],
    ['dcterms:license', address(of.settings.licence)],
    ['dcatap:availability', namedNode(lasting)],
    ...tongues,
    ['dcterms:conformsTo', format === 'json-stat2' ? namedNode('https://json-stat.org/full/') : null],
  ]);
}
