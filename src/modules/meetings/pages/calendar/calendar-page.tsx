import type { PlainDate } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { Button, Details, EmptyState, Field, Form, Notice, Select, usePage, useText } from '../../../../ui/index.ts';
import type { CalendarDay } from '../../calendar.ts';
import { Grid } from './calendar-grid.tsx';

export interface CalendarPageProps {
  officer: { id: string; name: string; isOwn: boolean; isGenerated: boolean } | null;
  /** Those whose calendar the viewer may choose; empty: only their own. */
  officers: readonly { id: string; name: string }[];
  view: 'day' | 'week';
  on: PlainDate;
  today: PlainDate;
  before: PlainDate;
  after: PlainDate;
  days: readonly CalendarDay[];
  typeNames: ReadonlyMap<string, string>;
  /** Where the page is told that something has changed. */
  events: string;
}

export function CalendarPage(props: CalendarPageProps) {
  const t = useText();
  const { language } = usePage();
  const { officer, officers } = props;
  return (
    <>
      <h1>{t('meetings:staffCalendar.title')}</h1>
      {officer === null ? (
        <EmptyState title={t('meetings:staffCalendar.noOfficer')}>
          <p>{t(`meetings:staffCalendar.${officers.length === 0 ? 'noOfficerText' : 'chooseText'}`)}</p>
        </EmptyState>
      ) : (
        <>
          {officer.isGenerated && <Notice tone="info">{t('meetings:staffCalendar.generated')}</Notice>}
          {!officer.isOwn && <p class="lead">{t('meetings:staffCalendar.of', { name: officer.name })}</p>}
        </>
      )}
      <Tools {...props} />
      {officer !== null && (
        <>
          {/* Shown by the script when the line has been refused: the session has ended, or the role. */}
          <div role="status">
            <div id="calendar-stale" hidden>
              <Notice tone="warning" title={t('meetings:staffCalendar.stale')}>
                {t('meetings:staffCalendar.staleText')}
              </Notice>
            </div>
          </div>
          <div id="calendar" data-live={props.events}>
            <Grid days={props.days} today={props.today} typeNames={props.typeNames} />
          </div>
        </>
      )}
      {officer !== null && <Keys />}
      {officer?.isOwn === true && (
        <p>
          <a href={href(language, '/calendar/feed')}>{t('meetings:feed.title')}</a>
        </p>
      )}
    </>
  );
}

function Tools({ officer, officers, view, on, today, before, after }: CalendarPageProps) {
  const t = useText();
  const { language } = usePage();
  const at = (change: { on?: PlainDate; view?: string }): string => {
    const query = new URLSearchParams({ view: change.view ?? view, on: change.on ?? on });
    if (officer !== null && !officer.isOwn) query.set('officer', officer.id);
    return `${href(language, '/calendar')}?${query}`;
  };
  const other = view === 'day' ? 'week' : 'day';
  return (
    <div class="calendar-tools">
      {officer !== null && (
        <nav aria-label={t('meetings:staffCalendar.move')}>
          <ul class="plain-list">
            <li>
              <a id="calendar-before" href={at({ on: before })} aria-keyshortcuts="p">
                {t(`meetings:staffCalendar.before.${view}`)}
              </a>
            </li>
            <li>
              <a id="calendar-today" href={at({ on: today })} aria-keyshortcuts="t">
                {t('meetings:staffCalendar.today')}
              </a>
            </li>
            <li>
              <a id="calendar-after" href={at({ on: after })} aria-keyshortcuts="n">
                {t(`meetings:staffCalendar.after.${view}`)}
              </a>
            </li>
            <li>
              <a id="calendar-view" href={at({ view: other })} aria-keyshortcuts={other === 'day' ? 'd' : 'w'}>
                {t(`meetings:staffCalendar.view.${other}`)}
              </a>
            </li>
          </ul>
        </nav>
      )}
      <Form action={href(language, '/calendar')} method="get" inline>
        <input type="hidden" name="view" value={view} />
        <Field name="on" type="date" label={t('meetings:staffCalendar.day')} value={on} />
        {officers.length > 0 && (
          <Select
            name="officer"
            label={t('meetings:staffCalendar.officer')}
            value={officer?.id ?? ''}
            options={[
              { value: '', text: t(`meetings:staffCalendar.${officer === null ? 'choose' : 'own'}`) },
              ...officers.map(({ id, name }) => ({ value: id, text: name })),
            ]}
          />
        )}
        <Button variant="secondary">{t('meetings:staffCalendar.show')}</Button>
      </Form>
    </div>
  );
}

const keys = [
  ['p', 'before'],
  ['n', 'after'],
  ['t', 'today'],
  ['d', 'day'],
  ['w', 'week'],
  ['← ↑ ↓ →', 'arrows'],
  ['Enter', 'open'],
] as const;

/** The calendar from the keyboard, for those whose browser runs scripts: everything is a link too. */
function Keys() {
  const t = useText();
  return (
    <Details summary={t('meetings:staffCalendar.keys.title')}>
      <dl class="keys">
        {keys.map(([key, what]) => (
          <div>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`meetings:staffCalendar.keys.${what}`)}</dd>
          </div>
        ))}
      </dl>
    </Details>
  );
}
