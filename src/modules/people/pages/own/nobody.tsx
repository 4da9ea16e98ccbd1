/** For someone who has signed in as nobody that we know a number of, and for whom the pages of one's own are empty. */
import { href } from '../../../../platform/i18n/index.ts';
import { LinkButton, usePage, useText } from '../../../../ui/index.ts';

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
