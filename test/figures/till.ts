import { LeanClient } from './lean-client.js';

/** The payment provider as payers use it. */
export class Till {
  private readonly at: LeanClient;

  constructor(url: string, payers: number) {
    this.at = new LeanClient(url, payers);
  }

  /** Pays on the page that the answer to a booking leads to, and answers how that went; where it leads to none, nothing is paid. */
  async pays(booked: unknown): Promise<string> {
    const session = sessionOf(booked);
    if (!session) return 'no page';
    const { status, body } = await this.at.call('POST', `/test/checkout/${session}/pay`, { card: '4242424242424242' });
    return (body as { status?: string }).status ?? `${status}`;
  }

  close(): void {
    this.at.close();
  }
}

/** The provider's name for the page to pay on. */
export function sessionOf(booked: unknown): string | undefined {
  const { payment } = booked as { payment?: { checkoutUrl?: string } };
  return /cs_[A-Za-z0-9_]+/.exec(payment?.checkoutUrl ?? '')?.[0];
}
