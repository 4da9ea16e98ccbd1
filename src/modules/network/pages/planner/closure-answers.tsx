/** The answers to check before an office is closed, and what the decision does. */
import { plainDate } from '../../../../platform/clock/index.ts';
import { Notice, SummaryList, Table, useFormats, useText, valueOf, type Values } from '../../../../ui/index.ts';
import type { Help } from '../../find-help.ts';
import type { Presence } from '../../store/presence.ts';
import { closureImpact, type Impact, replacements } from './closure-impact.ts';
import type { Desk } from './form.tsx';

export function CloseAnswers({ subject, values, asked }: { subject: Presence; values: Values; asked: Desk }) {
  const t = useText();
  const { date } = useFormats();
  const endDate = plainDate(valueOf(values, 'endDate').trim());
  const kind = valueOf(values, 'replacedByKind') as 'own' | 'cooperation' | 'neighbour';
  const code = valueOf(values, `replacedBy.${kind}`);
  const named = replacements(asked.register, subject, endDate)[kind].find((one) => one.code === code);
  const impact = closureImpact(asked.register, subject, endDate);
  return (
    <>
      <SummaryList
        items={[
          { term: t('network:field.place'), value: `${subject.placeName}, ${subject.municipality}` },
          { term: t('network:planner.closeOffice.decidedOn'), value: date(valueOf(values, 'decidedOn').trim()) },
          { term: t('network:planner.closeOffice.endDate'), value: date(endDate) },
          { term: t('network:field.reason'), value: valueOf(values, 'reason') },
          {
            term: t('network:planner.closeOffice.replacedByKind'),
            value: `${t(`network:planner.replacement.${kind}`)}: ${named?.name ?? code}`,
          },
        ]}
      />
      <h2>{t('network:planner.impact.title', { municipality: subject.municipality })}</h2>
      {impact === null ? <p>{t('network:planner.impact.unknown')}</p> : <ImpactTable impact={impact} />}
      <Notice tone="warning">{t('network:planner.closeOffice.warning')}</Notice>
    </>
  );
}

function ImpactTable({ impact }: { impact: Impact }) {
  const t = useText();
  const { date, number } = useFormats();
  const state = (help: Help) => t(`network:planner.state.${help.state}`);
  const nearest = ({ bookedMeeting: [first] }: Help) => {
    if (first === undefined) return t('network:planner.impact.nowhere');
    const minutes = number(first.minutes);
    const where = { name: first.name, municipality: first.municipality, minutes };
    return t(`network:planner.impact.${first.travelSource === 'estimate' ? 'nearestEstimate' : 'nearest'}`, where);
  };
  const reach = ({ bookedMeeting: [first], maxMinutes }: Help) =>
    t(first?.withinReach === true ? 'network:planner.impact.within' : 'network:planner.impact.beyond', {
      minutes: number(maxMinutes),
    });
  const rows = [
    { what: t('network:field.state'), of: state },
    { what: t('network:planner.impact.meeting'), of: nearest },
    { what: t('network:planner.impact.reach'), of: reach },
  ];
  return (
    <Table
      id="impact"
      caption={t('network:planner.impact.caption')}
      captionHidden
      cards
      rows={rows}
      columns={[
        { header: t('network:planner.impact.what'), rowHeader: true, cell: (row) => row.what },
        { header: date(impact.before.on), cell: (row) => row.of(impact.before) },
        { header: date(impact.after.on), cell: (row) => row.of(impact.after) },
      ]}
    />
  );
}
