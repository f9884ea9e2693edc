/** The program on whose page a visitor of the demo breaks things. */
export const BREAKER = 'break-something';

const SECRETS = ['DATA_KEY', 'SESSION_SECRET', 'KEY_DATABASE_URL', 'REDIS_URL'];
const everything = () => true;
/** The mailbox and the simulator stand outside: they see neither the database nor its keys. */
const outside = (name) => name !== 'DATABASE_URL' && !SECRETS.includes(name);
/** What breaks things counts in the database what came of it, and has no key to anything sealed there. */
const counting = (name) => !SECRETS.includes(name);

/** Whether this start has the page on which things are broken: in a demo alone, and only where nothing real is behind it. */
export function mayBreak({ demo, simulator, mailbox, env }) {
  return demo && simulator && mailbox && env.NODE_ENV !== 'production';
}

/** The programs of a start, in the order in which they are started (and the reverse of that in which they are stopped). */
export function programsOf(settings, ports) {
  const text = (name) => ({ [name]: String(ports[name]) });
  const usual = { wanted: true, sees: everything, isKept: false, talks: false, extra: {} };
  return [
    {
      ...usual,
      name: 'mailbox',
      file: 'dist/tools/mailbox/main.js',
      wanted: settings.mailbox,
      sees: outside,
      extra: { ...text('MAILBOX_PORT'), ...text('MAILBOX_SMTP_PORT') },
    },
    {
      ...usual,
      name: 'simulator',
      file: 'dist/tools/stripe-simulator/main.js',
      wanted: settings.simulator,
      sees: outside,
      extra: text('SIMULATOR_PORT'),
    },
    { ...usual, name: 'api', file: 'dist/apps/api/src/main.js', isKept: true },
    {
      ...usual,
      name: 'worker',
      file: 'dist/apps/worker/src/main.js',
      isKept: true,
      extra: { METRICS_PORT: String(ports.WORKER_METRICS_PORT) },
    },
    {
      ...usual,
      name: BREAKER,
      file: 'dist/tools/break-something/main.js',
      wanted: mayBreak(settings),
      sees: counting,
      talks: true,
      extra: text('BREAK_PORT'),
    },
  ].filter(({ wanted }) => wanted);
}
