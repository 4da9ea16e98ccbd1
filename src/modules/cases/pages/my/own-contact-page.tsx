/** Someone whose identity is protected deals with a person they know the name of, not with forms (SEC-3). */
import { href } from '../../../../platform/i18n/index.ts';
import { LinkButton, Notice, usePage, useText } from '../../../../ui/index.ts';

export function OwnContactPage({ contacts }: { contacts: readonly string[] }) {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <h1>{t('cases:my.title')}</h1>
      <Notice title={t('cases:my.own-contact.title')}>{t('cases:my.own-contact.text')}</Notice>
      <h2>{t('cases:my.own-contact.who')}</h2>
      {contacts.length === 0 ? (
        <p>{t('cases:my.own-contact.none')}</p>
      ) : (
        <ul>
          {contacts.map((name) => (
            <li>
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
      )}
      <LinkButton href={href(language, '/get-help?from=own-contact')}>{t('cases:my.own-contact.ask')}</LinkButton>
    </>
  );
}
