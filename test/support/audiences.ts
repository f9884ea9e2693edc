/** How much of a table an actor sees who asks for all of it: every row, some that are theirs, or none. */
export type Seen = 'all' | 'own' | 'none';

/** Whose sight of a table is declared. A coach sees what was said in private in their own cases. */
export const watchers = ['client', 'visitor', 'coach', 'assistant', 'operator'] as const;
export type Watcher = (typeof watchers)[number];

/** Who sees what, table by table. A table that does not stand here fails its story. */
const declared = `
                       client  visitor  coach  assistant  operator
  answers              own     none     own    none       none
  api_keys             none    all      all    all        all
  appointment_moves    none    none     all    all        none
  appointments         own     all      all    all        none
  assignments          own     all      all    all        none
  attendances          own     all      all    all        none
  audit_entries        none    all      all    all        all
  availabilities       all     all      all    all        all
  blocked_times        none    all      all    all        none
  booking_browsers     own     all      all    all        none
  brakes               own     all      all    all        none
  calendar_feeds       none    none     all    all        none
  cases                own     all      all    all        none
  changing_hours       none    none     all    all        none
  client_factors       own     all      all    all        none
  clients              own     all      all    all        none
  coaches              all     all      all    all        all
  consent_pages        own     none     all    all        none
  consents             own     none     all    all        none
  deliveries           none    none     all    all        none
  enrolments           none    none     all    all        none
  feed_busy            none    all      all    all        none
  feed_checks          none    all      all    all        none
  form_versions        own     all      all    all        none
  forms                own     all      all    all        none
  idempotent_answers   own     own      own    none       none
  links                none    all      all    all        all
  members              none    all      all    all        all
  messages             none    none     all    all        none
  named_partners       none    all      all    all        none
  notes                own     none     own    none       none
  offering_coaches     all     all      all    all        all
  offerings            all     all      all    all        all
  outbox               none    none     none   none       none
  participants         own     all      all    all        none
  partner_invitations  none    all      none   none       none
  passkey_challenges   own     all      none   none       none
  passkeys             own     all      all    all        none
  payments             own     all      all    all        none
  practice_settings    all     all      all    all        all
  refunds              none    all      all    all        none
  responses            own     none     all    all        none
  safe_contacts        own     none     all    all        none
  schedules            all     all      all    all        none
  sequence_steps       none    none     all    all        none
  sequences            none    none     all    all        none
  series               none    none     all    all        none
  sessions             own     all      all    all        all
  stripe_events        none    none     none   none       none
  suppressions         none    all      all    all        none
  tasks                none    none     all    all        none
  telling_words        none    none     all    all        none
  time_claims          none    all      all    all        none
  told_appointments    none    none     all    all        none
  users                none    all      all    all        all
  waitlist_entries     own     all      all    all        none
  waitlist_offers      own     all      all    all        none
`;

/** Of the installation: they say nothing of anybody. */
export const ofTheInstallation: ReadonlySet<string> = new Set([
  'heartbeats',
  'key_database',
  'migrations',
  'part_troubles',
  'practices',
]);

/** What is declared of each table. */
export const audiences: ReadonlyMap<string, Readonly<Record<Watcher, Seen>>> = new Map(
  declared
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [table = '', ...seen] = line.trim().split(/ +/);
      return [table, Object.fromEntries(watchers.map((who, n) => [who, seen[n]])) as Record<Watcher, Seen>];
    }),
);
