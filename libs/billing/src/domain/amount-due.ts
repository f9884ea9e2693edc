/** How an offering is paid. */
export interface PaymentTermsOf {
  readonly payment: 'none' | 'full' | 'deposit' | 'later';
  readonly priceMinor: number;
  readonly depositMinor: number | null;
}

/** What has to be paid for the booking to stand, in minor units; 0 where nothing is paid before. */
export function dueNow({ payment, priceMinor, depositMinor }: PaymentTermsOf): number {
  switch (payment) {
    case 'full':
      return priceMinor;
    case 'deposit':
      return Math.min(depositMinor ?? priceMinor, priceMinor);
    case 'none':
    case 'later':
      return 0;
  }
}
