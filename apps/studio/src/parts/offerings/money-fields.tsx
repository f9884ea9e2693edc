import { TextInput } from '@mantine/core';
import type { OwnPracticeView } from '#contracts';
import type { OfferingDraft } from '../../offering-draft.js';
import { texts } from '../../texts/texts.js';
import { amountTyped, money } from '../money.js';
import { OneOf, Part, type PartProps } from './field.js';

const words = texts.offerings;
const payments = ['full', 'deposit', 'later', 'none'] as const;

/** What it costs, and when that is paid. */
export function Money({ draft, change, fault, practice }: PartProps & { practice: OwnPracticeView }) {
  const { currency, paymentsReady } = practice;
  const amount = amountTyped(draft.price, currency);
  const isFree = amount === 0;
  return (
    <Part title={words.section.money} said={saidOf(draft, currency)}>
      <TextInput
        label={words.price(currency)}
        description={words.priceHint}
        inputMode="decimal"
        autoComplete="off"
        maxLength={12}
        value={draft.price}
        error={fault('price')}
        onChange={(event) => change({ price: event.currentTarget.value })}
      />
      {!isFree && (
        <OneOf
          legend={words.payment}
          value={draft.payment}
          choices={payments
            .filter((one) => paymentsReady || one === 'none' || one === draft.payment)
            .map((one) => [one, words.payments[one]])}
          fault={fault('payment')}
          onChange={(payment) => change({ payment })}
        />
      )}
      {!isFree && !paymentsReady && <p className="soft">{words.notReady}</p>}
      {!isFree && draft.payment === 'deposit' && (
        <TextInput
          label={words.deposit(currency)}
          inputMode="decimal"
          autoComplete="off"
          required
          maxLength={12}
          value={draft.deposit}
          error={fault('deposit')}
          onChange={(event) => change({ deposit: event.currentTarget.value })}
        />
      )}
    </Part>
  );
}

/** What paying means for whoever books; nothing while an amount is still being typed. */
function saidOf({ price, deposit, payment }: OfferingDraft, currency: string): string | null {
  const [whole, part] = [amountTyped(price, currency), amountTyped(deposit, currency)];
  const { said } = words;
  if (whole === null) return null;
  if (whole === 0) return said.money.free;
  const costs = money({ amount: whole, currency });
  if (payment !== 'deposit') return said.money[payment](costs);
  return part ? said.money.deposit(costs, money({ amount: part, currency })) : null;
}
