import { z } from 'zod';
import { type Actor, command } from '../../platform/auth/index.ts';
import { parsePlainDate, type PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { parseUuid, type Uuid } from '../../platform/ids/index.ts';
import { problem } from '../../platform/problem/index.ts';
import { requireAtDesk } from './desk-of-another.ts';
import { peopleProblem } from './problems.ts';
import { mostFound, refusedTerms, searchPurposes, searchTerms } from './rules/search-terms.ts';
import { isStaff, looksAfterProtected } from './rules/standing.ts';
import { findPersons, type FoundPerson, insertSearch, listFound, type Terms } from './store/search.ts';
import { readTypedNumber } from './typed-number.ts';

/** Term → what is looked for. Any term may be named, so that the refusal of one can say its rule. */
const search = z.object({
  terms: z.record(z.string().max(40), z.string().trim().max(200)),
  purpose: z
    .enum(searchPurposes)
    .or(z.literal(''))
    .optional()
    .transform((code) => (code === undefined || code === '' ? null : code)),
});

/**
 * Finds persons by the permitted terms and logs which kinds of terms were used. The result holds ids only; `foundPersons`
 * says who they are. At most 50; `more` says that there were others.
 */
export const searchPersons = command({
  name: 'people.search-persons',
  roles: ['desk-officer', 'caseworker', 'protection-officer'],
  input: search,
  async run({ tx, actor, now, newId, today }, { terms, purpose }) {
    await requireAtDesk(tx, actor, today, 'file');
    const given = Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== ''));
    const refused = refusedTerms(given, purpose);
    if (refused.length > 0) {
      const fields = refused.map((field) => ({ field: `terms.${field}`, expected: 'a permitted search term' }));
      throw peopleProblem('search-term-refused', { rule: searchTerms, fields });
    }
    if (Object.keys(given).length === 0) throw peopleProblem('search-term-missing', { rule: searchTerms });
    const found = await findPersons(tx, protectionOfficer(actor), readTerms(given, today), mostFound + 1);
    const personIds = found.slice(0, mostFound);
    const id = newId();
    const kinds = Object.keys(given);
    await insertSearch(tx, {
      id,
      at: now,
      accountId: actor.id,
      actorName: actor.name,
      terms: kinds,
      purpose,
      hits: found.length,
    });
    return {
      result: { personIds, more: found.length > mostFound },
      subject: `search:${id}`,
      rules: [searchTerms.id],
      details: { terms: kinds, purpose },
    };
  },
});

function readTerms(given: Readonly<Record<string, string>>, today: PlainDate): Terms {
  const number = given['number'] === undefined ? null : readTypedNumber(given['number'], today, 'terms.number');
  const bornOn = given['bornOn'] === undefined ? null : parsePlainDate(given['bornOn']);
  if (given['bornOn'] !== undefined && bornOn === null) {
    throw problem('invalid-input', { fields: [{ field: 'terms.bornOn', expected: 'a day that exists, YYYY-MM-DD' }] });
  }
  return {
    number: number?.number ?? null,
    name: given['name'] ?? null,
    bornOn,
    municipalityCode: given['municipalityCode'] ?? null,
    disabilityCode: given['disabilityCode'] ?? null,
  };
}

/** Who was found, for the page of results: protected persons are not among them for others than their named officers. */
export async function foundPersons(db: Database, viewer: Actor, ids: readonly Uuid[]): Promise<FoundPerson[]> {
  return isStaff(viewer.roles) ? listFound(db, protectionOfficer(viewer), ids) : [];
}

/** The account by which protected persons are found; null for others than protection officers. */
function protectionOfficer(actor: Actor): Uuid | null {
  return looksAfterProtected(actor.roles) ? parseUuid(actor.id) : null;
}
