/** New times for many: how far it has come, and what came of each. */
import type { Instant } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { EmptyState, LinkButton, Notice, Pagination, Tabs, usePage } from '../../../../ui/index.ts';
import { type RebookingCounts, type RebookingOutcome, rebookingOutcomes } from '../../store/rebooking.ts';
import { useMoment } from '../booking/words.tsx';
import { type RebookedRow, RebookedRows, useRebookingText } from './rebooked-rows.tsx';

export interface RebookingProps {
  /** Where this page stands, without language. */
  path: string;
  startedAt: Instant;
  counts: RebookingCounts;
  outcome: RebookingOutcome | null;
  rows: readonly RebookedRow[];
  part: { limit: number; offset: number };
  /** Whether the viewer can open a person's file. */
  meetsPeople: boolean;
}

export function RebookingPage(props: RebookingProps) {
  const { path, startedAt, counts, outcome, rows, part, meetsPeople } = props;
  const t = useRebookingText();
  const { language } = usePage();
  const { words } = useMoment();
  const here = href(language, path);
  const left = counts.all - counts.moved - counts.asked - counts.gone;
  const of = (one: RebookingOutcome | null, offset = 0): string => {
    const query = new URLSearchParams({
      ...(one === null ? {} : { outcome: one }),
      ...(offset === 0 ? {} : { offset: String(offset) }),
    });
    return query.size === 0 ? here : `${here}?${query}`;
  };
  return (
    <>
      <h1>{t('rebooking.title')}</h1>
      <p class="lead">{t('rebooking.started', { when: words(startedAt) })}</p>
      <Progress counts={counts} left={left} here={of(outcome)} />
      {counts.asked > 0 && (
        <Notice tone="warning" title={t('rebooking.askedTitle', { count: counts.asked })}>
          {t(meetsPeople ? 'rebooking.askedText' : 'rebooking.askedTextPlanner')}
        </Notice>
      )}
      <Tabs
        label={t('rebooking.show')}
        tabs={[
          { href: of(null), text: `${t('displaced.all')} (${counts.all})`, current: outcome === null },
          ...rebookingOutcomes.map((one) => ({
            href: of(one),
            text: `${t(`rebooking.outcome.${one}`)} (${counts[one]})`,
            current: outcome === one,
          })),
        ]}
      />
      {rows.length === 0 ? <EmptyState title={t('rebooking.none')} /> : <RebookedRows rows={rows} meetsPeople={meetsPeople} />}
      <Pagination total={outcome === null ? counts.all : counts[outcome]} {...part} href={(offset) => of(outcome, offset)} />
      <p class="no-print">
        <a href={`${here}.csv`} download>
          {t('rebooking.file')}
        </a>{' '}
        · <a href={href(language, '/displaced')}>{t('displaced.title')}</a>
      </p>
    </>
  );
}

function Progress({ counts, left, here }: { counts: RebookingCounts; left: number; here: string }) {
  const t = useRebookingText();
  const done = counts.all - left;
  if (left === 0) {
    return (
      <Notice tone="success" title={t('done.moved', { count: counts.moved })} answer>
        {t('rebooking.done', { count: counts.all })}
      </Notice>
    );
  }
  return (
    <div data-under-way>
      <p role="status">
        <progress value={done} max={counts.all} aria-label={t('rebooking.title')} />{' '}
        {t('rebooking.progress', { done, all: counts.all })}
      </p>
      <p>{t('rebooking.leave')}</p>
      <p>
        <LinkButton variant="secondary" href={here}>
          {t('rebooking.look')}
        </LinkButton>
      </p>
    </div>
  );
}
