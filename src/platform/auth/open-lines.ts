/**
 * What is told to a browser for as long as it stays hangs on the session that it was asked for with: signed out, expired or without the
 * role, it is told nothing more. One question now and then asks for all of them.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { later } from '../clock/index.ts';
import type { House } from './command.ts';
import { hasRole, type Role, visitor } from './roles.ts';
import { keyOf, type SessionLimits } from './sessions.ts';
import { rolesOfOpen } from './store.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Calls `end` within a few seconds after the request's session may no longer have what it asked for; gives what ends the watch. */
    followSession?: (request: FastifyRequest, end: () => void) => () => void;
  }
}

const askEveryMs = 2000;

interface Line {
  key: Buffer;
  access: readonly Role[];
  end(): void;
}

/** `cookieOf`: the value that the browser sent for its session. */
export function followSessions(
  server: FastifyInstance,
  { house, limits, cookieOf }: { house: House; limits: SessionLimits; cookieOf: (request: FastifyRequest) => string | undefined },
): void {
  const lines = new Set<Line>();
  let isAsking = false;

  const ask = async (): Promise<void> => {
    const now = house.clock.now();
    const asked = [...lines];
    const keys = asked.map(({ key }) => key);
    const open = await rolesOfOpen(house.db, keys, { now, seenAfter: later(now, -limits.idleMs) });
    for (const { key, access, end } of asked) {
      const roles = open.get(key.toString('hex'));
      if (roles === undefined || !hasRole({ ...visitor, roles }, access)) end();
    }
  };
  const timer = setInterval(() => {
    if (lines.size === 0 || isAsking) return;
    isAsking = true;
    // While the database is away there is nothing to tell either: it is asked again.
    ask()
      .catch(() => undefined)
      .finally(() => {
        isAsking = false;
      });
  }, askEveryMs);
  timer.unref();

  server.decorate('followSession', (request: FastifyRequest, end: () => void) => {
    const cookie = cookieOf(request);
    const { access = [] } = request.routeOptions.config;
    // What everyone may have hangs on no session.
    if (cookie === undefined || access === 'everyone') return () => undefined;
    const line: Line = { key: keyOf(cookie), access, end };
    lines.add(line);
    return () => lines.delete(line);
  });
  server.addHook('onClose', (_server, done) => {
    clearInterval(timer);
    done();
  });
}
