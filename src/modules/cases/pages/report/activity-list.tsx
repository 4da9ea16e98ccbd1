/** The activities of a report: to read, or to change and remove. */
import { href } from '../../../../platform/i18n/index.ts';
import { Button, Buttons, Card, CardList, Form, HiddenValues, Tag, usePage, useText } from '../../../../ui/index.ts';
import type { Activity } from '../../rules/report-content.ts';
import { useWhen } from '../words.tsx';
import { isOutside, type ReportPlace, type ReportView } from './view.ts';

/** `place` gives each activity its buttons; without it they are only read. */
export function ActivityList({ report, place }: { report: Pick<ReportView, 'activities' | 'month'>; place?: ReportPlace }) {
  const t = useText();
  return (
    <CardList label={t('cases:report.activities.listed')}>
      {report.activities.map((activity, index) => (
        <Card>
          <ActivityFacts activity={activity} outside={isOutside(report.month, activity)} month={report.month} />
          {place !== undefined && <ActivityButtons activity={activity} index={index} place={place} />}
        </Card>
      ))}
    </CardList>
  );
}

function ActivityFacts({ activity, outside, month }: { activity: Activity; outside: boolean; month: string }) {
  const t = useText();
  const when = useWhen();
  return (
    <>
      <p class="hint">
        {activity.date === null ? t('cases:report.activities.noDay') : when.date(activity.date)} ·{' '}
        {t(`cases:report.kind.${activity.kind}`)}
      </p>
      <h3>
        <bdi>{activity.what}</bdi>
      </h3>
      {activity.where !== '' && (
        <p>
          <bdi>{activity.where}</bdi>
        </p>
      )}
      {outside && (
        <p>
          <Tag tone="warning">{t('cases:report.activities.outside', { month: when.month(month) })}</Tag>
        </p>
      )}
    </>
  );
}

function ActivityButtons({ activity, index, place }: { activity: Activity; index: number; place: ReportPlace }) {
  const t = useText();
  const { language } = usePage();
  const when = useWhen();
  const about = { what: activity.what, date: activity.date === null ? '' : when.date(activity.date) };
  return (
    <Form action={href(language, place.path)}>
      <HiddenValues values={place.hidden} />
      <Buttons>
        <Button name="next" value={`change-${index}`} variant="tertiary" label={t('cases:report.activities.changeLabel', about)}>
          {t('cases:report.activities.change')}
        </Button>
        <Button
          name="next"
          value={`remove-${index}`}
          variant="tertiary"
          color="danger"
          label={t('cases:report.activities.removeLabel', about)}
        >
          {t('cases:report.activities.remove')}
        </Button>
      </Buttons>
    </Form>
  );
}
