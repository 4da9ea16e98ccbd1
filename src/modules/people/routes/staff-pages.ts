/** Staff: search, a person's file in its parts, protected persons, employers, and the auditor's list. */
import { h } from 'preact';
import { z } from 'zod';
import { execute } from '../../../platform/auth/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage, valueOf, type Values, type Filled } from '../../../ui/index.ts';
import { liftProtection } from '../lift-protection.ts';
import { nameOfficer, protectedOf, unassignedProtected, unnameOfficer } from '../name-officer.ts';
import { wrongFields } from '../pages/form.tsx';
import { addPersonPage } from '../pages/staff/add-person.tsx';
import { checkPage } from '../pages/staff/control.tsx';
import { fileDetailsPage, fileMandatesPage, fileSupportPage } from '../pages/staff/file-forms.tsx';
import { proveIdentityPage, replaceNumberPage } from '../pages/staff/identity.tsx';
import { officersPage, ProtectedListPage, protectionPage } from '../pages/staff/protection.tsx';
import { SearchPage } from '../pages/staff/search.tsx';
import { endNeed } from '../put-support-need.ts';
import { revokeMandate } from '../revoke-mandate.ts';
import { foundPersons, searchPersons } from '../search-persons.ts';
import { namesFor } from '../views.ts';
import { controlPages } from './control.ts';
import { askedBy, type Desk } from './desk.ts';
import { employerPages } from './employers.ts';
import { doneName, personForms } from './forms.ts';
import { openFilePages } from './open-file.ts';
import { pressEndpoint } from './press.ts';

const fileForms = [fileDetailsPage, fileSupportPage, fileMandatesPage, proveIdentityPage, replaceNumberPage, protectionPage];

export function staffPages(desk: Desk): Endpoint[] {
  return [
    ...search(desk),
    ...personForms(desk, [addPersonPage, officersPage, checkPage, ...fileForms]),
    ...openFilePages(desk),
    ...filePresses(desk),
    protectedList(desk),
    ...controlPages(desk),
    ...employerPages(desk),
  ];
}

const fields: readonly string[] = ['number', 'name', 'bornOn', 'municipalityCode', 'disabilityCode', 'purpose'];

function search(desk: Desk): Endpoint[] {
  const { house } = desk;
  const page = { url: '/people', kind: 'page', access: searchPersons.roles } as const;
  const empty: Filled = { values: {}, refusal: null, wrong: {} };
  return [
    endpoint({
      ...page,
      method: 'GET',
      summary: 'Search for a person',
      query: z.object({ done: z.string().optional().catch(undefined) }),
      handle(request, reply) {
        const { municipalities } = askedBy(desk, request);
        const done = doneName([request.query.done ?? '']);
        const title = translator(request.language)('people:search.title');
        return sendPage(
          reply,
          renderPage(request, { title, children: h(SearchPage, { form: empty, municipalities, found: null, done }) }),
        );
      },
    }),
    // What is searched for is never in an address: addresses are kept in histories and logs.
    endpoint({
      ...page,
      method: 'POST',
      summary: 'The persons found',
      async handle(request, reply) {
        const { municipalities } = askedBy(desk, request);
        const { values } = readForm(request.body);
        const title = translator(request.language)('people:search.title');
        try {
          const { personIds, more } = await execute(house, request.actor, searchPersons, searchIn(values));
          const found = { persons: await foundPersons(house.db, request.actor, personIds), more };
          const form: Filled = { values, refusal: null, wrong: {} };
          return sendPage(reply, renderPage(request, { title, children: h(SearchPage, { form, municipalities, found }) }));
        } catch (error) {
          if (!(error instanceof Problem) || error.status !== 422) throw error;
          const fieldOf = (path: string) => path.replace(/^terms\./, '');
          const said = wrongFields({ fieldOf }, error, translator(request.language));
          // A term that the form has no field for is answered by the rule alone.
          const wrong = Object.fromEntries(Object.entries(said).filter(([name]) => fields.includes(name)));
          const children = h(SearchPage, { form: { values, refusal: error, wrong }, municipalities, found: null });
          return sendPage(reply, renderPage(request, { title, children, hasErrors: true }), 422);
        }
      },
    }),
  ];
}

/** Every term that was sent goes to the rule, also one that the form has no field for: the refusal says why. */
function searchIn(values: Values) {
  const named = Object.keys(values).map((name) => [name, valueOf(values, name).trim()]);
  const { purpose = '', ...terms } = Object.fromEntries(named) as Record<string, string>;
  return { terms, purpose };
}

function filePresses(desk: Desk): Endpoint[] {
  const staff = ['desk-officer', 'caseworker', 'protection-officer'] as const;
  return [
    pressEndpoint(desk, {
      url: '/people/:person/mandates/:mandate/revoke',
      command: revokeMandate,
      access: staff,
      summary: 'Revoke a mandate for a person',
      done: 'mandate-revoked',
      input: ({ params }) => ({ personId: params['person'], mandateId: params['mandate'] }),
      next: ({ params }) => `/people/${params['person']}/mandates`,
    }),
    pressEndpoint(desk, {
      url: '/people/:person/support/:need/end',
      command: endNeed,
      access: staff,
      summary: 'End a need of support of a person',
      done: 'support-ended',
      input: ({ params }) => ({ personId: params['person'], needId: params['need'] }),
      next: ({ params }) => `/people/${params['person']}/support`,
    }),
    pressEndpoint(desk, {
      url: '/people/:person/officers/:account/release',
      command: unnameOfficer,
      access: unnameOfficer.roles,
      summary: 'An officer is named no longer',
      done: 'release-officer',
      input: ({ params }) => ({ personId: params['person'], accountId: params['account'] }),
      next: () => '/protected',
    }),
    pressEndpoint(desk, {
      url: '/people/:person/protection/lift',
      command: liftProtection,
      access: liftProtection.roles,
      summary: 'The protection has ended',
      done: 'lift-protection',
      input: ({ params }) => ({ personId: params['person'] }),
      next: ({ params }) => `/people/${params['person']}/details`,
    }),
  ];
}

function protectedList({ house }: Desk): Endpoint {
  return endpoint({
    method: 'GET',
    url: '/protected',
    kind: 'page',
    access: nameOfficer.roles,
    summary: 'Protected persons',
    query: z.object({ done: z.string().optional().catch(undefined) }),
    async handle(request, reply) {
      const ids = await protectedOf(house.db, request.actor);
      const names = await namesFor(house.db, request.actor, ids);
      const children = h(ProtectedListPage, {
        mine: ids.map((personId) => ({ personId, name: names.get(personId)?.name ?? '' })),
        waiting: await unassignedProtected(house.db, request.actor),
        done: doneName([request.query.done ?? '']),
      });
      const title = translator(request.language)('people:protected.title');
      return sendPage(reply, renderPage(request, { title, children }));
    },
  });
}
