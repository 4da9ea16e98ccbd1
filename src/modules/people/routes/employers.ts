/** Employers: the search, one employer, and the forms about them. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { mayRun, type Role } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { readForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import { addEmployer, changeEmployer } from '../add-employer.ts';
import { requireAtDesk } from '../desk-of-another.ts';
import { addEmployerPage, changeEmployerPage, employerContactPage } from '../pages/staff/employer-forms.tsx';
import { EmployerPage, EmployersPage } from '../pages/staff/employers.tsx';
import { peopleProblem } from '../problems.ts';
import { endEmployerContact } from '../put-employer-contact.ts';
import { findEmployer, listEmployerContacts, listEmployers } from '../store/employers.ts';
import { askedBy, type Desk } from './desk.ts';
import { doneName, personForms } from './forms.ts';
import { pressEndpoint } from './press.ts';

const readers = ['desk-officer', 'caseworker', 'administrator'] as const satisfies readonly Role[];
/** As many as listEmployers gives. */
const most = 50;

export function employerPages(desk: Desk): Endpoint[] {
  const { house } = desk;
  const list = { url: '/employers', kind: 'page', access: readers } as const;
  const doneQuery = z.object({ done: z.string().optional().catch(undefined) });

  // Those who speak for an employer are persons too.
  const mayRead = ({ actor }: FastifyRequest): Promise<void> => requireAtDesk(house.db, actor, today(house.clock), 'employers');

  const sendList = async (request: FastifyRequest, reply: FastifyReply, text: string): Promise<FastifyReply> => {
    await mayRead(request);
    const children = h(EmployersPage, {
      text,
      found: await listEmployers(house.db, text.trim()),
      most,
      mayAdd: mayRun(request.actor, addEmployer),
    });
    const title = translator(request.language)('people:employers.title');
    return sendPage(reply, renderPage(request, { title, children }));
  };

  return [
    endpoint({ ...list, method: 'GET', summary: 'Employers', handle: (request, reply) => sendList(request, reply, '') }),
    endpoint({
      ...list,
      method: 'POST',
      summary: 'The employers found',
      handle: (request, reply) => sendList(request, reply, valueOf(readForm(request.body).values, 'text').slice(0, 200)),
    }),
    ...personForms(desk, [addEmployerPage, changeEmployerPage, employerContactPage]),
    endpoint({
      method: 'GET',
      url: '/employers/:employer',
      kind: 'page',
      access: readers,
      summary: 'One employer',
      params: z.object({ employer: z.string() }),
      query: doneQuery,
      async handle(request, reply) {
        await mayRead(request);
        const id = parseUuid(request.params.employer);
        const employer = id === null ? null : await findEmployer(house.db, id);
        if (employer === null) throw peopleProblem('employer-unknown');
        const { municipalities } = askedBy(desk, request);
        const children = h(EmployerPage, {
          employer,
          contacts: await listEmployerContacts(house.db, employer.employerId),
          municipality: municipalities.find((one) => one.code === employer.municipalityCode)?.name ?? null,
          mayChange: mayRun(request.actor, changeEmployer),
          done: doneName([request.query.done ?? '']),
          newId: house.newId,
        });
        const breadcrumbs = [
          { href: href(request.language, '/employers'), text: translator(request.language)('people:employers.title') },
        ];
        return sendPage(reply, renderPage(request, { title: employer.name, children, breadcrumbs }));
      },
    }),
    pressEndpoint(desk, {
      url: '/employers/:employer/contacts/:contact/end',
      command: endEmployerContact,
      access: endEmployerContact.roles,
      summary: 'A contact is no more',
      done: 'employer-contact-ended',
      input: ({ params }) => ({ employerId: params['employer'], contactId: params['contact'] }),
      next: ({ params }) => `/employers/${params['employer']}`,
    }),
  ];
}
