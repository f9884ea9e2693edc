import type { PublicOffering, PublicPractice } from '#contracts';
import type { Ui } from '../document.js';
import { fill, isolated } from '../texts/texts.js';
import { offeringLine, priceLine } from './offering-words.js';

interface OfferingListProps {
  readonly ui: Ui;
  readonly practice: PublicPractice;
  readonly offerings: readonly PublicOffering[];
  /** The slug of the coach whose page it is. */
  readonly coach?: string;
  /** How their names are marked as headings. */
  readonly as?: 'h2' | 'h3';
  /** Whether it stands in a frame, and leads on within it. */
  readonly framed?: boolean;
}

/** What can be booked, with its price and the way to its times. */
export function OfferingList({
  ui: { t, locale },
  practice,
  offerings,
  coach,
  as: Heading = 'h3',
  framed = false,
}: OfferingListProps) {
  if (offerings.length === 0) return <p>{t.practice.noOfferings}</p>;
  const namesOf = (slugs: readonly string[]) =>
    new Intl.ListFormat(locale, { type: 'disjunction' }).format(
      practice.coaches.filter(({ slug }) => slugs.includes(slug)).map(({ name }) => isolated(name)),
    );
  return (
    <ul class="grid two">
      {offerings.map((offering) => (
        <li class="card offer" key={offering.slug}>
          <Heading>{offering.name}</Heading>
          <span class="price">{priceLine(offering, t, locale)}</span>
          <p class="soft small">
            {offeringLine(offering, t, locale)}
            {coach === undefined && practice.coaches.length > 1 && offering.coaches.length > 0 && (
              <> · {fill(t.practice.withCoach, { names: namesOf(offering.coaches) })}</>
            )}
          </p>
          {offering.description && (
            <p class="brief" dir="auto">
              {offering.description}
            </p>
          )}
          <a
            class="btn"
            href={
              framed
                ? `/embed/${practice.slug}/${offering.slug}`
                : `/${practice.slug}/book/${offering.slug}${coach === undefined ? '' : `?coach=${coach}`}`
            }
            target={framed ? '_self' : undefined}
            aria-label={fill(t.practice.bookLabel, { offering: offering.name })}
          >
            {t.practice.book}
          </a>
        </li>
      ))}
    </ul>
  );
}
