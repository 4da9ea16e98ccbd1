/** What was just done, said first on the page that follows. */
import { Notice, useText } from '../../../ui/index.ts';

/** "Saved", on the page that one comes to. */
export function Done({ name }: { name: string | null }) {
  const t = useText();
  if (name === null) return null;
  return (
    <Notice tone="success" answer>
      {t(`people:done.${name}`)}
    </Notice>
  );
}
