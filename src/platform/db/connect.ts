import { Socket } from 'node:net';
import { Kysely, PostgresDialect, type Transaction as KyselyTransaction } from 'kysely';
import pg from 'pg';
import { prepareStatements } from './prepared.ts';

/** For reading: the pool or a transaction. */
export type Database = Kysely<unknown>;
/** For writing: only a transaction is one, so a write outside a transaction does not compile. */
export type Transaction = KyselyTransaction<unknown>;

export interface Connection {
  db: Database;
  url: string;
  close(): Promise<void>;
}

// A day stays text ('2020-02-14'), an instant becomes ISO 8601 in UTC, counts become numbers.
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.DATE, (text) => text);
types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text));
types.setTypeParser(pg.types.builtins.NUMERIC, (text) => Number(text));
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, instantText);

/**
 * What is written to the server in one go leaves in one packet: each packet wakes a process of the server, and that costs more
 * than most statements. The driver corks around each statement; the outermost cork is held until the caller waits.
 */
class GatheringSocket extends Socket {
  #held = false;

  override cork(): void {
    super.cork();
    if (this.#held) return;
    this.#held = true;
    super.cork();
    process.nextTick(() => {
      this.#held = false;
      this.uncork();
    });
  }
}

/** Opens the pool. `url` is a postgres:// address; at most `max` connections (default 10). */
export function connect(url: string, options: { max?: number; onError?: (error: Error) => void } = {}): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    connectionTimeoutMillis: 10_000,
    options: '-c timezone=UTC -c datestyle=ISO -c statement_timeout=60000',
    types,
    // What is begun without waiting for the answer before (together.ts) is sent at once.
    pipeline: true,
    stream: () => new GatheringSocket(),
  });
  // An idle connection that the server drops (restart, kill) is no reason to fall: the pool opens a new one.
  pool.on('error', (error) => options.onError?.(error));
  // The same for one that is in use between two statements: its next statement fails, and that is where it is handled.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('connect', prepareStatements);
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return { db, url, close: () => db.destroy() };
}

/** '2020-02-14 11:00:00.5+00' as instants are written here, '2020-02-14T11:00:00.500Z': the same instant is the same text. */
function instantText(text: string): string {
  const [, day, time, fraction = ''] = /^(\S+) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(text) ?? [];
  return day === undefined ? text : `${day}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
}
