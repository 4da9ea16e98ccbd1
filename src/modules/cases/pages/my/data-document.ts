/** A person's own data as a document in their language. */
import { instant, localTime } from '../../../../platform/clock/index.ts';
import type { PdfDocument, PdfSection } from '../../../../platform/document/index.ts';
import { formats, type Language, languageFacts, type Translate, translator } from '../../../../platform/i18n/index.ts';
import { languageName, phoneShown } from '../../../people/index.ts';
import type { ReadableData } from '../../own-data.ts';
import { type Field, shownSteps, stepOf, type Typed, typedOf } from '../../registration/index.ts';
import { optionName, registrationText } from '../registration/words.ts';

interface Words {
  t: Translate;
  language: Language;
  day: (on: string | null) => string;
  moment: (at: string | null) => string;
  municipality: (code: string | null) => string;
}

/** `nameOf`: the name of a municipality by its code. */
export function dataDocument(data: ReadableData, language: Language, nameOf: (code: string) => string): PdfDocument {
  const t = translator(language);
  const { date } = formats(language);
  const none = t('people:notGiven');
  const words: Words = {
    t,
    language,
    day: (on) => (on === null ? none : date(on)),
    moment: (at) => {
      if (at === null) return none;
      const local = localTime(instant(at));
      return t('people:moment', { date: date(local.date), time: local.time });
    },
    municipality: (code) => (code === null ? none : nameOf(code)),
  };
  return {
    title: t('cases:data.title'),
    lang: languageFacts[language].tag,
    unshown: t('cases:data.unshown'),
    sections: [
      { heading: t('cases:data.made'), text: words.moment(data.madeAt) },
      personSection(data, words),
      ...(data.needs.length === 0 ? [] : [needsSection(data, words)]),
      ...(data.mandates.length === 0 ? [] : [mandatesSection(data, words)]),
      ...data.registrations.flatMap((one) => registrationSections(one, words)),
      ...data.plans.map((plan) => planSection(plan, words)),
      ...data.reports.map((report) => reportSection(report, words)),
      ...data.others,
      readersSection(data, words),
      actsSection(data, words),
    ],
  };
}

function personSection({ person }: ReadableData, { t, language, day, municipality }: Words): PdfSection {
  const none = t('people:notGiven');
  const tongue = (code: string): string => languageName(language, code);
  const { address } = person;
  return {
    heading: t('cases:data.person'),
    facts: [
      [t('people:details.name'), person.name],
      [t('people:field.number'), person.number ?? none],
      [t('people:field.bornOn'), day(person.bornOn)],
      [t('people:details.address'), address === null ? none : `${address.street}\n${address.postalCode} ${address.postTown}`],
      [t('people:field.municipalityCode'), municipality(person.municipalityCode)],
      [t('people:field.email'), person.email ?? none],
      [t('people:field.phone'), person.phone === null ? none : phoneShown(person.phone)],
      [t('people:field.languages'), person.languages.length === 0 ? none : person.languages.map(tongue).join(', ')],
      [t('people:field.interpreter'), person.interpreter === null ? none : tongue(person.interpreter)],
      [t('people:field.writtenLanguage'), tongue(person.writtenLanguage)],
      [t('people:field.preferredChannel'), t(`people:channel.${person.preferredChannel}`)],
    ],
  };
}

function needsSection({ needs }: ReadableData, { t, day }: Words): PdfSection {
  return {
    heading: t('people:own.support.title'),
    facts: needs.map((one) => [
      t(`people:ground.${one.ground}`),
      [
        one.needs.map((need) => t(`people:need.${need}`)).join(', '),
        one.note,
        t('people:support.since', { date: day(one.since) }),
      ]
        .filter((line) => line !== '')
        .join('\n'),
    ]),
  };
}

function mandatesSection({ mandates }: ReadableData, { t, day }: Words): PdfSection {
  return {
    heading: t('people:own.mandates.title'),
    facts: mandates.map((one) => [
      one.organisationName,
      `${one.tasks.map((task) => t(`people:task.${task}`)).join(', ')}\n${day(one.from)} – ${day(one.to)}\n${t(`people:mandateState.${one.state}`)}`,
    ]),
  };
}

function registrationSections({ registration, decisions }: ReadableData['registrations'][number], words: Words): PdfSection[] {
  const { t, day, moment } = words;
  const text = registrationText(t);
  const answers: [string, string][] = shownSteps(registration.answers).flatMap((id) =>
    answersOf(stepOf(id).fields, typedOf(id, registration.answers), words),
  );
  return [
    {
      heading: t('cases:data.registration', { date: day(registration.registeredOn) }),
      facts: [
        [text('receipt.number'), registration.receiptNumber],
        [text('receipt.arrived'), moment(registration.arrivedAt)],
        ...(registration.deregisteredOn === null
          ? []
          : [[t('cases:my.history.deregistered'), day(registration.deregisteredOn)] as [string, string]]),
        ...answers,
      ],
    },
    ...decisions.map((one): PdfSection => ({
      heading: `${t(`cases:my.history.decision-${one.outcome}`)}, ${moment(one.decidedAt)}`,
      facts: [
        [text('receipt.rule'), t(`cases:rule.${one.rule}`)],
        [
          text('receipt.reasons'),
          [...one.reasons.map((reason) => text(`decision.reason.${reason}`)), one.reasonText].join('\n').trim(),
        ],
        ...(one.automatic ? [[t('cases:my.history.automatic'), text('yes')] as [string, string]] : []),
      ],
    })),
  ];
}

