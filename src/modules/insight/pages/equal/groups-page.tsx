/** Equal service by place and group at once: one place with each of its groups, or one group in all places. */
import { href } from '../../../../platform/i18n/index.ts';
import { Button, choroplethSize, Details, Field, Figure, Form, Notice, Select, Table, usePage } from '../../../../ui/index.ts';
import { type Verdict, verdicts } from '../../equal-service/compare.ts';
import { type SubjectId, subjects } from '../../equal-service/subjects.ts';
import { type Group, groupsOf, nameOf, type Told, type ToldRow } from '../../equal-service/told.ts';
import type { Metric } from '../../metric.ts';
import { metrics } from '../../metrics/index.ts';
import type { Area } from '../../store/regions.ts';
import type { ToldLevel } from '../../store/told.ts';
import { keyWords } from '../../words.ts';
import { useCodeName, useFigureText, useWords } from '../metrics/words.tsx';
import { useEqualText } from './equal-page.tsx';

export interface GroupsProps {
  subject: SubjectId;
  metric: Metric;
  level: ToldLevel;
  of: { place: string } | { group: Group };
  on: string;
  hasError: boolean;
  areas: readonly Area[];
  /** Null: persons’ groups are not known of this measure. */
  told: Told | null;
}

export const groupsQuery = ({ subject, level, of, on }: Pick<GroupsProps, 'subject' | 'level' | 'of' | 'on'>): string =>
  new URLSearchParams(
    'place' in of ? { subject, place: of.place, on } : { subject, group: nameOf(of.group), by: level, on },
  ).toString();

export function GroupsPage(props: GroupsProps) {
  const t = useEqualText();
  const { language } = usePage();
  const { subject, of, told, metric } = props;
  const nameOfCode = useCodeName(props.areas);
  const title = useGroupName(props.areas);
  const about = 'place' in of ? nameOfCode(props.level, of.place) : title(of.group);
  return (
    <>
      <h1>{t('groups.title')}</h1>
      <p class="lead">{t('groups.lead')}</p>
      <p>
        <a href={href(language, `/equal-service?subject=${subject}`)}>{t('groups.back')}</a>
      </p>
      {props.hasError && <Notice tone="warning">{t('notSo')}</Notice>}
      <ChoosePlace {...props} />
      <ChooseGroup {...props} />
      <h2 id="answer">{`${t(`subject.${subject}`)}, ${about}`}</h2>
      {told === null ? (
        <Notice tone="info">
          {t('groups.reach')} <a href={href(language, `/equal-service?subject=${subject}&by=type`)}>{t('groups.reachByType')}</a>
        </Notice>
      ) : told.rows.length === 0 ? (
        <Notice tone="info">{t('notCounted', { month: props.on.slice(0, 7) })}</Notice>
      ) : (
        <Answer {...props} told={told} about={about} />
      )}
      {told !== null && (
        <>
          <h2 id="method">{t('method')}</h2>
          <p>{t(metric.unit === 'days' ? 'groups.methodDays' : 'groups.methodShares')}</p>
          <p>{t('groups.methodSmall')}</p>
        </>
      )}
      <p>
        <a href={href(language, `/metrics/${metric.id}`)}>{t('definition')}</a>
      </p>
    </>
  );
}

/** "Age: under 25". */
function useGroupName(areas: readonly Area[]): (group: Group) => string {
  const words = useWords();
  const name = useCodeName(areas);
  return ({ split, code }) => `${words(keyWords[split])}: ${name(split, code)}`;
}

function useSubjects(): { value: string; text: string }[] {
  const t = useEqualText();
  return subjects.map(({ id }) => ({ value: id, text: t(`subject.${id}`) }));
}

function ChoosePlace({ subject, of, on, areas }: GroupsProps) {
  const t = useEqualText();
  const { language } = usePage();
  const counties = [...new Map(areas.map(({ countyCode, county }) => [countyCode, county]))];
  const places = [
    ...counties.toSorted().map(([value, text]) => ({ value, text })),
    ...areas.map(({ code, name }) => ({ value: code, text: name })).toSorted((a, b) => a.text.localeCompare(b.text, 'sv')),
  ];
  return (
    <section aria-labelledby="one-place">
      <h2 id="one-place">{t('groups.onePlace')}</h2>
      <Form action={href(language, '/equal-service/groups')} method="get" inline>
        <Select name="subject" label={t('what')} options={useSubjects()} value={subject} />
        <Select name="place" label={t('groups.place')} options={places} value={'place' in of ? of.place : places[0]!.value} />
        <Field name="on" type="date" label={t('day')} value={on} />
        <Button>{t('show')}</Button>
      </Form>
    </section>
  );
}

