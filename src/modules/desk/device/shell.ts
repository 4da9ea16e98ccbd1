/** Which pages of a desk go on without network, and what is kept of them. No imports: pages, the worker and the service read this one. */

/** The pages; 'start' is /desk, where one's desks are listed. */
export const shellViews = ['host', 'counter', 'start'] as const;
export type ShellView = (typeof shellViews)[number];

/** The page of a path in any language; null when it has none without network. */
export function viewOf(path: string): { prefix: string; place: string | null; view: ShellView } | null {
  const match = /^(\/en)?\/desk(?:\/([0-9a-f-]{36})\/(host|counter))?\/?$/.exec(path);
  if (match === null) return null;
  const [, prefix = '', place = null, view = 'start'] = match;
  return { prefix, place, view: view as ShellView };
}

/** Where the service gives the page as it is without network: the same for everyone, with nothing about anyone. */
export function shellAddress({ prefix, view }: { prefix: string; view: ShellView }): string {
  return `${prefix}/desk/shell/${view}`;
}

/** The cache of what pages, scripts and styles need; one for each edition of the worker. */
export const assetCache = (edition: string): string => `desk-assets-${edition}`;
/** The cache of the pages that were opened on this device, by their path. Emptied when someone signs out. */
export const pageCache = 'pages';
