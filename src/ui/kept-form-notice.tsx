import { useText } from './context.ts';
import { Notice } from './message.tsx';

/** Over a form that shows what was typed before the session ended: nothing has been sent yet. */
export function KeptFormNotice() {
  const t = useText();
  return (
    <Notice tone="warning" title={t('ui:keptForm.title')} answer>
      {t('ui:keptForm.text')}
    </Notice>
  );
}
