import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** One import that each rule must refuse: rule, file, what the file says. */
const REFUSED: [string, string, string][] = [
  ['arrows-of-contracts', 'libs/contracts/src/a.ts', "import '../../platform/src/index.js';"],
  ['arrows-of-platform', 'libs/platform/src/a.ts', "import type { x } from '../../contracts/src/index.js';"],
  ['arrows-of-scheduling', 'libs/scheduling/src/a.ts', "import '../../billing/src/index.js';"],
  ['arrows-of-billing', 'libs/billing/src/a.ts', "import type { x } from '../../scheduling/src/index.js';"],
  ['arrows-of-booking', 'libs/booking/src/a.ts', "import '../../followups/src/index.js';"],
  ['arrows-of-caseload', 'libs/caseload/src/a.ts', "import '#followups';"],
  ['lib-by-its-index', 'libs/booking/src/b.ts', "import '../../clients/src/inside.js';"],
  ['outside-by-its-index', 'apps/api/src/a.ts', "import '../../../libs/clients/src/inside.js';"],
  ['libs-import-libs-only', 'libs/clients/src/c.ts', "import '../../../apps/api/src/main.js';"],
  ['nobody-imports-tools', 'apps/worker/src/a.ts', "import '../../../tools/demo/index.js';"],
  ['nobody-imports-test', 'tools/demo/a.ts', "import '../../test/support/app.js';"],
  ['no-test-code-in-production', 'apps/api/src/b.ts', "import '../../../libs/clients/src/testing/given-clients.js';"],
  ['domain-is-pure', 'libs/scheduling/src/domain/a.ts', "import { Injectable } from '@nestjs/common';"],
  ['domain-is-pure', 'libs/scheduling/src/domain/b.ts', "import type { Clock } from '../../../platform/src/index.js';"],
  ['domain-is-pure', 'libs/scheduling/src/domain/c.ts', "import 'node:fs';"],
  ['form-engine-imports-nothing', 'libs/form-engine/src/a.ts', "import { z } from 'zod';"],
  ['stripe-in-its-gateway-only', 'libs/billing/src/b.ts', "import type Stripe from 'stripe';"],
  ['apps-do-not-import-each-other', 'apps/worker/src/b.ts', "import '../../api/src/main.js';"],
  ['browser-apps-know-two-libs', 'apps/site/src/a.ts', "import type { x } from '../../../libs/clients/src/index.js';"],
  [
    'browser-apps-take-types-of-contracts',
    'apps/studio/src/a.ts',
    "import { x } from '../../../libs/contracts/src/index.js';",
  ],
  ['migrations-stand-alone', 'migrations/0001-a.ts', "import '../libs/platform/src/index.js';"],
  ['no-cycles', 'libs/clients/src/d.ts', "import type { e } from './e.js';"],
  ['unknown-lib', 'libs/utils/src/index.ts', "import 'zod';"],
  ['resolvable', 'libs/clients/src/f.ts', "import '#nowhere';"],
];

/** Imports that are right, beside the wrong ones. */
const ALLOWED: [string, string][] = [
  ['libs/booking/src/fine.ts', "import '../../scheduling/src/index.js'; import '../../billing/src/index.js';"],
  ['libs/billing/src/stripe.gateway.ts', "import Stripe from 'stripe';"],
  ['libs/scheduling/src/domain/fine.ts', "import './other.js';"],
  ['apps/site/src/fine.ts', "import type { x } from '../../../libs/contracts/src/index.js';"],
  ['test/stories/fine.ts', "import '../../libs/clients/src/testing/given-clients.js';"],
];

const TARGETS = [
  ...'contracts platform form-engine practices clients scheduling billing followups'
    .split(' ')
    .map((lib) => `libs/${lib}/src/index.ts`),
  'libs/clients/src/inside.ts',
  'libs/clients/src/testing/given-clients.ts',
  'libs/scheduling/src/domain/other.ts',
  'apps/api/src/main.ts',
  'tools/demo/index.ts',
  'test/support/app.ts',
];

interface Cruise {
  summary: { violations: { rule: { name: string }; from: string }[] };
}

describe('The import rules (item 1)', () => {
  const root = mkdtempSync(join(tmpdir(), 'rapport-imports-'));
  const write = (file: string, content: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), `${content}\nexport {};\n`);
  };
  let found: string[];

  beforeAll(() => {
    TARGETS.forEach((file) => write(file, 'export const x = 1;'));
    write('libs/clients/src/e.ts', "import type { d } from './d.js';");
    REFUSED.forEach(([, file, content]) => write(file, content));
    ALLOWED.forEach(([file, content]) => write(file, content));
    writeFileSync(
      join(root, 'package.json'),
      JSON.stringify({ type: 'module', imports: { '#followups': './libs/followups/src/index.ts' } }),
    );
    const cruiser = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const trees = ['apps', 'libs', 'migrations', 'test', 'tools'];
    const { stdout } = spawnSync(
      process.execPath,
      [cruiser, '--config', resolve('.dependency-cruiser.cjs'), '--output-type', 'json', ...trees],
      { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    );
    found = (JSON.parse(stdout) as Cruise).summary.violations.map(({ rule, from }) => `${rule.name} ${from}`);
  }, 60_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it.each(REFUSED)('refuse, by %s, what %s says: %s', (rule, file) => {
    expect(found).toContain(`${rule} ${file}`);
  });

  it.each(ALLOWED)('let %s say: %s', (file) => {
    expect(found.filter((violation) => violation.endsWith(` ${file}`))).toEqual([]);
  });
});
