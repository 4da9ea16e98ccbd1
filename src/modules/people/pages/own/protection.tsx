/** Protected identity, in the person's own words: telling us, confirming it, and the way in afterwards. */
import { href } from '../../../../platform/i18n/index.ts';
import { Button, Buttons, Form, LinkButton, Notice, usePage, useText } from '../../../../ui/index.ts';
import { Done } from '../done.tsx';

const follows = ['hidden', 'contact', 'forms', 'meetings', 'mandates'] as const;

function WhatFollows() {
  const t = useText();
  return (
    <>
      <h2>{t('people:protection.what')}</h2>
      <ul>
        {follows.map((one) => (
          <li>{t(`people:protection.whatItems.${one}`)}</li>
        ))}
      </ul>
    </>
  );
}

export function ProtectionPage() {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <h1>{t('people:own.protection.title')}</h1>
      <p class="lead">{t('people:protection.lead')}</p>
      <WhatFollows />
      <p>
        <LinkButton href={href(language, '/my/protection/confirm')}>{t('people:protection.start')}</LinkButton>
      </p>
    </>
  );
}

export function ConfirmProtectionPage({ requestId }: { requestId: string }) {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <h1>{t('people:protection.confirmTitle')}</h1>
      <p class="lead">{t('people:protection.confirmText')}</p>
      <WhatFollows />
      <Form action={href(language, '/my/protection/confirm')} requestId={requestId}>
        <Buttons>
          <Button>{t('people:protection.confirm')}</Button>
          <LinkButton variant="tertiary" href={href(language, '/my/protection')}>
            {t('people:cancel')}
          </LinkButton>
        </Buttons>
      </Form>
    </>
  );
}

/** The page of someone who is protected. `phone`: the number that protected persons call, when the operator has set one. */
export function ProtectedPage({ phone, done }: { phone: string | null; done: string | null }) {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <Done name={done} />
      <h1>{t('people:protection.isTitle')}</h1>
      <p class="lead">{t('people:protection.isLead')}</p>
      <Notice>
        <p>
          <strong>
            {phone === null ? t('people:protection.given') : t('people:protection.phone', { phone: `\u2066${phone}\u2069` })}
          </strong>
        </p>
        <p>{t('people:protection.notGiven')}</p>
      </Notice>
      <p>{t('people:protection.deadlines')}</p>
      <p>
        <a href={href(language, '/my/readers')}>{t('people:own.readers.title')}</a>
      </p>
    </>
  );
}
