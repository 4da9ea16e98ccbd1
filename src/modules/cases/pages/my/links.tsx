/** The other pages of one's own case. */
import { href } from '../../../../platform/i18n/index.ts';
import { usePage, useText } from '../../../../ui/index.ts';

/** Where one books the planning conversation; `at`: /my, or /people/ and an id. Meetings stand to the right: an address is all we know. */
export const bookConversationPath = (at: string): string => `${at}/meetings/book?purpose=first-planning`;

const always = [
  ['details', '/my/details'],
  ['support', '/my/support'],
  ['mandates', '/my/mandates'],
  ['readers', '/my/readers'],
  ['helping', '/helping'],
  ['data', '/my/data'],
  ['protection', '/my/protection'],
  ['practice', '/practice'],
  ['help', '/get-help?from=my'],
] as const;

const ofCase = [
  ['report', '/my/report'],
  ['plan', '/my/plan'],
  ['meetings', '/my/meetings'],
] as const;

export function Links({ hasCase, mayLeave }: { hasCase: boolean; mayLeave: boolean }) {
  const t = useText();
  const { language } = usePage();
  const all = [...(hasCase ? ofCase : []), ...always, ...(mayLeave ? ([['deregister', '/my/deregister']] as const) : [])];
  return (
    <nav aria-labelledby="my-pages">
      <h2 id="my-pages">{t('cases:my.links.title')}</h2>
      <ul class="plain-list link-list">
        {all.map(([key, path]) => (
          <li>
            <a href={href(language, path)}>{t(`cases:my.links.${key}`)}</a>
            <br />
            <span class="hint">{t(`cases:my.links.${key}Text`)}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
}
