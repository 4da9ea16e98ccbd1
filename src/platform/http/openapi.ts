/** The head of the OpenAPI 3.1 document; the paths come from the endpoints' schemas. */
export function openApi(version: string) {
  return {
    openapi: '3.1.0' as const,
    info: {
      title: 'Närvaro',
      version,
      description:
        'The presence register of a public employment service: which help can a person get, where, when and by which channel. ' +
        'Days are YYYY-MM-DD; valid periods include both ends; errors are problem details (RFC 9457).',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: '/' }],
  };
}
