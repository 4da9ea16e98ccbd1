import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { type Transaction, violatedConstraint } from '../../platform/db/index.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { findMunicipality } from '../network/index.ts';
import { peopleProblem } from './problems.ts';
import { organisationNumber, readOrganisationNumber } from './rules/organisation-number.ts';
import { type EmployerFacts, insertEmployer, lockEmployer, updateEmployer } from './store/employers.ts';
import { typedText } from './typed-contact.ts';

const facts = z.object({
  number: z.string().max(20),
  name: z.string().trim().min(1, 'a name').max(200),
  municipalityCode: typedText(4).nullable().default(null),
});

/** An employer, known by its organisation number. */
export const addEmployer = command({
  name: 'people.add-employer',
  roles: ['caseworker', 'administrator'],
  input: facts,
  async run({ tx, now, newId }, input) {
    const employerId = newId();
    const read = await readFacts(tx, input);
    await refuseTaken(() => insertEmployer(tx, employerId, read, now));
    return { result: { employerId }, subject: `employer:${employerId}`, rules: [organisationNumber.id] };
  },
});

/** An employer has another name, number or municipality. `version`: as it stood on the page. */
export const changeEmployer = command({
  name: 'people.change-employer',
  roles: ['caseworker', 'administrator'],
  input: facts.extend({ employerId: z.string(), version: z.coerce.number().int() }),
  async run({ tx, now }, input) {
    const id = parseUuid(input.employerId);
    const before = id === null ? null : await lockEmployer(tx, id);
    if (before === null) throw peopleProblem('employer-unknown');
    if (before.version !== input.version) throw peopleProblem('employer-changed-meanwhile');
    const read = await readFacts(tx, input);
    await refuseTaken(() => updateEmployer(tx, before.employerId, read, now));
    const { employerId } = before;
    return { result: { employerId }, subject: `employer:${employerId}`, rules: [organisationNumber.id] };
  },
});

async function readFacts(tx: Transaction, input: z.output<typeof facts>): Promise<EmployerFacts> {
  const number = readOrganisationNumber(input.number);
  if (number === null) {
    const fields = [{ field: 'number', expected: 'ten digits with the right check digit' }];
    throw peopleProblem('organisation-number-wrong', { rule: organisationNumber, fields });
  }
  const { name, municipalityCode } = input;
  if (municipalityCode !== null && (await findMunicipality(tx, municipalityCode)) === null) {
    throw peopleProblem('municipality-unknown', {
      fields: [{ field: 'municipalityCode', expected: 'the code of a municipality' }],
    });
  }
  return { number, name, municipalityCode };
}

async function refuseTaken(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (violatedConstraint(error) === 'employer_number_key') throw peopleProblem('organisation-number-taken');
    throw error;
  }
}
