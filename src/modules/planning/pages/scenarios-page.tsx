/** /planning: every scenario. */
import { href } from '../../../platform/i18n/index.ts';
import { Button, EmptyState, LinkButton, Table, usePage, useText } from '../../../ui/index.ts';
import type { ListedScenario } from '../store/scenarios.ts';
import { useScenarioColumns } from './scenario-columns.tsx';
import { useWords } from './words.tsx';

export interface ScenariosProps {
  scenarios: readonly ListedScenario[];
  mayWrite: boolean;
}

export function ScenariosPage({ scenarios, mayWrite }: ScenariosProps) {
  const t = useWords();
  const say = useText();
  const { language } = usePage();
  return (
    <>
      <h1>{t('title')}</h1>
      <p class="lead">{t('lead')}</p>
      <p>
        <a href={href(language, '/planning/map')}>{say('planning:staffPlanningMap.open')}</a>
        {' · '}
        <a href={href(language, '/planning/staffing')}>{say('planning:staffing.title')}</a>
        {' · '}
        <a href={href(language, '/planning/rota')}>{say('planning:staffPlanningRota.title')}</a>
      </p>
      {mayWrite && (
        <p>
          <LinkButton href={href(language, '/planning/new')}>{t('newScenario')}</LinkButton>
        </p>
      )}
      {scenarios.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneText')}</EmptyState>
      ) : (
        <form action={href(language, '/planning/compare')} method="get">
          <List scenarios={scenarios} />
          {scenarios.length > 1 && <Button variant="secondary">{t('compareChosen')}</Button>}
        </form>
      )}
    </>
  );
}

function List({ scenarios }: Pick<ScenariosProps, 'scenarios'>) {
  const t = useWords();
  const columns = useScenarioColumns();
  return (
    <Table<ListedScenario>
      id="scenarios"
      caption={t('scenarios')}
      cards
      columns={[
        {
          header: t('chooseToCompare'),
          cell: ({ id, title }) => (
            <input class="ds-input" type="checkbox" name="ids" value={id} aria-label={t('compareThis', { title })} />
          ),
        },
        ...columns,
      ]}
      rows={scenarios}
    />
  );
}
