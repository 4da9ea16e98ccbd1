/** The database that the settings name: a server, or the embedded one. */
import { type Connection, connect, migrate, serverMajor } from '../platform/db/index.ts';
import { type Embedded, runningEmbedded, startEmbedded } from '../platform/db/embedded/index.ts';
import type { Config } from './config.ts';
import { shipped } from './shipped.ts';

export interface OpenDatabase extends Connection {
  /** The embedded server if this process started it. */
  embedded: Embedded | null;
}

const migrations = shipped('db/migrations');
/** The oldest PostgreSQL that the schema and its statements are tried on. */
const oldestServer = 15;

/**
 * Opens and migrates it. `share`: use the embedded server of another process (the command line beside a running service);
 * without it a second start on the same folder fails with EmbeddedInUse.
 */
export async function openDatabase(config: Config, log: (line: string) => void, share = false): Promise<OpenDatabase> {
  const running = config.databaseUrl === null && share ? await runningEmbedded(config.dataDir) : null;
  const embedded =
    config.databaseUrl === null && running === null
      ? await startEmbedded({ dataDir: config.dataDir, log: worthSaying(log) })
      : null;
  const url = config.databaseUrl ?? running?.url ?? embedded!.url;
  const connection = connect(url);
  const close = async (): Promise<void> => {
    await connection.close();
    await embedded?.stop();
  };
  try {
    const major = await serverMajor(connection.db);
    if (major < oldestServer) throw new Error(`PostgreSQL ${oldestServer} or newer is needed; this server is ${major}.`);
    const { ran } = await migrate(connection.db, migrations);
    if (ran.length > 0) log(`Database: ${ran.length} migrations run.`);
    return { ...connection, close, embedded };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What PostgreSQL says when all is well (it starts, it is ready) is not for the operator. */
function worthSaying(log: (line: string) => void): (line: string) => void {
  return (line) => (line.startsWith('postgres: LOG:') ? undefined : log(line));
}
