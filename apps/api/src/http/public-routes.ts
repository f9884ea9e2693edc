/**
 * Every route that anyone may call, as it was reviewed. A test holds the routes against this list in both directions:
 * opening a route means adding it here, with whoever reviews it looking.
 */
export const publicRoutes: readonly string[] = [
  'GET /api/v1/admin/invitations/:token',
  'GET /api/v1/public/appointments/:token',
  'GET /api/v1/public/appointments/:token/cancellation',
  'GET /api/v1/public/practices/:practice',
  'GET /api/v1/public/practices/:practice/offerings/:offering/slots',
  'GET /docs',
  'GET /healthz',
  'GET /openapi.json',
  'GET /problems',
  'GET /problems/:code',
  'GET /readyz',
  'POST /api/v1/admin/invitations/:token',
  'POST /api/v1/admin/password-resets',
  'POST /api/v1/admin/password-resets/:token',
  'POST /api/v1/admin/session',
  'POST /api/v1/portal/session',
  'POST /api/v1/portal/sign-in',
  'POST /api/v1/public/appointments/:token/cancel',
  'POST /api/v1/public/appointments/:token/checkout',
  'POST /api/v1/public/appointments/:token/hold',
  'POST /api/v1/public/practices/:practice/bookings',
  'POST /api/v1/webhooks/stripe',
];
