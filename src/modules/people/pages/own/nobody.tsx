/** For someone who has signed in as nobody that we know a number of, and for whom the pages of one's own are empty. */
import { href } from '../../../../platform/i18n/index.ts';
import { Card, CardList, LinkButton, usePage, useText } from '../../../../ui/index.ts';

export function NobodyPage() {
  const t = useText();
  const { language, url } = usePage();
  return (
    <>
      <h1>{t('people:own.nobody.title')}</h1>
      <p class="lead">{t('people:own.nobody.text')}</p>
      <p>
        <LinkButton href={`${href(language, '/get-help')}?${new URLSearchParams({ from: url.split('?')[0]! })}`}>
          {t('people:own.getHelp')}
        </LinkButton>
      </p>
    </>
  );
}

const ownPages = ['details', 'support', 'mandates', 'readers', 'protection'] as const;

/** The jobseeker's pages of this module, each with what it is for: for the page /my. */
export function OwnLinks() {
  const t = useText();
  const { language } = usePage();
  return (
    <CardList>
      {ownPages.map((one) => (
        <Card>
          <h3>
            <a href={href(language, `/my/${one}`)}>{t(`people:own.${one}.title`)}</a>
          </h3>
          <p>{t(`people:own.${one}.text`)}</p>
        </Card>
      ))}
    </CardList>
  );
}