function ChooseGroup({ subject, of, on, areas, level, metric }: GroupsProps) {
  const t = useEqualText();
  const words = useWords();
  const { language } = usePage();
  const title = useGroupName(areas);
  const withGroups = groupsOf(metric).length > 0 ? metric : metrics.find((one) => groupsOf(one).length > 0)!;
  const groups = groupsOf(withGroups).map((group) => ({ value: nameOf(group), text: title(group) }));
  const levels = (['municipality', 'county'] as const).map((value) => ({ value, text: words(keyWords[value]) }));
  return (
    <section aria-labelledby="one-group">
      <h2 id="one-group">{t('groups.oneGroup')}</h2>
      <Form action={href(language, '/equal-service/groups')} method="get" inline>
        <Select name="subject" label={t('what')} options={useSubjects()} value={subject} />
        <Select
          name="group"
          label={t('groups.group')}
          options={groups}
          value={'group' in of ? nameOf(of.group) : groups[0]!.value}
        />
        <Select name="by" label={t('by')} options={levels} value={level} />
        <Field name="on" type="date" label={t('day')} value={on} />
        <Button>{t('show')}</Button>
      </Form>
    </section>
  );
}

/** Longer tables are opened by who wants them. */
const mostRows = 30;

function Answer(props: GroupsProps & { told: Told; about: string }) {
  const t = useEqualText();
  const { language } = usePage();
  const { told, subject, of, on, about } = props;
  const count = (verdict: Verdict): number => told.rows.filter((row) => row.verdict === verdict).length;
  const caption = `${t(`subject.${subject}`)}, ${about}, ${on.slice(0, 7)}`;
  const table = <Rows {...props} caption={caption} />;
  return (
    <>
      {told.isMadeUp && <Notice tone="warning">{t('madeUp')}</Notice>}
      {'group' in of && <InCountry {...props} />}
      <ul>
        {verdicts.map((verdict) => (
          <li>{t(verdict === 'too-small' ? 'groups.tooSmallCount' : `count.${verdict}`, { n: count(verdict) })}</li>
        ))}
      </ul>
      {'group' in of ? (
        <Figure
          id="groups-figure"
          caption={caption}
          picture={
            <img
              class="picture"
              src={href(language, `/equal-service/groups/map.svg?${groupsQuery(props)}`)}
              alt={caption}
              width={choroplethSize.width / 2}
              loading="lazy"
              data-inline
            />
          }
          table={told.rows.length > mostRows ? <Details summary={t('allRows', { n: told.rows.length })}>{table}</Details> : table}
        />
      ) : (
        table
      )}
      <p>
        <a href={href(language, `/equal-service/groups/figures.csv?${groupsQuery(props)}`)}>{t('csv')}</a>
      </p>
    </>
  );
}

function InCountry({ told, of, metric }: GroupsProps & { told: Told }) {
  const t = useEqualText();
  const figureText = useFigureText();
  const value = 'group' in of ? (told.country.get(nameOf(of.group)) ?? null) : null;
  const unit = metric.unit === 'days' ? 'days' : 'share';
  return <p>{t('groups.country', { value: figureText(unit, { value, hidden: value === null }) })}</p>;
}

function Rows({ told, of, areas, level, metric, caption }: GroupsProps & { told: Told; caption: string }) {
  const t = useEqualText();
  const words = useWords();
  const placeName = useCodeName(areas);
  const groupName = useGroupName(areas);
  const figureText = useFigureText();
  const unit = metric.unit === 'days' ? 'days' : 'share';
  const isPlace = 'place' in of;
  const country = ({ group }: ToldRow): string => {
    const value = told.country.get(nameOf(group)) ?? null;
    return figureText(unit, { value, hidden: value === null });
  };
  return (
    <Table<ToldRow>
      id="groups-table"
      caption={caption}
      captionHidden
      columns={[
        {
          header: isPlace ? t('groups.group') : words(keyWords[level]),
          rowHeader: true,
          cell: ({ place, group }) => (isPlace ? groupName(group) : placeName(level, place)),
        },
        { header: t('groups.verdict'), cell: ({ verdict }) => t(verdictKey(verdict)) },
        {
          header: t(unit === 'days' ? 'groups.longer' : 'groups.share'),
          numeric: true,
          cell: ({ tenth }) => (tenth === null ? t('groups.notTold') : <bdi>{tenthText(tenth)}</bdi>),
        },
        ...(isPlace ? [{ header: t('groups.inCountry'), numeric: true, cell: (row: ToldRow) => <bdi>{country(row)}</bdi> }] : []),
      ]}
      rows={told.rows}
    />
  );
}

/** Also a large group may be untold: too close to another verdict. */
export const verdictKey = (verdict: Verdict): string => (verdict === 'too-small' ? 'groups.tooSmall' : `verdicts.${verdict}`);

/** "30–40 %". */
const tenthText = (tenth: number): string => `${10 * tenth}–${10 * tenth + 10}\u00A0%`;
