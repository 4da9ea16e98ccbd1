/** One row of a file of agreements: an agreement with its partner, its places, what it says and the days of its life. */
import type { PlainDate } from '../../../platform/clock/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { AgreementState } from '../agreement-state.ts';
import { agreementOffers, type AgreementTerm, agreementTerms, deskTasks, type Evidence, type TaskCategory } from '../kinds.ts';
import { type RowError, rowError, type RowFault } from '../register-file/row.ts';
import { Expected } from '../register-file/values.ts';
import { agreementContent, lacksInAgreement } from '../rules/agreement-content.ts';
import { agreementTasks, faultInTasks } from '../rules/agreement-tasks.ts';
import type { AgreementFacts } from '../store/agreement-write.ts';
import {
  type AgreementColumn,
  agreementColumns,
  stepColumns,
  stepNames,
  taskColumns,
  termColumns,
  values,
} from './file-values.ts';

type Texts = Readonly<Record<AgreementColumn, string>>;
type Draft = { [Column in AgreementColumn]?: Exclude<ReturnType<(typeof values)[Column]['read']>, Expected> };
type Say = (column: AgreementColumn, expected: string, fault?: RowFault) => void;

export interface KnownToAgreements {
  municipalities: ReadonlySet<string>;
  /** Code → id. */
  places: ReadonlyMap<string, Uuid>;
  today: PlainDate;
}

export interface AgreementRow {
  line: number;
  facts: AgreementFacts;
  /** Title of the agreement that it replaces. */
  replacesTitle: string | null;
  /** In order. */
  steps: { state: AgreementState; since: PlainDate }[];
  evidence: Evidence;
  source: string | null;
  method: string | null;
  assumed: string[];
}

/** Reads a row. Gives the row, or every error in it with its column and what was expected; never throws. */
export function parseAgreement(
  cells: Texts,
  line: number,
  known: KnownToAgreements,
): { row: AgreementRow } | { errors: RowError[] } {
  const errors: RowError[] = [];
  const say: Say = (column, expected, fault) => errors.push(rowError(line, column, cells[column], expected, fault));
  const draft: Record<string, unknown> = {};
  for (const column of agreementColumns) {
    const read = values[column].read(cells[column]);
    if (read instanceof Expected) say(column, read.text);
    else draft[column] = read;
  }
  const said = draft as Draft;
  checkPartner(said, known, say);
  checkPlaces(said, known, say);
  checkPeriod(said, say);
  checkLife(said, known.today, say);
  checkEvidence(said, say);
  const duties = readDuties(said, say);
  if (errors.length > 0) return { errors };
  const row = rowOf(said as Required<Draft>, line, duties, known);
  checkContent(row, say);
  return errors.length > 0 ? { errors } : { row };
}

function checkPartner(said: Draft, known: KnownToAgreements, say: Say): void {
  const { partner_kind: kind, municipality_code: municipality } = said;
  if (kind === undefined || municipality === undefined) return;
  if (kind !== 'municipality') {
    if (municipality !== null)
      say('municipality_code', 'empty, since the partner is no municipality', { code: 'no-municipality' });
  } else if (municipality === null || !known.municipalities.has(municipality))
    say('municipality_code', 'the code of a municipality in the register, such as 0180');
}

function checkPlaces(said: Draft, known: KnownToAgreements, say: Say): void {
  const unknown = said.places?.find((place) => !known.places.has(place));
  if (unknown !== undefined)
    say('places', `codes of places in the register, which ${unknown} is not`, {
      code: 'place-unknown',
      params: { place: unknown },
    });
  if (said.places?.length === 0) say('places', 'at least one place');
  if (said.offers?.length === 0) say('offers', `what is offered there: ${agreementOffers.join(', ')}, joined by |`);
}

function checkPeriod({ valid_from: from, valid_to: to, gap_reason: gap, replaces }: Draft, say: Say): void {
  if (to && from === null) say('valid_from', 'a first day, since there is a last day', { code: 'first-day' });
  if (to && from && to < from)
    say('valid_to', `a day on or after ${from}, or empty`, { code: 'not-before', params: { date: from } });
  if (gap && replaces === null) say('gap_reason', 'empty, since it replaces no agreement', { code: 'replaces-none' });
}

