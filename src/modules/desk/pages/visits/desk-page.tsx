/** The desks that an officer staffs today, and the way to each of their pages. */
import { Buttons, Card, CardList, EmptyState, LinkButton, usePage, useText } from '../../../../ui/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import type { DeskPosition } from '../../../network/index.ts';

export interface DeskPageProps {
  desks: readonly { placeId: string; name: string; position: DeskPosition }[];
}

const pagesOf: Readonly<Record<DeskPosition, readonly string[]>> = {
  host: ['host', 'documents'],
  counter: ['counter', 'host', 'documents'],
  manager: ['week', 'counter', 'host', 'documents'],
};

export function DeskPage({ desks }: DeskPageProps) {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <h1>{t('desk:staffVisits.mine.title')}</h1>
      {desks.length === 0 ? (
        <EmptyState title={t('desk:staffVisits.mine.none')}>{t('desk:staffVisits.mine.noneText')}</EmptyState>
      ) : (
        <CardList>
          {desks.map(({ placeId, name, position }) => (
            <Card>
              <h2>
                <bdi>{name}</bdi>
              </h2>
              <p>{t(`desk:staffVisits.position.${position}`)}</p>
              <Buttons>
                {pagesOf[position].map((page, index) => (
                  <LinkButton href={href(language, `/desk/${placeId}/${page}`)} variant={index === 0 ? 'primary' : 'secondary'}>
                    {t(`desk:staffVisits.page.${page}`)}
                  </LinkButton>
                ))}
                <LinkButton href={href(language, `/offices/${placeId}/display`)} variant="tertiary">
                  {t('desk:staffVisits.page.display')}
                </LinkButton>
              </Buttons>
            </Card>
          ))}
        </CardList>
      )}
    </>
  );
}
