/** "My data": everything that is kept about me, to read and to take along. */
import { href } from '../../../../platform/i18n/index.ts';
import { Details, LinkButton, usePage, useText } from '../../../../ui/index.ts';

const facts = ['what', 'from', 'who', 'search', 'erase', 'secrecy'] as const;

export function DataPage() {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <h1>{t('cases:data.title')}</h1>
      <p class="lead">{t('cases:data.lead')}</p>
      <h2>{t('cases:data.readTitle')}</h2>
      <p>{t('cases:data.readText')}</p>
      <p>
        <LinkButton href={href(language, '/my/data.pdf')}>{t('cases:data.pdf')}</LinkButton>
      </p>
      <h2>{t('cases:data.takeTitle')}</h2>
      <p>{t('cases:data.takeText')}</p>
      <p>
        <LinkButton href={href(language, '/my/data.json')} variant="secondary">
          {t('cases:data.json')}
        </LinkButton>
      </p>
      <h2>{t('cases:data.rightsTitle')}</h2>
      {facts.map((one) => (
        <Details summary={t(`cases:data.rights.${one}.title`)}>
          <p>{t(`cases:data.rights.${one}.text`)}</p>
        </Details>
      ))}
      <p>{t('cases:data.wrong')}</p>
    </>
  );
}
