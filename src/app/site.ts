/** What the application tells the page shell about itself. */
import { hasRole, type Role } from '../platform/auth/index.ts';
import type { Site } from '../ui/index.ts';

const meetsPeople = ['desk-officer', 'caseworker', 'protection-officer'] as const satisfies readonly Role[];

/** The main navigation: each item for those whose page it is. */
const items: readonly { href: string; text: string; roles: 'everyone' | readonly Role[] }[] = [
  { href: '/my', text: 'people:nav.my', roles: ['jobseeker'] },
  { href: '/helping', text: 'people:nav.helping', roles: ['helper'] },
  { href: '/work', text: 'people:nav.work', roles: meetsPeople },
  { href: '/people', text: 'people:nav.people', roles: meetsPeople },
  { href: '/protected', text: 'people:nav.protected', roles: ['protection-officer'] },
  { href: '/employers', text: 'people:nav.employers', roles: ['desk-officer', 'caseworker', 'administrator'] },
  { href: '/control/openings', text: 'people:nav.openings', roles: ['auditor'] },
  { href: '/', text: 'network:nav.find-help', roles: 'everyone' },
  { href: '/country', text: 'network:nav.country', roles: 'everyone' },
  { href: '/outages', text: 'app:outages.title', roles: ['auditor', 'administrator'] },
  { href: '/register', text: 'network:nav.register', roles: ['planner', 'analyst', 'administrator'] },
];

export const site: Site = {
  name: 'Närvaro',
  navigation: (actor, t) =>
    items.filter(({ roles }) => roles === 'everyone' || hasRole(actor, roles)).map(({ href, text }) => ({ href, text: t(text) })),
  footer: (t) => [
    { href: '/docs', text: t('app:footer.docs') },
    { href: '/accessibility', text: t('app:footer.accessibility') },
  ],
  problemNamespaces: ['network', 'people', 'cases', 'app'],
};

/** The head of the OpenAPI document. */
export const api = {
  title: 'Närvaro',
  description:
    'The presence register of a public employment service: which help can a person get, where, when and by which channel. ' +
    'Days are YYYY-MM-DD; valid periods include both ends; errors are problem details (RFC 9457).',
};
