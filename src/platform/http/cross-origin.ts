/** Answers that programs on other sites may read (Fetch standard, CORS), refusals among them: there is no session in any of it. */
import type { Endpoint } from './endpoint.ts';
import type { Server } from './server.ts';

const anyone = { 'access-control-allow-origin': '*' } as const;

/** Browsers ask before they send JSON; so long they need not ask again. */
const mayAlways = {
  'access-control-allow-headers': 'accept, accept-language, content-type, if-none-match',
  'access-control-max-age': '86400',
};

export function allowOtherSites(server: Server, endpoints: readonly Endpoint[]): void {
  const open = Map.groupBy(
    endpoints.filter((one) => one.otherSites === true),
    ({ url }) => url,
  );
  server.addHook('onRequest', (request, reply, done) => {
    if (open.has(request.routeOptions.url ?? '')) void reply.headers({ ...anyone, 'access-control-expose-headers': 'etag' });
    done();
  });
  for (const [url, same] of open) {
    const methods = [...new Set(same.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))];
    server.options(url, { schema: { hide: true }, config: { kind: 'api', access: 'everyone' } }, (_request, reply) =>
      reply
        .code(204)
        .headers({ ...mayAlways, 'access-control-allow-methods': methods.join(', ') })
        .send(),
    );
  }
}
