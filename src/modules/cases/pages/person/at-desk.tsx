/** What staff of another organisation do for a person at their desk. */
import { href } from '../../../../platform/i18n/index.ts';
import { Buttons, EmptyState, LinkButton, usePage, useText } from '../../../../ui/index.ts';

export function AtDesk({ links }: { links: readonly { path: string; text: string }[] }) {
  const t = useText();
  const { language } = usePage();
  return (
    <section aria-labelledby="at-desk">
      <h2 id="at-desk">{t('cases:staff.case.atDesk.title')}</h2>
      <p>{t('cases:staff.case.atDesk.text')}</p>
      {links.length === 0 ? (
        <EmptyState title={t('cases:staff.case.atDesk.nothing')} />
      ) : (
        <Buttons>
          {links.map(({ path, text }, index) => (
            <LinkButton href={href(language, path)} variant={index === 0 ? 'primary' : 'secondary'}>
              {text}
            </LinkButton>
          ))}
        </Buttons>
      )}
    </section>
  );
}
