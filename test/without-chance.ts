/**
 * A page without what is random in it: tokens of the session, keys of one sending, ids and the digests in addresses of
 * files. Whoever looks for a few characters that must not be there asks this, as chance writes any four of them.
 */
export function withoutChance(html: string): string {
  return html
    .replaceAll(/value="[\w-]{40,}"/g, 'value=""')
    .replaceAll(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '')
    .replaceAll(/-[0-9a-f]{10}\./g, '.');
}