/** Its days come in the order of its life. Of one that was entered, only the one on which it comes into force may lie ahead. */
function checkLife(said: Draft, today: PlainDate, say: Say): void {
  let before: { column: string; since: string } | null = null;
  for (const column of stepNames) {
    const since = said[column];
    if (!since) continue;
    if (column !== 'in_force' && said.evidence === 'entered' && since > today)
      say(column, `a day that has been: ${today} or earlier`, { code: 'to-come', params: { date: today } });
    if (before !== null && since < before.since)
      say(column, `a day on or after ${before.column}, ${before.since}`, { code: 'not-before', params: { date: before.since } });
    before = { column, since };
  }
  if (before === null && stepNames.every((column) => said[column] !== undefined))
    say('initiated', 'the day on which it began', { code: 'not-begun' });
  const { in_force: inForce, agreed, valid_from: from, valid_to: to } = said;
  if (!inForce) return;
  if (agreed === null) say('agreed', 'a day, since it has come into force', { code: 'in-force' });
  if (from === null) say('valid_from', 'a first day, since it has come into force', { code: 'in-force' });
  if (from && (inForce < from || (to && inForce > to)))
    say('in_force', `a day of its period, from ${from}`, { code: 'outside-period', params: { date: from } });
}

function checkEvidence({ evidence, source, method: how }: Draft, say: Say): void {
  if (evidence === 'sourced' && source === null) say('source', 'the address of the source, since evidence is sourced');
  if ((evidence === 'reconstructed' || evidence === 'entered') && how === null)
    say(
      'method',
      evidence === 'entered'
        ? 'who entered it, since evidence is entered'
        : 'which rule of the program, since evidence is reconstructed',
    );
}

const taskExpected = `task = words, or task = words = access where personal data are needed, joined by |; each task one of ${deskTasks.join(', ')}`;

function readDuties(said: Draft, say: Say): AgreementFacts['duties'] {
  const duties: { duty: AgreementFacts['duties'][number]; column: AgreementColumn }[] = [];
  for (const [column, category] of Object.entries(taskColumns) as [keyof typeof taskColumns, TaskCategory][]) {
    for (const item of (said[column] ?? '').split('|').filter((part) => part.trim() !== '')) {
      const [name = '', what = '', access = null, ...more] = item.split('=').map((part) => part.trim());
      const task = deskTasks.find((one) => one === name);
      if (
        task === undefined ||
        what === '' ||
        what.length > 500 ||
        access === '' ||
        (access ?? '').length > 500 ||
        more.length > 0
      )
        say(column, taskExpected);
      else duties.push({ duty: { task, category, words: what, access }, column });
    }
  }
  const fault = faultInTasks(duties.map(({ duty }) => duty));
  if (fault !== null && fault !== 'none')
    say(
      duties[fault.index]!.column,
      {
        twice: 'each task once',
        'access-missing': 'which access to personal data each task needs',
        'access-without-need': 'no access for a general task',
      }[fault.fault],
      { code: `task-${fault.fault}` },
    );
  return duties.map(({ duty }) => duty);
}

function rowOf(said: Required<Draft>, line: number, duties: AgreementFacts['duties'], known: KnownToAgreements): AgreementRow {
  const terms = agreementTerms.flatMap((term): [AgreementTerm, string][] => {
    const value = said[termColumns[term]];
    return value === null ? [] : [[term, value]];
  });
  return {
    line,
    facts: {
      kind: said.kind,
      agency: said.agency,
      title: said.title,
      reference: said.reference,
      from: said.valid_from,
      to: said.valid_to,
      noticeMonths: said.notice_months,
      terms: Object.fromEntries(terms),
      arrivalCounts: said.arrival_counts === null ? null : said.arrival_counts === 'yes',
      replaces: null,
      gapReason: said.gap_reason,
      parties: [
        {
          kind: said.partner_kind,
          name: said.partner,
          municipalityCode: said.municipality_code,
          contactRole: said.contact_role,
          contact: said.contact,
        },
      ],
      places: said.places.map((place) => ({ placeId: known.places.get(place)!, offers: said.offers, hours: null })),
      duties,
    },
    replacesTitle: said.replaces,
    steps: stepNames.flatMap((column) => {
      const since = said[column];
      return since === null ? [] : [{ state: stepColumns[column], since }];
    }),
    evidence: said.evidence,
    source: said.source,
    method: said.method,
    assumed: said.assumed,
  };
}

/** Of one that was entered and is agreed, everything must be there; of one that is told of elsewhere, what is not said is not known. */
function checkContent({ facts, steps, evidence }: AgreementRow, say: Say): void {
  const isAgreed = steps.some(({ state }) => state === 'agreed');
  if (evidence !== 'entered' || !isAgreed) return;
  const value = Object.values(agreementContent.values).at(-1)!;
  for (const field of lacksInAgreement(facts, value)) {
    say(
      columnOf(field),
      `something: rule ${field === 'duties' ? agreementTasks.id : agreementContent.id} asks for it before it is agreed`,
      { code: 'lacks' },
    );
  }
}

function columnOf(field: string): AgreementColumn {
  const term = agreementTerms.find((one) => field === `terms.${one}`);
  if (term !== undefined) return termColumns[term];
  const columns: Record<string, AgreementColumn> = {
    parties: 'partner',
    places: 'places',
    from: 'valid_from',
    noticeMonths: 'notice_months',
  };
  return columns[field] ?? 'general_tasks';
}
