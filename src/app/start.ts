/** `npm start`: opens the service with the country loaded, says where it is, and closes it cleanly. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { loadCountry } from '../modules/network/index.ts';
import { everyVersion, forgetGenerated, keepDefinitions, loadReports } from '../modules/insight/index.ts';
import { authSettings } from '../platform/auth/index.ts';
import { systemClock } from '../platform/clock/index.ts';
import { idMaker } from '../platform/ids/index.ts';
import { readKeys } from '../platform/keys/index.ts';
import { type Config, isLocal, readConfig } from './config.ts';
import { openDatabase } from './database.ts';
import { personas } from './personas.ts';
import { release } from './release.ts';
import { loadTrialDesk } from './trial-desk.ts';
import { startTrialFigures } from './trial-figures.ts';
import { loadTrialSupply } from './trial-supply.ts';
import { buildService } from './server.ts';
import { shipped } from './shipped.ts';

/** Runs until a signal comes or the database is lost for good; resolves with the exit code. */
export async function start(env: Readonly<Record<string, string | undefined>>, say: (line: string) => void): Promise<number> {
  const stopping = Promise.withResolvers<number>();
  // A signal that comes while the country loads is kept until what has begun can be closed in order.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.resolve(0));
  const config = readConfig(env);
  requireRealSignIn(config, env);
  await requireFreePort(config);
  const keys = readKeys(env, { dataDir: config.dataDir, trial: authSettings(env) === null, say });
  say(`Närvaro ${release}: the presence register of a public employment service.`);
  say(
    config.databaseUrl === null
      ? `Opening the database in ${config.dataDir} …`
      : 'Opening the database that DATABASE_URL names …',
  );
  const database = await openDatabase(config, say);
  database.embedded?.onUnexpectedExit(({ reason, restarting }) => {
    say(`The database stopped by itself (${reason}); ${restarting ? 'it is started again' : 'it does not come up again'}.`);
    if (!restarting) stopping.resolve(1);
  });
  try {
    const house = { db: database.db, clock: systemClock, newId: idMaker(systemClock), keys };
    if (await loadCountry(house, shipped('data/sweden'), say)) say('The country is loaded: 290 municipalities, 2019-2020.');
    await keepDefinitions(house, everyVersion);
    await loadReports(house, shipped('data/reports'));
    if (authSettings(env) === null) {
      await loadTrialSupply(house, database.url, say);
      await loadTrialDesk(house, say);
    } else if (await forgetGenerated(house)) {
      say('The made-up statistics of the trial are gone; they are counted from records within ten minutes.');
    }
    const service = await buildService({
      house,
      databaseUrl: database.url,
      publicUrl: config.publicUrl,
      env,
      release,
      logLevel: config.logLevel,
    });
    let filling: ReturnType<typeof startTrialFigures> | null = null;
    try {
      await service.server.listen({ port: config.port, host: config.host });
      announce(
        service.publicUrl(),
        service.trialSignIn,
        config.databaseUrl === null ? config.dataDir : 'the server of DATABASE_URL',
        say,
      );
      filling = service.trialSignIn ? startTrialFigures(database.url, say) : null;
      const code = await stopping.promise;
      say('Closing …');
      return code;
    } finally {
      await filling?.stop();
      await service.close();
    }
  } finally {
    await database.close();
    say('Closed. Everything that was answered is kept.');
  }
}

/** Throws, before anything is opened or loaded, when the port is taken. */
async function requireFreePort({ port, host }: Config): Promise<void> {
  if (port === 0) return;
  const probe = createServer();
  try {
    await once(probe.listen(port, host), 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new Error(`Port ${port} on ${host} cannot be used (${code}). Close what uses it, or set PORT to another.`, {
      cause: error,
    });
  } finally {
    probe.close();
  }
}

/** Throws when others could reach a sign-in where one becomes administrator by a click, and no one has said that they may. */
function requireRealSignIn(config: Config, env: Readonly<Record<string, string | undefined>>): void {
  if (authSettings(env) !== null || isLocal(config) || config.trialSignInInPublic) return;
  throw new Error(
    'Other machines could reach this service (HOST or PUBLIC_URL), and without OIDC_ISSUER anyone could sign in as administrator.\n' +
      'Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, or NARVARO_TRIAL_SIGN_IN=public for a trial with made-up data.',
  );
}

function announce(url: string, trialSignIn: boolean, data: string, say: (line: string) => void): void {
  say('');
  say(`  Open      ${url}`);
  say(`  API       ${url}/docs  (OpenAPI 3.1: ${url}/openapi.json)`);
  say(`  Data      ${data}`);
  if (trialSignIn) {
    say(`  Sign in   ${url}/sign-in as one of these (trial sign-in, no passwords):`);
    for (const one of personas) say(`              ${one.name} (${one.roles.join(', ')})`);
  }
  say('');
  say('  Ctrl-C closes.');
}
