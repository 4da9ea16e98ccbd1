/** From a report on paper to the person whose it is: found, the file opened with its reason, and on to the page where the report is taken in. */
import type { FastifyRequest } from 'fastify';
import { execute } from '../../../platform/auth/index.ts';
import { addMonths, localTime } from '../../../platform/clock/index.ts';
import { formats, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, valueOf } from '../../../ui/index.ts';
import { type FoundPerson, foundPersons, namesFor, openFilesOf, searchPersons } from '../../people/index.ts';
import type { ReportWay } from '../pages/documents/as-report.tsx';
import type { DeskDocument } from '../store/documents.ts';
import type { Documents } from './documents.ts';

/** What was searched for on the page of a document, and who was found; null when nobody was searched for. */
export interface PersonSearch {
  typed: ReportWay['typed'];
  found: readonly FoundPerson[] | null;
  /** Why the search was refused, in words. */
  wrong: string | null;
}
export const noSearch: PersonSearch = { typed: { number: '', name: '' }, found: null, wrong: null };

/** Searches as people's own page does: logged, and never in an address. */
export async function findPerson({ house }: Documents, { actor, body, language }: FastifyRequest): Promise<PersonSearch> {
  const { values } = readForm(body);
  const typed = { number: valueOf(values, 'number').trim(), name: valueOf(values, 'name').trim() };
  try {
    const { personIds } = await execute(house, actor, searchPersons, { terms: typed });
    return { typed, found: await foundPersons(house.db, actor, personIds), wrong: null };
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 422) throw error;
    return { typed, found: null, wrong: translator(language)(`desk:staffDocuments.report.wrong`) };
  }
}

/**
 * Where a report on paper is taken in, with the day and the place of its arrival, which are what counts (FvL §22): for each person whose file the
 * officer has open, and by way of the reason for those who were found. A report is about the month before it is handed in.
 */
export async function reportWay(
  { house, register }: Documents,
  { actor, language }: FastifyRequest,
  document: DeskDocument,
  { typed, found, wrong }: PersonSearch,
): Promise<ReportWay> {
  const on = localTime(document.arrivedAt).date;
  const place = register.current().places.find((one) => one.place.id === document.placeId)?.place.code;
  const query = new URLSearchParams({ handedInOn: on, ...(place === undefined ? {} : { handedInAt: place }) });
  const pageFor = (id: string): string => `/people/${id}/report/${addMonths(on, -1).slice(0, 7)}?${query}`;
  const open = (await openFilesOf(house.db, actor.id, house.clock.now())).map(({ personId }) => personId);
  const names = await namesFor(house.db, actor, open);
  const persons = open.flatMap((id) => {
    const known = names.get(id);
    return known === undefined || known.masked ? [] : [{ name: known.name, path: pageFor(id) }];
  });
  const openFirst = (id: string): string =>
    `/people/${id}/open?${new URLSearchParams({ return: pageFor(id), reason: 'record-documents' })}`;
  const isOpen = new Set<string>(open);
  return {
    on: formats(language).date(on),
    persons,
    typed,
    wrong,
    found:
      found?.map(({ personId, name, bornOn }) => ({
        name,
        bornOn: bornOn === null ? null : formats(language).date(bornOn),
        path: isOpen.has(personId) ? pageFor(personId) : openFirst(personId),
      })) ?? null,
  };
}
