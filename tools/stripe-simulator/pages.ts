import type Stripe from 'stripe';
import { testCards } from './cards.js';
import { html, page, type Html } from './page.js';

type Session = Stripe.Checkout.Session;

const noMoney = html`<p>This is a payment simulator. No money moves, and no real card belongs here.</p>`;

/** What came of the last attempt to pay. */
export interface LastAttempt {
  fault?: string;
  email?: string | undefined;
}

/** The form on which somebody pays; after an attempt that did not work it says kindly why, and keeps the email address. */
export function paymentPage(session: Session, lines: readonly Stripe.LineItem[], last: LastAttempt = {}): string {
  const due = money(session.amount_total ?? 0, session.currency ?? 'eur');
  const email = html`
    <label for="email">Email</label>
    <input id="email" name="email" type="email" autocomplete="email" value="${last.email ?? ''}" required />
  `;
  return page(
    `Pay ${due}`,
    html`
      <h1>Pay ${due}</h1>
      ${last.fault === undefined ? '' : html`<p class="fault" role="alert">${last.fault}</p>`}
      <dl>
        ${lines.map(
          (line) =>
            html`<dt>${line.description ?? 'Payment'}${(line.quantity ?? 1) > 1 ? ` × ${line.quantity}` : ''}</dt>
              <dd>${money(line.amount_total, line.currency)}</dd>`,
        )}
        <dt class="total">To pay now</dt>
        <dd class="total">${due}</dd>
      </dl>
      <form method="post" action="/c/pay/${session.id}">
        ${session.customer_email === null ? email : ''}
        <label for="card">Card number</label>
        <p class="hint" id="card-hint">One of the test cards below.</p>
        <input
          id="card"
          name="card"
          inputmode="numeric"
          autocomplete="off"
          aria-describedby="card-hint"
          maxlength="40"
          required
        />
        <button type="submit">Pay ${due}</button>
      </form>
      ${leaving(session, 'Go back without paying')}
    `,
    html`
      ${noMoney}
      <p>Test cards:</p>
      <ul>
        ${testCards.map((card) => html`<li>${card.number.replace(/(.{4})(?=.)/g, '$1 ')} ${card.says}</li>`)}
      </ul>
    `,
  );
}

/** The bank's question to the card holder. */
export function authenticationPage(session: Session): string {
  return page(
    'Confirm this payment',
    html`
      <h1>Is this you?</h1>
      <p>
        Your bank would like you to confirm a payment of ${money(session.amount_total ?? 0, session.currency ?? 'eur')}.
      </p>
      <form method="post" action="/c/pay/${session.id}/authenticate">
        <button type="submit" name="answer" value="complete">Complete authentication</button>
        <button type="submit" name="answer" value="fail" class="second">Fail authentication</button>
      </form>
    `,
    noMoney,
  );
}

/** What somebody sees who comes too late. */
export function expiredPage(session: Session): string {
  return page(
    'This payment page has closed',
    html`
      <h1>This payment page has closed</h1>
      <p>
        It was open for a limited time, and nothing was taken from any card. You can start again where you came from.
      </p>
      ${leaving(session, 'Go back')}
    `,
    noMoney,
  );
}

/** Where the printed address leads: what this is, and the cards that it knows. */
export function frontPage(): string {
  return page(
    'Payment simulator',
    html`<h1>Payment simulator</h1>
      <p>Pay on the pages that bookings lead to, with one of these cards:</p>
      <ul>
        ${testCards.map((card) => html`<li>${card.number.replace(/(.{4})(?=.)/g, '$1 ')} ${card.says}</li>`)}
      </ul>`,
    noMoney,
  );
}

/** For an address that leads to no session. */
export function unknownPage(): string {
  return page(
    'There is no payment here',
    html`<h1>There is no payment here</h1>
      <p>Perhaps a part of the address got lost on the way.</p>`,
    noMoney,
  );
}

function leaving(session: Session, words: string): Html {
  return session.cancel_url === null ? html`` : html`<a class="leave" href="${session.cancel_url}">${words}</a>`;
}

/** Currencies that Stripe's API does not count in hundredths. */
const whole = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '));
const thousandths = new Set('bhd jod kwd omr tnd'.split(' '));

/** An amount of minor units as people write it. */
export function money(amountMinor: number, currency: string): string {
  const digits = whole.has(currency) ? 0 : thousandths.has(currency) ? 3 : 2;
  return new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amountMinor / 10 ** digits);
}
