import { Select, useText } from '../../../../ui/index.ts';
import { anySecond } from '../../together.ts';
import { useCompetenceName } from '../supply/words.tsx';

/** One officer or two together, one of whom may have to have a competence; staff choose it. */
export function OfficersChoice({ chosen, competences }: { chosen: string | null; competences: readonly string[] }) {
  const t = useText();
  const competenceName = useCompetenceName();
  return (
    <Select
      name="together"
      label={t('meetings:staffSessions.together.label')}
      value={chosen ?? ''}
      options={[
        { value: '', text: t('meetings:staffSessions.together.one') },
        { value: anySecond, text: t('meetings:staffSessions.together.any') },
        ...competences.map((code) => ({
          value: code,
          text: t('meetings:staffSessions.together.with', { competence: competenceName(code) }),
        })),
      ]}
    />
  );
}
