/**
 * The line. Calls go left: a module imports only modules to its left, and of those only the ones it lists here.
 * Events go right. One enters a module through its index.ts. test/architecture.test.ts holds the code to this.
 */
export const line = [
  { name: 'platform', uses: [] },
  { name: 'ui', uses: ['platform'] },
  { name: 'network', uses: ['platform', 'ui'] },
  { name: 'people', uses: ['platform', 'ui', 'network'] },
  { name: 'contact', uses: ['platform', 'ui', 'network', 'people'] },
  { name: 'cases', uses: ['platform', 'ui', 'network', 'people'] },
  { name: 'meetings', uses: ['platform', 'ui', 'network', 'people', 'contact', 'cases'] },
  { name: 'desk', uses: ['platform', 'ui', 'network', 'people', 'contact', 'cases', 'meetings'] },
  { name: 'insight', uses: ['platform', 'ui'] },
  { name: 'planning', uses: ['platform', 'ui', 'network', 'contact', 'cases', 'meetings', 'desk', 'insight'] },
  { name: 'app', uses: ['platform', 'ui', 'network', 'people', 'contact', 'cases', 'meetings', 'desk', 'insight', 'planning'] },
] as const;
