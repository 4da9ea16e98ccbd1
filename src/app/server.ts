/** The running service: sign-in, assets, every endpoint, the register in memory and the worker that delivers events. */
import type { FastifyRequest } from 'fastify';
import { gatewaysFromEnvironment, letterFolder, startNoticeSender, startSender } from '../modules/contact/index.ts';
import { startRebookings, startWebhooks, webhookSettings } from '../modules/meetings/index.ts';
import { recogniseAccount } from '../modules/people/index.ts';
import { authSettings, type House, registerAuth } from '../platform/auth/index.ts';
import { createServer, type Server } from '../platform/http/index.ts';
import { startJobs } from '../platform/jobs/index.ts';
import { endOutage, openOutage, startPulse } from '../platform/outage/index.ts';
import { startWorker } from '../platform/outbox/index.ts';
import { problemPage, problemWords, registerAssets, signedOutPage } from '../ui/index.ts';
import { openLive } from './live.ts';
import { personas } from './personas.ts';
import { endpoints } from './routes.ts';
import { recogniseTrialAccount } from './trial-supply.ts';
import { jobs, messageSources, subscriptions } from './schedule.ts';
import { api, site } from './site.ts';
import './texts.ts';

export interface Service {
  server: Server;
  /** The address that browsers use, known when the server listens. */
  publicUrl(): string;
  /** True while the local provider with its personas is in use. */
  trialSignIn: boolean;
  close(): Promise<void>;
}

export interface ServiceOptions {
  house: House;
  databaseUrl: string;
  publicUrl: string | null;
  env: Readonly<Record<string, string | undefined>>;
  release: string;
  logLevel?: string;
  /** false in tests: no jobs by the clock, no messages sent, and no pulse for the log of outages. */
  jobs?: false;
}

/** Builds the service on a migrated database; `listen` on its server opens it. */
export async function buildService(options: ServiceOptions): Promise<Service> {
  const { house, databaseUrl, env, release } = options;
  const settings = authSettings(env);
  const gateways = gatewaysFromEnvironment(env, env['NARVARO_OPERATOR'] ?? site.name);
  let server: Server | null = null;
  let port = 0;
  const ownUrl = (): string => `http://localhost:${port}`;
  const publicUrl = (): string => options.publicUrl ?? ownUrl();
  const local = settings === null ? await trialProvider(publicUrl, ownUrl) : null;
  const warn = (error: unknown, at: object = {}): void => server?.log.warn({ err: error, ...at }, 'in the background');
  const live = await openLive({ db: house.db, url: databaseUrl, clock: house.clock }, warn);
  const built = await createServer({
    endpoints: endpoints(house, live, release, env, publicUrl),
    api: { ...api, version: release },
    logLevel: options.logLevel ?? 'warn',
    problemPage,
    problemWords,
    ...(local === null ? {} : { mount: local.mount }),
    async extend(extended) {
      extended.decorate('site', site);
      await registerAssets(extended);
      registerAuth(extended, {
        house,
        issuer: local?.issuer ?? (() => settings!),
        publicUrl,
        onSignIn: local === null ? recogniseAccount : recogniseTrialAccount,
        signedOutPage: (request: FastifyRequest, continueAt: string) => signedOutPage(request, continueAt),
        onIssuer: (available) => void (available ? endOutage : openOutage)(house, 'sign-in').catch(warn),
      });
    },
  });
  server = built;
  built.server.once('listening', () => {
    const address = built.server.address();
    if (address !== null && typeof address === 'object') port = address.port;
  });
  const listening = subscriptions(env, house.clock, { house, ...live });
  const worker = startWorker(house.db, listening, { clock: house.clock, onError: warn });
  const sending = {
    house,
    sources: messageSources({ clock: house.clock, register: live.register, publicUrl }),
    gateways,
    onError: warn,
  };
  const webhooks = webhookSettings(env);
  const background =
    options.jobs === false
      ? []
      : [
          startPulse(house, warn),
          startJobs(databaseUrl, house, jobs(env), warn),
          startSender(sending),
          startNoticeSender({ house, gateways, folder: letterFolder(env), onError: warn }),
          startRebookings({ house, ...live }, { onError: warn }),
          ...(webhooks === null ? [] : [startWebhooks({ house, settings: webhooks, publicUrl, onError: warn })]),
        ];
  return {
    server: built,
    publicUrl,
    trialSignIn: local !== null,
    async close() {
      await built.close();
      await Promise.all([worker, ...background].map((one) => one.stop()));
      await live.close();
    },
  };
}

/** Loaded only when no real issuer is configured. */
async function trialProvider(publicUrl: () => string, ownUrl: () => string) {
  const { startLocalProvider } = await import('../platform/auth/local-provider/index.ts');
  return startLocalProvider({ settings: null, publicUrl, personas, reachAt: ownUrl });
}
