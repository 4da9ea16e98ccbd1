/** The types of meeting as data: what is in force, and what each was and will be. */
import { href } from '../../../../platform/i18n/index.ts';
import type { PlainDate } from '../../../../platform/clock/index.ts';
import { Buttons, LinkButton, Notice, SummaryList, Table, Timeline, useFormats, usePage, useText } from '../../../../ui/index.ts';
import type { MeetingType } from '../../store/types.ts';
import { useCompetenceName, usePeriodText } from './words.tsx';

function useTypeWords() {
  const t = useText();
  const { language } = usePage();
  return {
    name: ({ names }: MeetingType) => names[language] ?? names['sv'] ?? '',
    channels: ({ channels }: MeetingType) =>
      channels.map((one) => t(`meetings:staffSupply.channel.${one}`)).join(', ') || t('meetings:staffSupply.none'),
    window: ({ windowFirst, windowLast }: MeetingType) =>
      windowFirst === null && windowLast === null
        ? t('meetings:staffSupply.types.anyDay')
        : t('meetings:staffSupply.types.window', { first: windowFirst ?? 0, last: windowLast ?? '…' }),
    bookers: ({ bookedBy }: MeetingType) => bookedBy.map((one) => t(`meetings:staffSupply.booker.${one}`)).join(', '),
  };
}

export function TypesPage({ types, mayChange }: { types: readonly MeetingType[]; mayChange: boolean }) {
  const t = useText();
  const { language } = usePage();
  const words = useTypeWords();
  return (
    <>
      <h1>{t('meetings:staffSupply.types.title')}</h1>
      <p class="lead">{t('meetings:staffSupply.types.lead')}</p>
      {mayChange && (
        <Buttons>
          <LinkButton variant="secondary" href={href(language, '/meeting-types/new')}>
            {t('meetings:staffSupply.form.addType.title')}
          </LinkButton>
        </Buttons>
      )}
      <Table
        id="types"
        caption={t('meetings:staffSupply.types.title')}
        captionHidden
        cards
        rows={types}
        columns={[
          {
            header: t('meetings:staffSupply.field.name'),
            rowHeader: true,
            cell: (type) => <a href={href(language, `/meeting-types/${type.code}`)}>{words.name(type)}</a>,
          },
          { header: t('meetings:staffSupply.field.code'), cell: ({ code }) => <code>{code}</code> },
          { header: t('meetings:staffSupply.field.channels'), cell: words.channels },
          { header: t('meetings:staffSupply.field.minutes'), numeric: true, cell: ({ minutes }) => minutes },
          { header: t('meetings:staffSupply.types.days'), cell: words.window },
          { header: t('meetings:staffSupply.field.bookedBy'), cell: words.bookers },
        ]}
      />
    </>
  );
}

export function TypePage({
  history,
  on,
  mayChange,
  done,
}: {
  history: readonly MeetingType[];
  on: PlainDate;
  mayChange: boolean;
  done: string | null;
}) {
  const t = useText();
  const { language } = usePage();
  const period = usePeriodText();
  const words = useTypeWords();
  const isOn = ({ validFrom, validTo }: MeetingType): boolean => validFrom <= on && (validTo === null || on <= validTo);
  const shown = history.find(isOn) ?? history[0]!;
  return (
    <>
      <h1>{words.name(shown)}</h1>
      {done !== null && <Notice tone="success" answer title={t(`meetings:staffSupply.done.${done}`)} />}
      {mayChange && (
        <Buttons>
          <LinkButton variant="secondary" href={href(language, `/meeting-types/${shown.code}/change`)}>
            {t('meetings:staffSupply.form.changeType.title')}
          </LinkButton>
        </Buttons>
      )}
      <Timeline
        label={t('meetings:staffSupply.types.history')}
        items={history.map((type) => ({
          when: period(type.validFrom, type.validTo),
          what: words.name(type),
          now: isOn(type),
          details: <Facts type={type} />,
        }))}
      />
    </>
  );
}

function Facts({ type }: { type: MeetingType }) {
  const t = useText();
  const { number } = useFormats();
  const words = useTypeWords();
  const competenceName = useCompetenceName();
  const yes = (is: boolean): string => t(`meetings:staffSupply.${is ? 'yes' : 'no'}`);
  return (
    <SummaryList
      items={[
        { term: t('meetings:staffSupply.field.purpose'), value: <code>{type.purpose}</code> },
        { term: t('meetings:staffSupply.field.channels'), value: words.channels(type) },
        { term: t('meetings:staffSupply.field.minutes'), value: number(type.minutes) },
        { term: t('meetings:staffSupply.types.days'), value: words.window(type) },
        { term: t('meetings:staffSupply.field.bookedBy'), value: words.bookers(type) },
        {
          term: t('meetings:staffSupply.field.competence'),
          value: type.competence === null ? t('meetings:staffSupply.none') : competenceName(type.competence),
        },
        { term: t('meetings:staffSupply.field.needsRoom'), value: yes(type.needsRoom) },
        { term: t('meetings:staffSupply.field.overbooking'), value: yes(type.overbooking) },
        { term: t('meetings:staffSupply.field.officers'), value: number(type.officers) },
        { term: t('meetings:staffSupply.field.seats'), value: number(type.seats) },
        { term: t('meetings:staffSupply.field.source'), value: type.source },
      ]}
    />
  );
}
