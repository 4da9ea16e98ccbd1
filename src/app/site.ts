/** What the application tells the page shell about itself. */
import { hasRole, type Role } from '../platform/auth/index.ts';
import type { Site } from '../ui/index.ts';

const meetsPeople = ['desk-officer', 'caseworker', 'protection-officer'] as const satisfies readonly Role[];

/** The main navigation: each item for those whose page it is. */
const items: readonly { href: string; text: string; roles: 'everyone' | readonly Role[] }[] = [
  { href: '/my', text: 'people:nav.my', roles: ['jobseeker'] },
  { href: '/helping', text: 'people:nav.helping', roles: ['helper'] },
  { href: '/calendar', text: 'meetings:staffCalendar.title', roles: [...meetsPeople, 'planner'] },
  { href: '/supply', text: 'meetings:staffSupply.title', roles: ['planner', 'analyst', 'administrator'] },
  { href: '/work', text: 'people:nav.work', roles: meetsPeople },
  { href: '/people', text: 'people:nav.people', roles: meetsPeople },
  { href: '/letters', text: 'contact:nav.letters', roles: meetsPeople },
  { href: '/messages/by-hand', text: 'contact:nav.byHand', roles: meetsPeople },
  { href: '/protected', text: 'people:nav.protected', roles: ['protection-officer'] },
  { href: '/supply/free', text: 'meetings:staffCapacity.nav', roles: ['planner', 'analyst', 'administrator'] },
  { href: '/displaced', text: 'meetings:staffDisruption.displaced.title', roles: ['planner', 'administrator'] },
  { href: '/disruptions', text: 'meetings:staffDisruption.title', roles: ['planner', 'administrator'] },
  { href: '/webhooks', text: 'meetings:staffWebhooks.title', roles: ['planner', 'administrator'] },
  { href: '/channel-requests', text: 'meetings:staffBooking.requests.nav', roles: ['caseworker', 'protection-officer'] },
  { href: '/employers', text: 'people:nav.employers', roles: ['desk-officer', 'caseworker', 'administrator'] },
  { href: '/control/openings', text: 'people:nav.openings', roles: ['auditor'] },
  { href: '/', text: 'network:nav.find-help', roles: 'everyone' },
  { href: '/my/registration', text: 'cases:registration.title', roles: ['visitor'] },
  { href: '/practice', text: 'cases:practice.title', roles: ['visitor'] },
  { href: '/country', text: 'network:nav.country', roles: 'everyone' },
  { href: '/figures/registration', text: 'cases:figures.title', roles: ['planner', 'analyst', 'administrator'] },
  { href: '/figures/meetings', text: 'meetings:staffMeetingFigures.title', roles: ['planner', 'analyst', 'administrator'] },
  { href: '/automation', text: 'cases:staffRegistration.automation.title', roles: ['administrator'] },
  { href: '/reviews', text: 'cases:staffRegistration.reviews.title', roles: ['caseworker', 'administrator'] },
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
  problemNamespaces: ['network', 'people', 'contact', 'cases', 'meetings', 'app'],
};

/** The head of the OpenAPI document. */
export const api = {
  title: 'Närvaro',
  description:
    'The system of a public employment service: which help can a person get, where, when and by which channel; and, signed in, ' +
    'one’s own case (/v1/me). What writes takes the form token in x-csrf-token and, for safe retries, a key in idempotency-key. ' +
    'Days are YYYY-MM-DD; valid periods include both ends; errors are problem details (RFC 9457).',
};
