/** Server-sent events (WHATWG HTML §9.2): an answer that goes on for as long as the browser stays. */
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface Stream {
  /** `id` comes back as Last-Event-ID when the browser connects anew. */
  send(event: string, data: unknown, id?: string): void;
  /** Resolves when the browser has gone, its session has ended, or the server closes. */
  closed: Promise<void>;
  end(): void;
}

const beatEveryMs = 15_000;

/**
 * Begins the stream; the handler returns what this gives as `reply`. A comment now and then finds out who has gone. It goes on no longer
 * than the session and the roles by which it was asked for; a browser that connects anew is then refused.
 */
export function openStream(request: FastifyRequest, reply: FastifyReply): Stream {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  raw.write('retry: 1000\n\n');
  const beat = setInterval(() => raw.write(': here\n\n'), beatEveryMs);
  beat.unref();
  const closed = new Promise<void>((resolve) => {
    const unfollow = request.server.followSession?.(request, () => raw.end());
    const end = (): void => {
      clearInterval(beat);
      unfollow?.();
      resolve();
    };
    // Gone already, while it was found out what to tell: nobody says so again.
    if (raw.destroyed) return end();
    raw.once('close', end);
    request.raw.once('aborted', () => raw.end());
  });
  return {
    closed,
    send(event, data, id) {
      if (raw.writableEnded) return;
      raw.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    end: () => raw.end(),
  };
}

/** The last event that the browser has seen, when it connects anew. */
export function lastEventId(request: FastifyRequest): string | null {
  const sent = request.headers['last-event-id'];
  return typeof sent === 'string' ? sent : null;
}
