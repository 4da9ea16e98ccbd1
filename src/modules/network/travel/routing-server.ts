/**
 * A routing server: asked for a whole table of journeys, whatever its own limits. The table is asked for in blocks; a
 * block that the server refuses as too large, or because one of its points is on no road, is divided and asked again.
 */
import type { Point } from '../kinds.ts';
import { straightKilometres } from '../rules/travel-estimate.ts';
import { type Answer, ask, type AskOptions, patient, type Question } from './ask.ts';
import { osrm } from './osrm.ts';
import { travelProblem } from './problems.ts';
import { valhalla } from './valhalla.ts';

export const routingKinds = ['osrm', 'valhalla'] as const;
export type RoutingKind = (typeof routingKinds)[number];

/** A journey by road; null when the server knows no way. */
export type Cell = { minutes: number; kilometres: number | null } | null;

export interface RoutingServer {
  kind: RoutingKind;
  url: string;
  /** Row i, column j: from origins[i] to destinations[j]. Throws routing-server-unavailable, routing-answer-wrong. */
  table(origins: readonly Point[], destinations: readonly Point[]): Promise<Cell[][]>;
}

/** How one kind of server is spoken to. */
export interface Protocol {
  /** The largest block to ask for, within the limits that the server has when nothing is configured. */
  block: { origins: number; destinations: number };
  /** Journeys longer than this in a straight line are not asked for: the server would refuse the whole block. */
  furthestKilometres: number;
  question(origins: readonly Point[], destinations: readonly Point[]): Question;
  /** The block's cells; 'too-big': ask for less; 'no-road': one of the points is on no road, or nothing leads there. */
  read(server: string, answer: Answer, size: { origins: number; destinations: number }): Cell[][] | 'too-big' | 'no-road';
}

const protocols: Readonly<Record<RoutingKind, Protocol>> = { osrm, valhalla };

export function routingServer(at: { kind: RoutingKind; url: string }, options: Partial<AskOptions> = {}): RoutingServer {
  const asking = { server: at.url.replace(/\/+$/, ''), protocol: protocols[at.kind], options: { ...patient, ...options } };
  return { kind: at.kind, url: asking.server, table: (origins, destinations) => table(asking, origins, destinations) };
}

/**
 * The server that ROUTING_SERVER names (`osrm:http://host:5000` or `valhalla:http://host:8002`); null when it is not set.
 * Throws an error that says what is wrong with it.
 */
export function routingFromEnvironment(env: Readonly<Record<string, string | undefined>>): RoutingServer | null {
  const text = env['ROUTING_SERVER']?.trim() ?? '';
  if (text === '') return null;
  const kind = routingKinds.find((name) => text.startsWith(`${name}:`));
  const address = kind === undefined ? null : URL.parse(text.slice(kind.length + 1));
  if (kind === undefined || address === null || !/^https?:$/.test(address.protocol)) {
    throw new Error(`ROUTING_SERVER is ${JSON.stringify(text)}; expected osrm:http://host:port or valhalla:http://host:port`);
  }
  if (address.username !== '' || address.search !== '' || address.hash !== '') {
    throw new Error('ROUTING_SERVER takes an address without user name, query or fragment');
  }
  return routingServer({ kind, url: address.href });
}

interface Asking {
  server: string;
  protocol: Protocol;
  options: AskOptions;
}

/** Origins and destinations by their index in the whole table. */
interface Block {
  rows: number[];
  columns: number[];
}

async function table(asking: Asking, origins: readonly Point[], destinations: readonly Point[]): Promise<Cell[][]> {
  const cells = origins.map((): Cell[] => destinations.map(() => null));
  const { block, furthestKilometres } = asking.protocol;
  const todo: Block[] = [];
  for (const columns of parts([...destinations.keys()], block.destinations)) {
    const near = [...origins.keys()].filter((row) =>
      columns.every((column) => straightKilometres(origins[row]!, destinations[column]!) <= furthestKilometres),
    );
    for (const rows of parts(near, block.origins)) todo.push({ rows, columns });
  }
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const { rows, columns } = next;
    const size = { origins: rows.length, destinations: columns.length };
    const question = asking.protocol.question(
      rows.map((row) => origins[row]!),
      columns.map((column) => destinations[column]!),
    );
    const found = asking.protocol.read(asking.server, await ask(asking.server, question, asking.options), size);
    if (typeof found === 'string') {
      todo.push(...divided(asking.server, next, found));
      continue;
    }
    for (const [i, row] of rows.entries()) {
      for (const [j, column] of columns.entries()) cells[row]![column] = found[i]![j]!;
    }
  }
  return cells;
}

/** The halves of a block that was refused. A single journey that no road leads to stays without a time. */
function divided(server: string, { rows, columns }: Block, why: 'too-big' | 'no-road'): Block[] {
  if (columns.length > 1) return halves(columns).map((half) => ({ rows, columns: half }));
  if (rows.length > 1) return halves(rows).map((half) => ({ rows: half, columns }));
  if (why === 'no-road') return [];
  throw travelProblem('routing-answer-wrong', { detail: `${server}: refuses even a single journey as too large` });
}

function halves(of: readonly number[]): number[][] {
  return parts(of, Math.ceil(of.length / 2));
}

function parts(of: readonly number[], size: number): number[][] {
  return Array.from({ length: Math.ceil(of.length / size) }, (_, index) => of.slice(index * size, (index + 1) * size));
}
