/**
 * Makes data/sweden/neighbours.csv: which municipalities one can travel between without passing a third one.
 *   node tools/sweden/neighbours.ts <source folder>
 * The source is derived from generalised outlines, where water is nobody's land, so two things are decided by hand
 * below: pairs that only touch across water go, and bridges and ferries come in.
 */
import { join } from 'node:path';
import { byText, cell, readTable, writeTable } from './csv.ts';

type Link = { a: string; b: string; link: 'road' | 'bridge' | 'ferry'; minutes?: number; note: string };

/** Pairs of the source that share an outline only in water; each was looked at on the map. */
const REMOVED: { a: string; b: string; why: string }[] = [
  { a: '0114', b: '0139', why: 'Upplands Väsby and Upplands-Bro meet only in Mälaren (Skarven); the way goes by Järfälla' },
  { a: '0139', b: '0191', why: 'Upplands-Bro and Sigtuna meet only in Mälaren (Skarven, Sigtunafjärden)' },
  { a: '0162', b: '0180', why: 'Danderyd and Stockholm meet at one point in Stocksundet; the bridge lands in Solna' },
  { a: '0305', b: '0330', why: 'Håbo and Knivsta meet at one point in Mälaren (Skofjärden)' },
  { a: '0305', b: '0380', why: 'Håbo and Uppsala meet at one point in Mälaren (Lårstaviken); the way goes by Enköping' },
  { a: '1427', b: '1484', why: 'Sotenäs and Lysekil meet along Åbyfjorden; the way goes round it by Munkedal' },
  { a: '1487', b: '1494', why: 'Vänersborg and Lidköping meet at one point in Vänern; Grästorp lies between' },
];

/** What is a bridge or a ferry, whether the source has the pair or not. Minutes are estimates made by hand. */
const BY_HAND: Link[] = [
  { a: '0117', b: '0187', link: 'bridge', note: 'road 274 over Resarö' },
  {
    a: '0120',
    b: '0187',
    link: 'ferry',
    minutes: 30,
    note: 'road ferries Vaxholm-Rindö and Rindö-Värmdö; 8 min crossing, 22 min waiting and Rindö assumed',
  },
  { a: '0123', b: '0139', link: 'bridge', note: 'E18 at Stäket' },
  {
    a: '0125',
    b: '0127',
    link: 'ferry',
    minutes: 20,
    note: 'road ferry Jungfrusund-Slagsta; 8 min crossing, 12 min waiting assumed',
  },
  { a: '0125', b: '0180', link: 'bridge', note: 'Nockeby and Drottningholm bridges' },
  { a: '0162', b: '0184', link: 'bridge', note: 'E18 over Stocksundet' },
  { a: '0180', b: '0186', link: 'bridge', note: 'Lidingö bridge' },
  { a: '0191', b: '0305', link: 'bridge', note: 'road 263 at Erikssund' },
  { a: '0192', b: '0980', link: 'ferry', minutes: 240, note: 'Nynäshamn-Visby; about 195 min crossing, 45 min waiting assumed' },
  { a: '0381', b: '0486', link: 'bridge', note: 'Hjulsta bridge, road 55' },
  { a: '0484', b: '1980', link: 'bridge', note: 'Kvicksund bridge, road 56' },
  { a: '0840', b: '0880', link: 'bridge', note: 'Öland bridge' },
  { a: '0882', b: '0980', link: 'ferry', minutes: 225, note: 'Oskarshamn-Visby; about 180 min crossing, 45 min waiting assumed' },
  {
    a: '1407',
    b: '1480',
    link: 'ferry',
    minutes: 25,
    note: 'road ferry Hönö-Lilla Varholmen; 12 min crossing, 13 min waiting assumed',
  },
  { a: '1415', b: '1419', link: 'bridge', note: 'Tjörn bridge' },
  { a: '1419', b: '1421', link: 'bridge', note: 'Skåpesund bridge' },
  {
    a: '1421',
    b: '1484',
    link: 'ferry',
    minutes: 20,
    note: 'Gullmarn road ferry Finnsbo-Skår and Nötesund bridge; 10 min crossing, 10 min waiting assumed',
  },
  { a: '1421', b: '1485', link: 'bridge', note: 'Nötesund bridge' },
  {
    a: '1484',
    b: '1485',
    link: 'ferry',
    minutes: 20,
    note: 'Gullmarn road ferry Finnsbo-Skår; 10 min crossing, 10 min waiting assumed',
  },
];

const key = (a: string, b: string) => [a, b].toSorted(byText).join('-');

/** All links, sorted by code. Throws when a removed pair is not in the source any more: then look at the map again. */
export function makeLinks(pairs: readonly { a: string; b: string }[]): Link[] {
  const links = new Map<string, Link>();
  for (const { a, b } of pairs) links.set(key(a, b), { a, b, link: 'road', note: '' });
  for (const { a, b } of REMOVED) {
    if (!links.delete(key(a, b))) throw new Error(`removed pair ${a}-${b} is not in the source`);
  }
  for (const link of BY_HAND) links.set(key(link.a, link.b), link);
  return [...links].toSorted(([a], [b]) => byText(a, b)).map(([, link]) => link);
}

function main(from: string, to: string): void {
  const source = readTable(join(from, 'municipality_adjacency.csv'));
  const links = makeLinks(source.map((row) => ({ a: cell(row, 'code_a'), b: cell(row, 'code_b') })));
  const rows = links.map(({ a, b, link, minutes, note }) => {
    const [code_a, code_b] = [a, b].toSorted(byText);
    return { code_a, code_b, link, minutes: minutes ?? '', note };
  });
  writeTable(join(to, 'neighbours.csv'), ['code_a', 'code_b', 'link', 'minutes', 'note'], rows);
}

if (import.meta.main) {
  const [from] = process.argv.slice(2);
  if (from === undefined) throw new Error('usage: node tools/sweden/neighbours.ts <source folder>');
  main(from, join(import.meta.dirname, '../../data/sweden'));
}
