/**
 * pgbench as the limit: the statements of one of our transactions, exactly as they went to the server, run by PostgreSQL's own
 * load generator on the same server. What differs between two transactions (keys) becomes a variable.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

export interface Statement {
  text: string;
  values: readonly unknown[];
}

/** Runs `work` and gives every statement that this process sent to a database meanwhile, in order. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const sent: Statement[] = [];
  const original = pg.Client.prototype.query as (this: pg.Client, ...rest: unknown[]) => unknown;
  const record = function (this: pg.Client, ...rest: unknown[]): unknown {
    const [query, values] = rest;
    if (typeof query === 'string') sent.push({ text: query, values: Array.isArray(values) ? values : [] });
    else if (isPrepared(query)) sent.push(query);
    return original.apply(this, rest);
  };
  pg.Client.prototype.query = record as typeof pg.Client.prototype.query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original as typeof pg.Client.prototype.query;
  }
  return sent;
}

function isPrepared(query: unknown): query is Statement {
  return typeof query === 'object' && query !== null && 'text' in query && 'values' in query;
}

/** A key made for measuring is this and a number of twelve digits. */
export const keyPrefix = '00000000-0000-7000-8000-';
const newKeyPrefix = '01900000-0000-7000-8000-';
const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/**
 * A pgbench script of the statements. `own`: the key of what the transaction is about, in each transaction another one: the next
 * number of the client's range (variables `base`, the number before the first client's first, and `range`). `alike`: other keys that
 * are there already and go with that number, each with what stands before it. Every other key is new
 * in each transaction and rises with that number, as keys by time do, so that rows are added at the end of their indexes here too.
 * `prepared`: each client prepares the statements in its first transaction; otherwise they are sent as text each time.
 */
export function scriptOf(
  statements: readonly Statement[],
  own: string,
  { prepared, alike = {} }: { prepared: boolean; alike?: Readonly<Record<string, string>> },
): string {
  const names = new Map<string, string>();
  const keyed = (text: string): string =>
    text.replaceAll(uuids, (found) => {
      if (found === own) return `${keyPrefix}:n`;
      if (alike[found] !== undefined) return `${alike[found]}:n`;
      const name = names.get(found) ?? `k${names.size}`;
      names.set(found, name);
      return `${newKeyPrefix}:${name}`;
    });
  const texts = [...new Set(statements.filter(({ values }) => values.length > 0).map(({ text }) => text))];
  const lines = statements.map(({ text, values }) => {
    const given = values.map((value) => keyed(literal(value)));
    if (prepared && values.length > 0) return `execute s${texts.indexOf(text)} (${given.join(', ')});`;
    return `${text.replaceAll(/\$(\d+)/g, (_all, index: string) => given[Number(index) - 1]!)};`;
  });
  const news = [...names.values()].map((name, index) => `\\set ${name} :n % 100000000000 * 16 + ${500_000_000_000 + index}`);
  if (news.length > 16) throw new Error('more new keys than there is room for');
  const first = prepared ? ['\\if :i = 0', ...texts.map((text, index) => `prepare s${index} as ${text};`), '\\endif'] : [];
  return ['\\set i :i + 1', '\\set n :base + :client_id * :range + :i', ...news, ...first, ...lines].join('\n');
}

/** Quoted, without a type: what a parameter of unknown type is to the server. pgbench leaves colons before other words alone. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  const text = Buffer.isBuffer(value)
    ? `\\x${value.toString('hex')}`
    : Array.isArray(value)
      ? arrayText(value)
      : typeof value === 'object'
        ? JSON.stringify(value)
        : `${value as string | number | boolean}`;
  return `'${text.replaceAll("'", "''")}'`;
}

function arrayText(values: readonly unknown[]): string {
  return `{${values.map((one) => JSON.stringify(String(one))).join(',')}}`;
}

/** So many transactions by each client, with the settings of our own connections; null when pgbench is not installed. */
export async function pgbench(
  url: string,
  script: string,
  { clients, each, base }: { clients: number; each: number; base: number },
): Promise<{ tps: number } | null> {
  const folder = mkdtempSync(join(tmpdir(), 'narvaro-pgbench-'));
  const file = join(folder, 'script.sql');
  writeFileSync(file, script);
  const variables = ['-D', 'i=-1', '-D', `base=${base}`, '-D', `range=${each}`];
  const options = ['-n', '-c', `${clients}`, '-j', '2', '-t', `${each}`, ...variables, '-f', file, url];
  const env = { ...process.env, PGOPTIONS: '-c timezone=UTC -c datestyle=ISO -c statement_timeout=60000' };
  try {
    const { stdout, stderr } = await run('pgbench', options, { env, maxBuffer: 2 ** 26 });
    const tps = Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
    const whole = stdout.includes(`processed: ${clients * each}/${clients * each}`);
    if (Number.isNaN(tps) || !whole || /aborted|ERROR/.test(stderr)) throw new Error(`${stdout} ${stderr}`);
    return { tps };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw new Error(`pgbench: ${said.slice(0, 500)}`, { cause: error });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What `pgbench --version` says; null when it is not installed. */
export async function pgbenchVersion(): Promise<string | null> {
  try {
    return (await run('pgbench', ['--version'])).stdout.trim();
  } catch {
    return null;
  }
}
