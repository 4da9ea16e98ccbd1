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
  };
}
