/** Every kind of message there is, and how it behaves. */
export const templates = {
  confirmation: { kind: 'service', mustArrive: true },
  request: { kind: 'service', mustArrive: true },
  series: { kind: 'service', mustArrive: true },
  approved: { kind: 'service', mustArrive: true },
  expired: { kind: 'service', mustArrive: true },
  declined: { kind: 'service', mustArrive: true },
  cancellation: { kind: 'service', mustArrive: true },
  withdrawal: { kind: 'service', mustArrive: true },
  moved: { kind: 'service', mustArrive: true },
  relocated: { kind: 'service', mustArrive: true },
  restored: { kind: 'service', mustArrive: true },
  refunded: { kind: 'service', mustArrive: true },
  reminder: { kind: 'service', mustArrive: false },
  form: { kind: 'service', mustArrive: true },
  'sign-in': { kind: 'service', mustArrive: true },
  invitation: { kind: 'service', mustArrive: true },
  // At most one ever goes to an address, even where nobody knows whether it arrived.
  joining: { kind: 'service', mustArrive: false },
  // Who did not get it asks again; a time that is kept for two hours is not offered twice.
  'waitlist-confirm': { kind: 'service', mustArrive: false },
  'waitlist-offer': { kind: 'service', mustArrive: false },
  reset: { kind: 'service', mustArrive: true },
  'coach-booked': { kind: 'service', mustArrive: true },
  'coach-series': { kind: 'service', mustArrive: true },
  'coach-request': { kind: 'service', mustArrive: true },
  'coach-expired': { kind: 'service', mustArrive: true },
  'coach-cancelled': { kind: 'service', mustArrive: true },
  'coach-moved': { kind: 'service', mustArrive: true },
  'coach-restored': { kind: 'service', mustArrive: true },
  'coach-withdrawn': { kind: 'service', mustArrive: true },
  step: { kind: 'service', mustArrive: false },
} as const;

export type TemplateName = keyof typeof templates;
