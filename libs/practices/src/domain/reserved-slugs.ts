/** First segments of our own addresses, today's and those we keep for ourselves: no practice may be called so. */
export const reservedPracticeSlugs: ReadonlySet<string> = new Set(
  (
    'a about account admin api app assets auth billing blog book booking coach coaches contact dashboard demo-data ' +
    'docs download embed f favicon feed figures form forms health healthz help home host i imprint index invitation ' +
    'invitations legal letter letters login logout mail mailbox manage me metrics new news oauth openapi operator ' +
    'pay payment payments portal practice practices press pricing privacy problems public quit quiz readyz register ' +
    'reset robots search security settings sign-in sign-out sign-up signin signup simulator site sitemap start ' +
    'static status studio support system terms unsubscribe user users v1 v2 w webhook webhooks well-known www'
  ).split(' '),
);

/** Second segments, under a practice's own address: no coach may be called so. */
export const reservedCoachSlugs: ReadonlySet<string> = new Set(
  'book coach coaches help letter letters me new offering offerings pay privacy quiz quizzes terms wait'.split(' '),
);

/** Further segments: no offering or quiz may be called so. */
export const reservedItemSlugs: ReadonlySet<string> = new Set('book embed help new slots'.split(' '));
