import { Select, useText } from '../../../../ui/index.ts';
import { anySecond } from '../../together.ts';
import { useCompetenceName } from '../supply/words.tsx';

/** One officer or two together, one of whom may have to have a competence; staff choose it. */
export function OfficersChoice({ chosen, competences }: { chosen: string | null; competences: readonly string[] }) {
  const t = useText();
  const together = useTogetherText();
  return (
    <Select
      name="together"
      label={t('meetings:staffSessions.together.label')}
      value={chosen ?? ''}
      options={[
        { value: '', text: t('meetings:staffSessions.together.one') },
        ...[anySecond, ...competences].map((one) => ({ value: one, text: together(one) })),
      ]}
    />
  );
}

/** "Två, varav en med kompetensen Karriärvägledning", of what wishes say of it. */
export function useTogetherText(): (together: string) => string {
  const t = useText();
  const competenceName = useCompetenceName();
  return (together) =>
    together === anySecond
      ? t('meetings:staffSessions.together.any')
      : t('meetings:staffSessions.together.with', { competence: competenceName(together) });
}
