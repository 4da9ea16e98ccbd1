/** The catalogue of open data: read by two RDF libraries, the same graph in both forms, what DCAT-AP-SE 3.0.1 requires is there. */
import { Parser, Store } from 'n3';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everyVersion, keepDefinitions } from '../src/modules/insight/index.ts';
import { plainDate } from '../src/platform/clock/index.ts';
import { catalogue, namespaces } from '../src/modules/insight/open-data/catalogue.ts';
import { rdfXml, turtle } from '../src/modules/insight/open-data/rdf.ts';
import { openDataSettings } from '../src/modules/insight/open-data/settings.ts';
import { openTables } from '../src/modules/insight/open-data/tables.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const settings = {
  NARVARO_OPERATOR: 'Myndigheten & "Prov" <åäö>',
  NARVARO_OPERATOR_URL: 'https://publisher.example/',
  NARVARO_OPERATOR_TYPE: 'NationalAuthority',
  NARVARO_DATA_CONTACT_NAME: 'Öppna data',
  NARVARO_DATA_CONTACT_EMAIL: 'data@publisher.example',
  NARVARO_DATA_LICENCE: 'http://creativecommons.org/publicdomain/zero/1.0/',
};
const house = await testHouse('empty');
await keepDefinitions(house, everyVersion);
const { server } = await testService(house, settings);
const { server: unset } = await testService(house);

const { dcat, dcatap, dcterms, foaf, rdf, rdfs, vcard } = namespaces;

interface Term {
  termType: string;
  value: string;
  language?: string;
  datatype?: { value: string };
}
interface Statement {
  subject: Term;
  predicate: Term;
  object: Term;
}

const written = ({ subject, predicate, object }: Statement): string =>
  JSON.stringify([
    subject.value,
    predicate.value,
    object.termType,
    object.value,
    object.language ?? '',
    object.datatype?.value ?? '',
  ]);
const graph = (statements: readonly Statement[]): string[] => statements.map(written).toSorted();

const fromTurtle = (text: string): Statement[] => new Parser().parse(text);
async function fromXml(text: string): Promise<Statement[]> {
  const parser = new RdfXmlParser();
  const found: Statement[] = [];
  parser.on('data', (one: Statement) => found.push(one));
  const ended = new Promise((resolve, reject) => parser.on('end', resolve).on('error', reject));
  parser.end(text);
  await ended;
  return found;
}

const read = async (from: typeof server, accept?: string) => {
  const answer = await from.inject({ url: '/catalog', headers: accept === undefined ? {} : { accept } });
  expect(answer.statusCode).toBe(200);
  return answer;
};
const store = new Store(new Parser().parse((await read(server)).body));
const subjects = (type: string) => store.getSubjects(`${rdf}type`, type, null).map(({ value }) => value);
const values = (subject: string, property: string) => store.getObjects(subject, property, null).map(({ value }) => value);

