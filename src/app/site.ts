/** What the application tells the page shell about itself. */
import { type Actor, hasRole, type Role } from '../platform/auth/index.ts';
import type { Translate } from '../platform/i18n/index.ts';
import type { NavigationItem, Site } from '../ui/index.ts';

const meetsPeople = ['desk-officer', 'caseworker', 'protection-officer'] as const satisfies readonly Role[];

interface Page {
  href: string;
  text: string;
  roles: 'everyone' | readonly Role[];
}

const plans = ['planner', 'administrator'] as const satisfies readonly Role[];
const reads = ['planner', 'analyst', 'administrator'] as const satisfies readonly Role[];

/** The main navigation: each page for those whose page it is; pages that belong together stand under one name. */
const items: readonly (Page | { text: string; pages: readonly Page[] })[] = [
  { href: '/my', text: 'people:nav.my', roles: ['jobseeker'] },
  { href: '/helping', text: 'people:nav.helping', roles: ['helper'] },
  {
    text: 'desk:staffVisits.mine.title',
    pages: [
      { href: '/desk', text: 'desk:staffVisits.mine.title', roles: ['desk-officer'] },
      { href: '/desks', text: 'desk:staffSetup.navOwn', roles: ['desk-officer'] },
    ],
  },
  { href: '/calendar', text: 'meetings:staffCalendar.title', roles: [...meetsPeople, 'planner'] },
  {
    text: 'people:nav.work',
    pages: [
      { href: '/work', text: 'people:nav.work', roles: meetsPeople },
      { href: '/sessions', text: 'meetings:staffSessions.title', roles: meetsPeople },
      { href: '/displaced', text: 'meetings:staffDisruption.displaced.title', roles: meetsPeople },
      { href: '/channel-requests', text: 'meetings:staffBooking.requests.nav', roles: ['caseworker', 'protection-officer'] },
      { href: '/documents', text: 'desk:staffDocuments.unitTitle', roles: ['caseworker'] },
      { href: '/messages/by-hand', text: 'contact:nav.byHand', roles: meetsPeople },
      { href: '/letters', text: 'contact:nav.letters', roles: meetsPeople },
      { href: '/reviews', text: 'cases:staffRegistration.reviews.title', roles: ['caseworker', 'administrator'] },
    ],
  },
  { href: '/people', text: 'people:nav.people', roles: meetsPeople },
  { href: '/protected', text: 'people:nav.protected', roles: ['protection-officer'] },
  {
    text: 'meetings:staffSupply.title',
    pages: [
      { href: '/supply', text: 'app:nav.placesAndPeople', roles: reads },
      { href: '/supply/free', text: 'meetings:staffCapacity.nav', roles: reads },
      { href: '/disruptions', text: 'meetings:staffDisruption.title', roles: plans },
      { href: '/displaced', text: 'meetings:staffDisruption.displaced.title', roles: plans },
      { href: '/sessions', text: 'meetings:staffSessions.title', roles: ['planner'] },
      { href: '/desks', text: 'desk:staffSetup.nav', roles: plans },
      { href: '/webhooks', text: 'meetings:staffWebhooks.title', roles: plans },
    ],
  },
  { href: '/employers', text: 'people:nav.employers', roles: ['desk-officer', 'caseworker', 'administrator'] },
  { href: '/control/openings', text: 'people:nav.openings', roles: ['auditor'] },
  { href: '/', text: 'network:nav.find-help', roles: 'everyone' },
  { href: '/my/registration', text: 'cases:registration.title', roles: ['visitor'] },
  { href: '/practice', text: 'cases:practice.title', roles: ['visitor'] },
  { href: '/country', text: 'network:nav.country', roles: 'everyone' },
  {
    text: 'app:nav.figures',
    pages: [
      { href: '/figures/registration', text: 'cases:figures.title', roles: reads },
      { href: '/metrics', text: 'insight:metrics.title', roles: reads },
      { href: '/equal-service', text: 'insight:equal.title', roles: reads },
      { href: '/figures/meetings', text: 'meetings:staffMeetingFigures.title', roles: reads },
      { href: '/figures/desk', text: 'desk:staffFigures.title', roles: reads },
      { href: '/reports', text: 'insight:staffReports.title', roles: reads },
    ],
  },
  { href: '/documents', text: 'desk:staffDocuments.unitTitle', roles: ['administrator'] },
  { href: '/automation', text: 'cases:staffRegistration.automation.title', roles: ['administrator'] },
  { href: '/outages', text: 'app:outages.title', roles: ['auditor', 'administrator'] },
  {
    text: 'network:nav.register',
    pages: [
      { href: '/register', text: 'network:nav.register', roles: reads },
      { href: '/agreements', text: 'network:staffAgreements.title', roles: reads },
      { href: '/securing', text: 'network:staffSecuring.title', roles: reads },
    ],
  },
  { href: '/planning', text: 'planning:staffPlanning.title', roles: reads },
  {
    text: 'contact:staffNotices.nav',
    pages: [
      { href: '/decisions', text: 'contact:staffNotices.decisions.title', roles: reads },
      { href: '/notices', text: 'contact:staffNotices.notices.title', roles: reads },
      { href: '/bodies', text: 'contact:staffNotices.bodies.title', roles: reads },
    ],
  },
];

function navigation(actor: Actor, t: Translate): NavigationItem[] {
  const seen = new Set<string>();
  // Whoever has several roles finds a page where the first of them has it.
  const mine = (pages: readonly Page[]): NavigationItem[] =>
    pages.flatMap(({ href, text, roles }) => {
      if (seen.has(href) || (roles !== 'everyone' && !hasRole(actor, roles))) return [];
      seen.add(href);
      return [{ href, text: t(text) }];
    });
  return items.flatMap((item) => {
    if (!('pages' in item)) return mine([item]);
    const pages = mine(item.pages);
    const [first] = pages;
    return first === undefined || pages.length === 1 ? pages : [{ href: first.href, text: t(item.text), pages }];
  });
}

export const site: Site = {
  name: 'Närvaro',
  navigation,
  footer: (t) => [
    { href: '/metrics', text: t('insight:metrics.title') },
    { href: '/equal-service', text: t('insight:equal.title') },
    { href: '/statistics', text: t('insight:openData.nav') },
    { href: '/docs', text: t('app:footer.docs') },
    { href: '/accessibility', text: t('app:footer.accessibility') },
  ],
  problemNamespaces: ['network', 'people', 'contact', 'cases', 'meetings', 'desk', 'insight', 'planning', 'app'],
};

/** The head of the OpenAPI document. */
export const api = {
  title: 'Närvaro',
  description:
    'The system of a public employment service: which help can a person get, where, when and by which channel; and, signed in, ' +
    'one’s own case (/v1/me). What writes takes the form token in x-csrf-token and, for safe retries, a key in idempotency-key. ' +
    'Days are YYYY-MM-DD; valid periods include both ends; errors are problem details (RFC 9457) in the language of ' +
    'Accept-Language, with what to do in action.',
};
