import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { peopleProblem } from './problems.ts';
import { closeEmployerContact, lockEmployer, writeEmployerContact } from './store/employers.ts';
import { typedEmail, typedPhone } from './typed-contact.ts';

const contact = z.object({
  employerId: z.string(),
  /** Absent or empty: a new contact. */
  contactId: z.string().default(''),
  role: z.string().trim().min(1, 'what the contact does: a function rather than a person').max(100),
  name: z.string().trim().max(200).default(''),
  email: typedEmail.nullable().default(null),
  phone: typedPhone.nullable().default(null),
});

/** A contact at an employer, new or changed. */
export const putEmployerContact = command({
  name: 'people.put-employer-contact',
  roles: ['caseworker', 'administrator'],
  input: contact,
  async run({ tx, newId }, { employerId: typed, contactId, ...facts }) {
    const employerId = parseUuid(typed);
    const employer = employerId === null ? null : await lockEmployer(tx, employerId);
    if (employer === null) throw peopleProblem('employer-unknown');
    const id = contactId === '' ? newId() : parseUuid(contactId);
    if (id === null || !(await writeEmployerContact(tx, employer.employerId, { id, ...facts }))) {
      throw peopleProblem('employer-contact-unknown');
    }
    return { result: { contactId: id }, subject: `employer:${employer.employerId}`, details: { contactId: id } };
  },
});

/** A contact at an employer is no more; who it was is forgotten. */
export const endEmployerContact = command({
  name: 'people.end-employer-contact',
  roles: ['caseworker', 'administrator'],
  input: z.object({ employerId: z.string(), contactId: z.string() }),
  async run({ tx, now }, input) {
    const [employerId, contactId] = [parseUuid(input.employerId), parseUuid(input.contactId)];
    const ended = employerId !== null && contactId !== null && (await closeEmployerContact(tx, employerId, contactId, now));
    if (!ended) throw peopleProblem('employer-contact-unknown');
    return { result: { contactId }, subject: `employer:${employerId}`, details: { contactId } };
  },
});
