/** What tables of scenarios say of each: what it is called, how far it has come, and what it was made from. */
import { href } from '../../../platform/i18n/index.ts';
import { type Column, useFormats, usePage } from '../../../ui/index.ts';
import type { ListedScenario } from '../store/scenarios.ts';
import { StateTag, useMoment, useWords } from './words.tsx';

export function useScenarioColumns(): Column<ListedScenario>[] {
  const t = useWords();
  const { language } = usePage();
  const { date, number } = useFormats();
  const moment = useMoment();
  return [
    {
      header: t('field.title'),
      rowHeader: true,
      cell: ({ id, title }) => (
        <a class="as-written" href={href(language, `/planning/${id}`)}>
          {title}
        </a>
      ),
    },
    { header: t('stateName'), cell: ({ state }) => <StateTag state={state} /> },
    { header: t('field.baseDate'), cell: ({ baseDate }) => date(baseDate) },
    { header: t('changes'), numeric: true, cell: ({ changeCount }) => number(changeCount) },
    { header: t('author'), cell: (one) => t('authorOf', { author: one.author, number: one.number }) },
    { header: t('knownAt'), cell: ({ knownAt }) => moment(knownAt) },
  ];
}
