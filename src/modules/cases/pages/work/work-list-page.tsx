/** What must be done in the cases, by its last day: the officer's first page. */
import { addDays, daysBetween, type PlainDate } from '../../../../platform/clock/index.ts';
import { href, type Translate } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Checkbox,
  EmptyState,
  Form,
  LinkButton,
  Notice,
  optionsOf,
  Select,
  Table,
  Tag,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import { useWhen } from '../words.tsx';

/** What was done, said on the page that one comes back to. */
export const doneKeys = [
  'plan',
  'conversation',
  'report',
  'reviewed',
  'todo',
  'deregistered',
  'decided',
  'noted',
  'taken',
  'handedBack',
  'programme',
] as const;

/** What can stand in the list: a registration's next step, or a task. */
export const workKinds = [
  'decide',
  'first-plan',
  'renew-plan',
  'book-planning-conversation',
  'call-back',
  'meeting-without-time',
  'review-report',
  'report-on-its-way',
  'translate',
  'reconsider-decision',
  'reconsider-ended',
  'ask-deregistration',
  'number-conflict',
] as const;

/** What stands only in the list of those who look after protected persons. */
export const protectedKinds = ['protected-intake', 'protected-contact', 'protection-told'] as const;

export interface WorkRow {
  personId: string;
  name: string;
  kind: string;
  due: PlainDate | null;
  municipality: string;
  /** Where the row is worked from, without language. */
  path: string;
}

export interface WorkListProps {
  rows: readonly WorkRow[];
  today: PlainDate;
  asked: { kind: string; municipality: string; mine: boolean };
  kinds: readonly string[];
  municipalities: readonly { code: string; name: string }[];
  counts: { overdue: string; week: string; all: string };
  /** Address of the next page, without language; null on the last. */
  next: string | null;
  /** The first page is left. */
  further: boolean;
  done: string | null;
}

export function WorkListPage(props: WorkListProps) {
  const { rows, asked, counts, next, further, done } = props;
  const t = useText();
  const { language } = usePage();
  const filtered = asked.kind !== '' || asked.municipality !== '' || asked.mine;
  return (
    <>
      {done !== null && (
        <Notice tone="success" answer>
          {t(`cases:staff.work.done.${done}`)}
        </Notice>
      )}
      <h1>{t('cases:staff.work.title')}</h1>
      <p class="lead">{t('cases:staff.work.lead')}</p>
      <p class="hint">
        {(['overdue', 'week', 'all'] as const).map((count, index) => (
          <>
            {index > 0 && ' · '}
            {t(`cases:staff.work.${count}`)}: <strong>{counts[count]}</strong>
          </>
        ))}
      </p>
      <Filter {...props} />
      {rows.length === 0 ? (
        <EmptyState title={t(`cases:staff.work.${filtered ? 'emptyFiltered' : 'empty'}.title`)}>
          {t(`cases:staff.work.${filtered ? 'emptyFiltered' : 'empty'}.text`)}
        </EmptyState>
      ) : (
        <Rows {...props} />
      )}
      <nav class="pagination" aria-label={t('ui:pagination.label')}>
        {further && (
          <LinkButton variant="secondary" href={href(language, `/work?${question(asked)}`)}>
            {t('cases:staff.work.first')}
          </LinkButton>
        )}
        {next !== null && (
          <LinkButton variant="secondary" href={href(language, next)}>
            {t('cases:staff.work.more')}
          </LinkButton>
        )}
      </nav>
      {next !== null && !filtered && <p class="hint">{t('cases:staff.work.many')}</p>}
    </>
  );
}

/** The filter as the query of an address. */
export function question({ kind, municipality, mine }: WorkListProps['asked']): URLSearchParams {
  return new URLSearchParams({
    ...(kind === '' ? {} : { kind }),
    ...(municipality === '' ? {} : { municipality }),
    ...(mine ? { mine: 'yes' } : {}),
  });
}

/** The list that someone came from, out of an address: its filter and nothing else. */
export function listOf(text: string): string {
  const said = new URLSearchParams(text);
  const kept = question({
    kind: [...workKinds, ...protectedKinds].find((one) => one === said.get('kind')) ?? '',
    municipality: /^\d{4}$/.exec(said.get('municipality') ?? '')?.[0] ?? '',
    mine: said.get('mine') === 'yes',
  });
  return kept.toString();
}

function Filter({ asked, kinds, municipalities }: WorkListProps) {
  const t = useText();
  const { language } = usePage();
  return (
    <Form action={href(language, '/work')} method="get" inline>
      <Select
        name="kind"
        label={t('cases:staff.work.kind')}
        value={asked.kind}
        options={[
          { value: '', text: t('cases:staff.work.allKinds') },
          ...kinds.map((kind) => ({ value: kind, text: t(`cases:staff.kind.${kind}`) })),
        ]}
      />
      <Select
        name="municipality"
        label={t('cases:staff.work.municipality')}
        value={asked.municipality}
        options={[{ value: '', text: t('cases:staff.work.allMunicipalities') }, ...optionsOf(municipalities)]}
      />
      <Checkbox name="mine" label={t('cases:staff.work.mine')} checked={asked.mine} />
      <Button variant="secondary">{t('cases:staff.work.apply')}</Button>
    </Form>
  );
}

function Rows({ rows, today }: WorkListProps) {
  const t = useText();
  const when = useWhen();
  const { language } = usePage();
  return (
    <Table
      id="work"
      caption={t('cases:staff.work.caption')}
      captionHidden
      cards
      rows={rows}
      columns={[
        {
          header: t('cases:staff.work.due'),
          cell: ({ due }) =>
            due === null ? (
              t('cases:staff.work.noDay')
            ) : (
              <>
                {when.date(due)} <DueTag due={due} today={today} />
              </>
            ),
        },
        {
          header: t('cases:staff.work.person'),
          rowHeader: true,
          cell: ({ name, kind, path }) => (
            <a
              href={href(language, path)}
              aria-label={t('cases:staff.work.openLabel', { name, kind: t(`cases:staff.kind.${kind}`) })}
            >
              <bdi>{name}</bdi>
            </a>
          ),
        },
        { header: t('cases:staff.work.what'), cell: ({ kind }) => t(`cases:staff.kind.${kind}`) },
        { header: t('cases:staff.work.place'), cell: ({ municipality }) => municipality },
      ]}
    />
  );
}

/** How long is left, or how late it is, in words. */
export function DueTag({ due, today }: { due: PlainDate; today: PlainDate }) {
  const t = useText();
  const days = daysBetween(today, due);
  return <Tag tone={days < 0 ? 'danger' : days <= 7 ? 'warning' : 'neutral'}>{dueWords(t, due, today, days)}</Tag>;
}

function dueWords(t: Translate, due: PlainDate, today: PlainDate, days: number): string {
  if (days < 0) return days === -1 ? t('cases:staff.work.lateOne') : t('cases:staff.work.late', { n: -days });
  if (days === 0) return t('cases:staff.work.today');
  return due === addDays(today, 1) ? t('cases:staff.work.tomorrow') : t('cases:staff.work.left', { n: days });
}
