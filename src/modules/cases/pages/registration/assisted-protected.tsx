/** Someone who is helped says that their identity is protected: the forms end here, and the protection is reported. */
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import { Button, Form, usePage, useText } from '../../../../ui/index.ts';

/** `action`: where it is reported; null for a helper, who cannot. */
export function AssistedProtected({ action, requestId }: { action: string | null; requestId: Uuid }) {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <h2>{t('cases:staffRegistration.protectedTitle')}</h2>
      <p class="lead">
        {t(action === null ? 'cases:staffRegistration.protectedHelper' : 'cases:staffRegistration.protectedText')}
      </p>
      {action !== null && (
        <Form action={href(language, action)} requestId={requestId}>
          <Button>{t('cases:staffRegistration.protectedReport')}</Button>
        </Form>
      )}
    </>
  );
}

export function AssistedProtectedDone() {
  const t = useText();
  return (
    <>
      <h1>{t('cases:staffRegistration.protectedDone')}</h1>
      <p class="lead">{t('cases:staffRegistration.protectedDoneText')}</p>
    </>
  );
}
