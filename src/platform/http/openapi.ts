import { z } from 'zod';
import { problemShape } from './problems.ts';

/** What the OpenAPI document says of itself. */
export interface ApiInfo {
  title: string;
  version: string;
  description: string;
}

/** The head of the OpenAPI 3.1 document; the paths come from the endpoints' schemas. */
export function openApi(info: ApiInfo) {
  return {
    openapi: '3.1.0' as const,
    info: { ...info, license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' } },
    servers: [{ url: '/' }],
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey' as const,
          in: 'cookie' as const,
          name: 'narvaro_session',
          description: 'The session that the sign-in (OpenID Connect, /sign-in) opens; over https its name begins with __Host-',
        },
        programKey: {
          type: 'http' as const,
          scheme: 'bearer',
          description: 'The key of another organisation’s program, which its administrator was shown once',
        },
        formToken: {
          type: 'apiKey' as const,
          in: 'header' as const,
          name: 'x-csrf-token',
          description: 'The session’s form token, with everything that writes',
        },
      },
      headers: {
        ETag: { description: 'The version of the answer, for If-None-Match', schema: { type: 'string' as const } },
      },
      responses: {
        NotModified: {
          description: 'The client has this version already (If-None-Match)',
          headers: { ETag: { $ref: '#/components/headers/ETag' } },
        },
        Problem: {
          description: 'A refusal, as problem details (RFC 9457)',
          content: { 'application/problem+json': { schema: z.toJSONSchema(problemShape) as object } },
        },
      },
    },
  };
}

/** The parts of the document that `describeAnswers` adds to; `$ref` stands for what `openApi` declares. */
interface Described {
  paths?: Record<string, object | undefined>;
}
interface Response {
  $ref?: string;
  headers?: Record<string, { $ref: string }>;
  content?: Record<string, { schema?: object }>;
}

/** Adds to each operation what all have in common: problems by default, ETag and 304 for what is read, CSV as text. */
export function describeAnswers<Document extends Described>(document: Document): Document {
  for (const methods of Object.values(document.paths ?? {})) {
    for (const [method, operation] of Object.entries<{ responses: Record<string, Response> }>({ ...methods })) {
      const { responses } = operation;
      const csv = responses['200']?.content?.['text/csv'];
      if (csv !== undefined) csv.schema = { type: 'string' };
      if (method === 'get') {
        responses['200'] = { ...responses['200'], headers: { ETag: { $ref: '#/components/headers/ETag' } } };
        responses['304'] = { $ref: '#/components/responses/NotModified' };
      }
      responses['default'] = { $ref: '#/components/responses/Problem' };
    }
  }
  return document;
}
