/** The API about itself, as the national REST API profile has it (dev.dataportal.se, version handling: VER.06, VER.07). */
import { z } from 'zod';
import { endpoint, type Endpoint } from '../../platform/http/index.ts';

const apiInfo = z.object({
  apiName: z.string(),
  apiVersion: z.string(),
  apiDocumentation: z.string(),
  apiStatus: z.enum(['alpha', 'beta', 'active', 'deprecated']),
});

/** `apiReleased` is left out: no release of this program has a date yet. */
export function apiInfoEndpoints(release: string): Endpoint[] {
  // The profile's address is below the version; the short one is for people.
  return ['/v1/api-info', '/api-info'].map((url) =>
    endpoint({
      method: 'GET',
      url,
      kind: 'api',
      access: 'everyone',
      tag: 'api',
      summary: 'The name, version, state and documentation of the API',
      answer: apiInfo,
      handle: () => ({ apiName: 'narvaro', apiVersion: release, apiDocumentation: '/docs', apiStatus: 'beta' }),
    }),
  );
}