/** The answers to a step, each with its question. */
function answersOf(fields: Readonly<Record<string, Field>>, typed: Typed, words: Words): [string, string][] {
  const { t, language, day, municipality } = words;
  const text = registrationText(t);
  return Object.entries(fields).flatMap(([name, field]): [string, string][] => {
    const rows = Object.entries(typed).filter(([key]) => key === name || key.startsWith(`${name}.`));
    const said = rows.map(([, values]) =>
      values
        .map((value) => {
          if (field.kind === 'day') return day(value);
          if (field.kind === 'municipality') return municipality(value);
          return field.options === undefined ? value : optionName(text, language, name, field, value);
        })
        .join(', '),
    );
    const shown = said.filter((one) => one !== '');
    return shown.length === 0 ? [] : [[text(`field.${name}.label`), shown.join(field.kind === 'rows' ? ', ' : '\n')]];
  });
}

function planSection({ content, madeOn, renewBy }: ReadableData['plans'][number], { t, day }: Words): PdfSection {
  const list = (all: readonly string[]): string => (all.length === 0 ? t('cases:plan.notYet') : all.join('\n'));
  return {
    heading: t('cases:plan.title'),
    facts: [
      [t('cases:data.planMade'), day(madeOn)],
      [t('cases:data.planRenew'), day(renewBy)],
      [t('cases:plan.assessment'), content.assessment],
      [t('cases:plan.possibilities'), content.possibilities],
      [t('cases:plan.demand'), content.demand],
      [t('cases:plan.measures'), list(content.measures.map(({ what }) => what))],
      [t('cases:plan.activities'), list(content.activities.map(({ what }) => what))],
      [t('cases:plan.duties'), list(content.duties)],
      [t('cases:plan.occupations'), list(content.occupations)],
      [t('cases:plan.areas'), list(content.areas)],
      [t('cases:plan.ownWords'), content.ownWords === '' ? t('cases:plan.ownWordsNone') : content.ownWords],
    ],
  };
}

function reportSection(report: ReadableData['reports'][number], { t, day, moment }: Words): PdfSection {
  return {
    heading: t('cases:report.name', { month: report.month.slice(0, 7) }),
    facts: [
      [t('cases:report.list.state'), t(`cases:report.state.${report.state}`)],
      ...(report.receiptNumber === null ? [] : [[t('cases:report.receipt.number'), report.receiptNumber] as [string, string]]),
      [t('cases:report.receipt.arrived'), moment(report.arrivedAt)],
      ...(report.message === '' ? [] : [[t('cases:report.message.title'), report.message] as [string, string]]),
    ],
    rows: {
      columns: [
        t('cases:report.activities.date'),
        t('cases:report.activities.kind'),
        t('cases:report.activities.what'),
        t('cases:report.activities.where'),
      ],
      rows: report.activities.map((one) => [day(one.date), t(`cases:report.kind.${one.kind}`), one.what, one.where]),
    },
  };
}

function readersSection({ readers }: ReadableData, { t, moment }: Words): PdfSection {
  if (readers.length === 0) return { heading: t('people:readers.openings'), text: t('people:readers.nobody') };
  const why = ({ reason, reasonText, identification }: (typeof readers)[number]): string => {
    if (reason !== null) return [t(`people:openingReason.${reason}`), reasonText].filter((one) => one !== '').join(': ');
    return t('people:readers.identified', { how: t(`people:identification.${identification}`) });
  };
  return {
    heading: t('people:readers.openings'),
    rows: {
      columns: [t('people:readers.when'), t('people:readers.who'), t('people:readers.why')],
      rows: readers.map((one) => [moment(one.at), one.actorName, why(one)]),
    },
  };
}

function actsSection({ acts }: ReadableData, { t, moment }: Words): PdfSection {
  if (acts.length === 0) return { heading: t('people:readers.acts'), text: t('people:readers.noActs') };
  return {
    heading: t('people:readers.acts'),
    rows: {
      columns: [t('people:readers.when'), t('people:readers.who'), t('people:readers.what')],
      rows: acts.map((one) => [moment(one.at), one.organisation ?? one.actorName, actText(t, one.what)]),
    },
  };
}

/** Each module names its own acts. */
function actText(t: Translate, what: string): string {
  const found = ['cases', 'people'].map((module) => t(`${module}:act.${what}`)).find((text) => !text.endsWith(`act.${what}`));
  return found ?? t('people:act.unnamed');
}
