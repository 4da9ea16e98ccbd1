/** RDF as text: Turtle (W3C 2014) and RDF/XML (W3C 2014). The same statements in both. */
import { type Quad, Writer } from 'n3';
import { namespaces } from './catalogue.ts';

export function turtle(quads: readonly Quad[]): Promise<string> {
  const writer = new Writer({ prefixes: { ...namespaces } });
  for (const one of quads) writer.addQuad(one);
  return new Promise((resolve, reject) =>
    writer.end((error: Error | null, text: string) => (error === null || error === undefined ? resolve(text) : reject(error))),
  );
}

/** Everything that is said of a thing stands together. Throws Error for a property of a namespace that is not listed. */
export function rdfXml(quads: readonly Quad[]): string {
  const bySubject = Map.groupBy(quads, ({ subject }) => subject.value);
  const things = [...bySubject].map(
    ([subject, said]) =>
      `  <rdf:Description rdf:about="${escaped(subject)}">\n${said.map((one) => `    ${property(one)}\n`).join('')}  </rdf:Description>\n`,
  );
  const spaces = Object.entries(namespaces).map(([prefix, space]) => ` xmlns:${prefix}="${space}"`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF${spaces.join('')}>\n${things.join('')}</rdf:RDF>\n`;
}

function property({ predicate, object }: Quad): string {
  const found = Object.entries(namespaces).find(([, space]) => predicate.value.startsWith(space));
  if (found === undefined) throw new Error(`no prefix for ${predicate.value}`);
  const name = `${found[0]}:${predicate.value.slice(found[1].length)}`;
  if (object.termType !== 'Literal') return `<${name} rdf:resource="${escaped(object.value)}"/>`;
  const kind =
    object.language === ''
      ? object.datatype.value === `${namespaces.xsd}string`
        ? ''
        : ` rdf:datatype="${escaped(object.datatype.value)}"`
      : ` xml:lang="${object.language}"`;
  return `<${name}${kind}>${escaped(object.value)}</${name}>`;
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => signs[sign]!);
