/** What the application tells the page shell about itself. */
import { hasRole } from '../platform/auth/index.ts';
import type { Site } from '../ui/index.ts';

export const site: Site = {
  name: 'Närvaro',
  navigation: (actor, t) => [
    { href: '/', text: t('network:nav.find-help') },
    { href: '/country', text: t('network:nav.country') },
    ...(hasRole(actor, ['planner', 'analyst', 'administrator']) ? [{ href: '/register', text: t('network:nav.register') }] : []),
  ],
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
