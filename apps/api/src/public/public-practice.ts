import type { PublicOffering, PublicPractice } from '#contracts';
import type { Tx } from '#platform';
import { helpLinesFor, type PracticeService } from '#practices';
import type { OfferingRow, OfferingService } from '#scheduling';

interface Parts {
  readonly practices: PracticeService;
  readonly offerings: OfferingService;
}

/** A practice as visitors see it, for the API and for the pages alike. */
export async function publicPractice(tx: Tx, { practices, offerings }: Parts): Promise<PublicPractice> {
  const practice = await practices.publicView(tx);
  const offered = (await offerings.listPublic(tx)).map(offeringOf);
  return { ...practice, offerings: offered, helpLines: helpLinesFor(practice.country) };
}

function offeringOf(row: OfferingRow): PublicOffering {
  const { slug, name, kind, durationMinutes, format, currency, priceMinor, depositMinor, payment, approval } = row;
  return {
    slug,
    name,
    description: row.description === '' ? null : row.description,
    kind,
    durationMinutes,
    format,
    whoCalls: format === 'phone' ? (row.location === null ? 'practice' : 'client') : null,
    price: { amount: priceMinor, currency },
    payment,
    ...(depositMinor !== null && { deposit: { amount: depositMinor, currency } }),
    approval,
    coaches: row.coaches.filter(({ active }) => active).map((coach) => coach.slug),
  };
}