describe('the catalogue', () => {
  it('is the same graph as Turtle and as RDF/XML', async () => {
    const [asTurtle, asXml] = [await read(server, 'text/turtle'), await read(server, 'application/rdf+xml')];
    expect(asTurtle.headers['content-type']).toContain('text/turtle');
    expect(asXml.headers['content-type']).toContain('application/rdf+xml');
    const statements = graph(fromTurtle(asTurtle.body));
    expect(statements.length).toBeGreaterThan(500);
    expect(graph(await fromXml(asXml.body))).toEqual(statements);
    for (const [url, parse] of [
      ['/catalog.ttl', fromTurtle],
      ['/catalog.rdf', fromXml],
    ] as const) {
      expect(graph(await parse((await server.inject(url)).body))).toEqual(statements);
    }
  });

  it('a browser is led to the page, and what nobody can read is refused', async () => {
    const browser = await server.inject({ url: '/catalog', headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } });
    expect([browser.statusCode, browser.headers.location]).toEqual([303, '/statistics#catalogue']);
    expect((await server.inject({ url: '/catalog', headers: { accept: 'image/png' } })).statusCode).toBe(406);
  });

  // Mandatory and recommended in DCAT-AP-SE 3.0.1 (docs.dataportal.se/dcat/3.0.1).
  it.each([
    [
      `${dcat}Catalog`,
      [
        ...[`title`, `description`, `publisher`, `license`, `issued`, `language`, `modified`].map((name) => dcterms + name),
        ...[`dataset`, `service`, `themeTaxonomy`].map((name) => dcat + name),
        `${foaf}homepage`,
      ],
    ],
    [
      `${dcat}Dataset`,
      [
        ...[`title`, `description`, `publisher`, `temporal`, `issued`, `accessRights`, `spatial`].map((name) => dcterms + name),
        ...[`contactPoint`, `distribution`, `keyword`, `theme`].map((name) => dcat + name),
      ],
    ],
    [
      `${dcat}Distribution`,
      [
        ...[`description`, `format`, `license`].map((name) => dcterms + name),
        ...[`accessURL`, `accessService`].map((name) => dcat + name),
        `${dcatap}availability`,
      ],
    ],
    [
      `${dcat}DataService`,
      [
        ...[`title`, `publisher`, `license`, `accessRights`].map((name) => dcterms + name),
        ...[`endpointURL`, `endpointDescription`, `contactPoint`].map((name) => dcat + name),
      ],
    ],
    [`${foaf}Agent`, [`${foaf}name`, `${dcterms}type`]],
    [`${vcard}Organization`, [`${vcard}fn`, `${vcard}hasEmail`]],
  ])('every %s has what the profile requires and recommends', (type, properties) => {
    const found = subjects(type);
    expect(found.length).toBeGreaterThan(0);
    for (const subject of found)
      for (const property of properties) expect(values(subject, property), `${subject} ${property}`).not.toEqual([]);
  });

  it('has one data set for each table, whose addresses lead to it', async () => {
    const identifiers = subjects(`${dcat}Dataset`).flatMap((one) => values(one, `${dcterms}identifier`));
    expect(identifiers.toSorted()).toEqual(
      openTables()
        .map(({ id }) => id)
        .toSorted(),
    );
    const [service] = subjects(`${dcat}DataService`);
    const [endpoint] = values(service!, `${dcat}endpointURL`);
    expect((await server.inject(`${new URL(endpoint!).pathname}/config`)).statusCode).toBe(200);
    for (const address of values(service!, `${dcat}endpointDescription`))
      expect((await server.inject(new URL(address).pathname)).statusCode).toBe(200);
  });

  it('the addresses of every distribution and every page of a data set answer', async () => {
    const formats = new Map<string, string>();
    for (const one of subjects(`${dcat}Distribution`))
      for (const address of [...values(one, `${dcat}accessURL`), ...values(one, `${dcat}downloadURL`)])
        formats.set(address, values(one, `${dcterms}format`)[0]!);
    expect(formats.size).toBe(openTables().length * 4);
    for (const [address, format] of formats) {
      const { pathname, search } = new URL(address);
      const answer = await server.inject(pathname + search);
      expect([answer.statusCode, answer.headers['content-type']], address).toEqual([200, expect.stringContaining(format)]);
    }
    const pages = store.getObjects(null, `${dcat}landingPage`, null).map(({ value }) => new URL(value).pathname);
    for (const page of new Set(pages)) expect((await server.inject(page)).statusCode, page).toBe(200);
  });

  it('everything it points to within itself is described', () => {
    const inside = store.getObjects(null, null, null).filter(({ value }) => /\/catalog(#|\/|$)/.test(value));
    for (const { value } of inside) expect(store.getQuads(value, null, null, null), value).not.toEqual([]);
  });

  it('without its settings it says which are missing, and invents neither publisher nor licence', async () => {
    const found = new Store(new Parser().parse((await read(unset)).body));
    const comments = found.getObjects(null, `${rdfs}comment`, null).map(({ value }) => value);
    for (const name of Object.keys(settings)) expect(comments.join(' ')).toContain(name);
    for (const property of [`${dcterms}publisher`, `${dcat}contactPoint`])
      expect(found.getQuads(null, property, null, null)).toEqual([]);
    expect(found.getObjects(null, `${rdf}type`, null).map(({ value }) => value)).not.toContain(`${foaf}Agent`);
    const page = await unset.inject('/statistics');
    expect(page.body).toContain('NARVARO_OPERATOR');
  });

  it('settings that are none are refused when the service starts', () => {
    expect(() => openDataSettings({ NARVARO_OPERATOR_URL: 'nowhere', NARVARO_DATA_CONTACT_EMAIL: 'nobody' })).toThrow(
      /NARVARO_OPERATOR_URL: .*\n.*NARVARO_DATA_CONTACT_EMAIL: /,
    );
  });
});

it('whatever a publisher is called, both forms say the same', async () => {
  const names = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => /^[^\p{C}]+$/u.test(text));
  await fc.assert(
    fc.asyncProperty(names, names, async (publisher, contact) => {
      const env = { ...settings, NARVARO_OPERATOR: publisher, NARVARO_DATA_CONTACT_NAME: contact };
      const quads = catalogue({
        settings: openDataSettings(env),
        origin: 'https://narvaro.example',
        base: '/v1/statistics',
        tables: openTables().slice(0, 1),
        today: plainDate('2026-11-22'),
        isMadeUp: false,
        issued: new Map(),
      });
      const expected = graph(quads);
      expect(graph(fromTurtle(await turtle(quads)))).toEqual(expected);
      expect(graph(await fromXml(rdfXml(quads)))).toEqual(expected);
    }),
    { numRuns: 50 },
  );
});

describe('the page of open data', () => {
  it.each(['', '/en', '/easy', '/ar'])('%s/statistics lists every table with its files', async (prefix) => {
    const answer = await server.inject(`${prefix}/statistics`);
    expect(answer.statusCode).toBe(200);
    for (const { id } of openTables()) expect(answer.body).toContain(`/tables/${id}/data?`);
    expect(answer.body).not.toMatch(/insight:openData/);
  });
});
