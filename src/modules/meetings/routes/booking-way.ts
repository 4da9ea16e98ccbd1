/** Whose meetings the pages are about, and who books: the person, or someone with the file open or a mandate. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ComponentChildren, h } from 'preact';
import { z } from 'zod';
import type { House, Role } from '../../../platform/auth/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { type Crumb, leadOnward, readForm, renderPage, sendPage, type Values, valueOf } from '../../../ui/index.ts';
import {
  enterFile,
  ownPerson,
  PersonFrame,
  personView,
  type PersonView,
  peopleProblem,
  reopenPage,
  requireStanding,
  sendElsewhere,
} from '../../people/index.ts';
import type { For } from '../offer-times.ts';
import type { BookingWay } from '../pages/booking/way.ts';
import { readWishes, type Wishes, wishQuery } from '../pages/booking/wishes.ts';
import { bookingParties } from '../state.ts';

export interface Visit extends For {
  way: BookingWay;
  view: PersonView;
  /** What stands around the page, and above it. */
  frame(page: ComponentChildren): ComponentChildren;
  breadcrumbs: Crumb[];
}

export interface Passage {
  /** Fastify's notation: /people/:person/meetings */
  url: string;
  access: readonly Role[];
  params: z.ZodType<{ person?: string | undefined; id?: string | undefined }>;
  /** Null after having answered: the person is led elsewhere. */
  enter(request: FastifyRequest, reply: FastifyReply): Promise<Visit | null>;
}

const params = z.object({ person: z.string().max(100).optional(), id: z.string().max(100).optional() });

/** One's own meetings; someone with protected identity is led to their named contact (JO 5254-2016). */
export function ownPassage(house: House): Passage {
  return {
    url: '/my/meetings',
    access: ['jobseeker'],
    params,
    async enter(request, reply) {
      if (await sendElsewhere(house, request, reply)) return null;
      const personId = await ownPerson(house, request, reply);
      if (personId === null) return null;
      const standing = await requireStanding(house.db, request.actor, personId, 'meetings', house.clock.now());
      const t = translator(request.language);
      return leadingOn(request, {
        personId,
        standing,
        actor: request.actor,
        way: { kind: 'self', base: '/my/meetings' },
        view: await viewOf(house, request, personId),
        frame: (page) => page,
        breadcrumbs: [{ href: href(request.language, '/my'), text: t('people:nav.my') }],
      });
    },
  };
}

/** Someone else's meetings: staff with the file open, and helpers with a mandate for meetings. */
export function assistedPassage(house: House): Passage {
  return {
    url: '/people/:person/meetings',
    access: bookingParties,
    params,
    async enter(request, reply) {
      const { person = '' } = params.parse(request.params);
      const entered = await enterFile(house, request, reply, person, 'meetings').catch((error: unknown) => {
        if (!(error instanceof Problem) || error.code !== 'file-reason-required') throw error;
        const { values, next } = readForm(request.body);
        reopenPage({ house, params: { person } }, request, reply, { ...values, next: [next] });
        return null;
      });
      if (entered === null) return null;
      const { standing, frame } = entered;
      const { personId } = standing;
      return leadingOn(request, {
        personId,
        standing,
        actor: request.actor,
        way: { kind: standing.capacity === 'staff' ? 'staff' : 'helper', base: `/people/${personId}/meetings` },
        view: await viewOf(house, request, personId),
        frame: (page) => h(PersonFrame, { frame, tab: 'meetings', children: page }),
        breadcrumbs: [],
      });
    },
  };
}

/** What is refused from here on leads back to the times that were looked at, and to the list. */
function leadingOn(request: FastifyRequest, visit: Visit): Visit {
  const { base, kind } = visit.way;
  const t = translator(request.language);
  const { values } = readForm(request.method === 'GET' ? request.query : request.body);
  const toTimes = `${base}/times`;
  const hasTimes = valueOf(values, 'purpose') !== '' && !request.url.startsWith(toTimes);
  leadOnward(request, [
    ...(hasTimes ? [{ href: `${toTimes}?${wishQuery(wishesOf(visit, values))}`, text: t('meetings:booking.times.title') }] : []),
    { href: base, text: t(`meetings:booking.list.${kind === 'self' ? 'title' : 'titleOf'}`) },
  ]);
  return visit;
}

async function viewOf(house: House, request: FastifyRequest, personId: string): Promise<PersonView> {
  const view = await personView(house, request.actor, personId);
  if (view === null) throw peopleProblem('person-unknown');
  return view;
}

/** Sends a page of the passage; below the list of meetings the way back to it stands above. */
export function sendInPassage(
  request: FastifyRequest,
  reply: FastifyReply,
  { way, frame, breadcrumbs }: Visit,
  page: { title: string; children: ComponentChildren; status?: number; hasErrors?: boolean; isList?: boolean },
): FastifyReply {
  const { title, children, status = 200, hasErrors = false, isList = false } = page;
  const t = translator(request.language);
  const toList = {
    href: href(request.language, way.base),
    text: t(`meetings:booking.list.${way.kind === 'self' ? 'title' : 'titleOf'}`),
  };
  const crumbs = isList ? breadcrumbs : [...breadcrumbs, toList];
  return sendPage(reply, renderPage(request, { title, hasErrors, breadcrumbs: crumbs, children: frame(children) }), status);
}

/** A person who needs an interpreter is asked for one; else the language is Swedish, or the first that they speak. */
export function wishesOf({ view, way }: Visit, values: Values): Wishes {
  const { languages, interpreter } = view;
  const spoken = languages.length === 0 || languages.includes('sv') ? 'sv' : languages[0]!;
  const first = interpreter === null ? { language: spoken, interpreter: false } : { language: interpreter, interpreter: true };
  const wishes = readWishes(values, { ...first, language: /^[a-z]{2,3}$/.test(first.language) ? first.language : 'sv' });
  // How many officers it takes is staff's to choose.
  return way.kind === 'staff' ? wishes : { ...wishes, together: null };
}
