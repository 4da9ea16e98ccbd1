import { Tag, useFormats, useText } from '../../../../ui/index.ts';
import { securedStates } from '../../state.ts';
import type { TrackedPlace } from '../../store/securing.ts';

/** What is to be done, by whom and by when; what should have been done is marked in words. */
export function NextStep({ of }: { of: Pick<TrackedPlace, 'nextStep' | 'region' | 'dueOn' | 'overdue' | 'state'> }) {
  const t = useText();
  const { date } = useFormats();
  if (of.nextStep === null) return securedStates.includes(of.state) ? '–' : t('network:staffSecuring.noPlan');
  return (
    <>
      {of.nextStep}
      <br />
      {of.region}
      {of.dueOn !== null && `, ${t('network:staffSecuring.by', { date: date(of.dueOn) })}`}
      {of.overdue && (
        <>
          {' '}
          <Tag tone="danger">{t('network:staffSecuring.overdue')}</Tag>
        </>
      )}
    </>
  );
}
