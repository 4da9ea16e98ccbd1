/** The text of an agreement for signing, filled from the record. Headings as the law (2019:212) and the joint template have the parts. */
import { formats, type Language, type Translate } from '../../../../platform/i18n/index.ts';
import type { PdfDocument } from '../../../../platform/document/index.ts';
import { canAgreement } from '../../agreement-state.ts';
import { type AgreementTerm, agreementTerms, taskCategories, weekdays, type WeeklyHours } from '../../kinds.ts';
import { agreementContent } from '../../rules/agreement-content.ts';
import type { AgreementRecord } from '../../store/agreement-record.ts';
import { agencies } from './words.tsx';

type Section = PdfDocument['sections'][number];

/** What stands in `t` is read below `network:staffAgreements`. */
export function agreementText(record: AgreementRecord, language: Language, t: Translate): PdfDocument {
  const say = (key: string, params?: Parameters<Translate>[1]): string => t(`network:staffAgreements.${key}`, params);
  const { date } = formats(language);
  return {
    title: record.title,
    lang: language === 'en' ? 'en-GB' : 'sv',
    unshown: say('text.unshown'),
    sections: [
      aboutIt(record, say),
      partiesOf(record, say),
      placesOf(record, say, t),
      periodOf(record, say, date),
      ...(record.kind === 'service' || record.duties.length > 0 ? dutiesOf(record, say) : []),
      ...termsOf(record, say),
      { heading: say('text.changes'), text: say('text.changesText') },
      signatures(record, say),
    ],
  };
}

type Say = (key: string, params?: Parameters<Translate>[1]) => string;

function aboutIt(record: AgreementRecord, say: Say): Section {
  const isDraft = record.state !== null && canAgreement(record.state, 'change');
  return {
    heading: say(`text.about.${record.kind}`),
    text: [say(`text.aboutText.${record.kind}`), ...(isDraft ? [say('text.draft')] : [])].join('\n'),
    facts: [
      [say('field.reference'), record.reference ?? say('text.fill')],
      [say('text.versionLabel'), String(record.version)],
      ...(record.evidence === 'reconstructed' ? [[say('text.reconstructed'), say('text.reconstructedText')] as const] : []),
    ],
  };
}

/** The authority itself, which the record has by its code. */
const authority = ({ agency }: AgreementRecord, say: Say): string =>
  agencies.some((one) => one === agency) ? say(`agency.${agency}`) : agency;

function partiesOf(record: AgreementRecord, say: Say): Section {
  return {
    heading: say('field.parties'),
    rows: {
      columns: [say('text.party'), say('field.contactRole'), say('field.contact')],
      rows: [{ name: authority(record, say), contactRole: null, contact: null }, ...record.parties].map(
        ({ name, contactRole, contact }) => [name, contactRole ?? say('text.fill'), contact ?? say('text.fill')],
      ),
    },
  };
}

function placesOf({ placeList }: AgreementRecord, say: Say, t: Translate): Section {
  return {
    heading: say('field.places'),
    rows: {
      columns: [t('network:field.place'), t('network:field.municipality'), say('missing.offers'), t('network:field.hours')],
      rows: placeList.map(({ placeName, municipality, offers, hours }) => [
        placeName,
        municipality,
        offers.map((one) => say(`offer.${one}`)).join(', '),
        hours === null ? say('noLimit') : hoursOf(hours, t),
      ]),
    },
  };
}

const hoursOf = (hours: WeeklyHours, t: Translate): string =>
  weekdays
    .filter((day) => (hours[day]?.length ?? 0) > 0)
    .map((day) => `${t(`network:planner.weekday.${day}`)} ${hours[day]!.map(([from, to]) => `${from}–${to}`).join(', ')}`)
    .join('\n');

function periodOf({ from, to, noticeMonths, kind }: AgreementRecord, say: Say, date: (day: string) => string): Section {
  const copy = kind === 'service' ? [[say('text.copy'), say('text.copyText')] as const] : [];
  return {
    heading: say('text.period'),
    facts: [
      [say('text.from'), from === null ? say('text.fill') : date(from)],
      [say('text.to'), from === null ? say('text.fill') : to === null ? say('text.untilNotice') : date(to)],
      [say('field.noticeMonths'), noticeMonths === null ? say('text.fill') : say('months', { count: noticeMonths })],
      ...copy,
    ],
  };
}

/** The three categories stand by themselves also when one is empty: then nothing of that kind is done. */
function dutiesOf({ duties, arrivalCounts }: AgreementRecord, say: Say): Section[] {
  const lists = taskCategories.map((category): Section => {
    const of = duties.filter((one) => one.category === category);
    if (of.length === 0) return { heading: say(`category.${category}`), text: say('noDuty') };
    const withAccess = category !== 'general';
    return {
      heading: say(`category.${category}`),
      rows: {
        columns: [say('text.task'), say('field.words'), ...(withAccess ? [say('field.access')] : [])],
        rows: of.map(({ task, words, access }) => [
          say(`task.${task}`),
          words,
          ...(withAccess ? [access ?? say('text.fill')] : []),
        ]),
      },
    };
  });
  const arrival = arrivalCounts === null ? 'notSaid' : arrivalCounts ? 'yes' : 'no';
  return [...lists, { heading: say('field.arrivalCounts'), text: say(`arrival.${arrival}`) }];
}

/** What it must have words for stands there also when it has none yet. */
function termsOf({ kind, terms, placeList }: AgreementRecord, say: Say): Section[] {
  const [needs] = Object.values(agreementContent.values);
  const meetings = placeList.some(({ offers }) => offers.includes('meetings'));
  const required = new Set<AgreementTerm>([...needs![kind], ...(meetings ? needs!.meetings : [])]);
  return agreementTerms
    .filter((term) => terms[term] !== undefined || required.has(term))
    .map((term) => ({ heading: say(`term.${term}`), text: terms[term] ?? say('text.fill') }));
}

function signatures(record: AgreementRecord, say: Say): Section {
  const names = [authority(record, say), ...record.parties.map(({ name }) => name)];
  const line = '______________________';
  return {
    heading: say('text.signatures'),
    text: say('text.copies', { count: names.length }),
    rows: {
      columns: [say('text.party'), say('text.placeAndDay'), say('text.signature')],
      rows: names.map((name) => [name, `\n${line}`, `\n${line}\n${say('text.nameInPrint')}`]),
    },
  };
}
