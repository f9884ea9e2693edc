/**
 * Who may import whom: the arrows of the architecture, types included. An import that none of these rules refuses is
 * allowed. tools/setup/import-rules.spec.ts keeps one refused import for every rule.
 */
const MAY_IMPORT = {
  contracts: [],
  'form-engine': [],
  platform: [],
  identity: ['platform', 'contracts'],
  practices: ['platform', 'contracts', 'identity'],
  clients: ['platform', 'contracts', 'identity', 'practices'],
  scheduling: ['platform', 'contracts', 'practices', 'clients'],
  billing: ['platform', 'contracts', 'practices', 'clients'],
  forms: ['platform', 'contracts', 'practices', 'clients', 'form-engine'],
  booking: ['platform', 'contracts', 'practices', 'clients', 'scheduling', 'billing', 'forms'],
  caseload: ['platform', 'contracts', 'practices', 'clients', 'scheduling', 'billing', 'forms'],
  followups: [
    'platform',
    'contracts',
    'identity',
    'practices',
    'clients',
    'scheduling',
    'billing',
    'forms',
    'caseload',
  ],
};

const TEST_CODE = '(\\.spec\\.tsx?$|/testing/)';
const LIBRARY_TESTING = '^libs/[^/]+/src/testing/';

const arrows = Object.entries(MAY_IMPORT).map(([lib, allowed]) => ({
  name: `arrows-of-${lib}`,
  comment: `${lib} may import ${allowed.length === 0 ? 'nothing of ours' : allowed.join(', ')}.`,
  severity: 'error',
  from: { path: `^libs/${lib}/` },
  to: { path: '^libs/', pathNot: `^libs/(${[lib, ...allowed].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...arrows,
    {
      name: 'unknown-lib',
      comment: 'A new library needs its arrows here first.',
      severity: 'error',
      from: { path: '^libs/', pathNot: `^libs/(${Object.keys(MAY_IMPORT).join('|')})/` },
      to: {},
    },
    {
      name: 'no-cycles',
      comment: 'Zero cycles, those of types included.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'libs-import-libs-only',
      comment: 'A library knows no app, migration, test or tool.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(apps|migrations|test|tools)/' },
    },
    {
      name: 'lib-by-its-index',
      comment: 'Another library is imported by its index.ts; its test builders by tests alone.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$', LIBRARY_TESTING] },
    },
    {
      name: 'outside-by-its-index',
      comment: 'Apps, tests, tools and migrations import a library by its index.ts.',
      severity: 'error',
      from: { path: '^(apps|test|tools|migrations)/' },
      to: { path: '^libs/', pathNot: ['^libs/[^/]+/src/index\\.ts$', LIBRARY_TESTING] },
    },
    {
      name: 'no-test-code-in-production',
      comment: 'Builders, specs and the test tree are imported by test code alone.',
      severity: 'error',
      from: { pathNot: ['^test/', TEST_CODE] },
      to: { path: ['^test/', TEST_CODE] },
    },
    {
      name: 'nobody-imports-test',
      comment: 'The test tree is imported by nobody but itself.',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'nobody-imports-tools',
      comment: 'Tools serve people and tests; nothing that runs in production imports them.',
      severity: 'error',
      from: { path: '^(apps|libs|migrations)/' },
      to: { path: '^tools/' },
    },
    {
      name: 'domain-is-pure',
      comment:
        'domain/ knows its own folder, the wire shapes and the form engine: no Nest, no TypeORM, no clock, no system.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/domain/', pathNot: '\\.spec\\.ts$' },
      to: {
        pathNot: [
          '^libs/$1/src/domain/',
          '^libs/(contracts|form-engine)/src/index\\.ts$',
          '^(node_modules/)?(temporal-polyfill|temporal-spec|zod)(/|$)',
        ],
      },
    },
    {
      name: 'form-engine-imports-nothing',
      comment: 'The form engine runs in browsers too: no packages, no system.',
      severity: 'error',
      from: { path: '^libs/form-engine/', pathNot: TEST_CODE },
      to: { pathNot: '^libs/form-engine/' },
    },
    {
      name: 'stripe-in-its-gateway-only',
      comment: 'libs/billing/src/stripe.gateway.ts alone speaks to Stripe; the tools play its other side.',
      severity: 'error',
      from: { path: '^(apps|libs|migrations)/', pathNot: '^libs/billing/src/stripe\\.gateway(\\.spec)?\\.ts$' },
      to: { path: '^(node_modules/)?stripe(/|$)' },
    },
    {
      name: 'apps-do-not-import-each-other',
      comment: 'What two apps share is a library.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'browser-apps-know-two-libs',
      comment: 'Site and studio see the wire (contracts) and the form engine.',
      severity: 'error',
      from: { path: '^apps/(site|studio)/' },
      to: { path: '^(libs|migrations)/', pathNot: '^libs/(contracts|form-engine)/' },
    },
    {
      name: 'browser-apps-take-types-of-contracts',
      comment: 'Only `import type` from contracts: its zod schemas stay on the server.',
      severity: 'error',
      from: { path: '^apps/(site|studio)/', pathNot: TEST_CODE },
      to: { path: '^libs/contracts/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'migrations-stand-alone',
      comment: 'Migrations import TypeORM and each other: what they do must not change with the code.',
      severity: 'error',
      from: { path: '^migrations/', pathNot: TEST_CODE },
      to: { pathNot: ['^migrations/', '^(node_modules/)?typeorm(/|$)'] },
    },
    {
      name: 'no-development-packages-in-production',
      comment: 'What runs in production is listed under dependencies.',
      severity: 'error',
      from: { path: '^(apps/(api|worker)|libs|migrations)/', pathNot: TEST_CODE },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      comment: 'An import nobody can resolve would slip past every rule above.',
      severity: 'error',
      from: { path: '^(apps|libs|migrations|test|tools)/' },
      to: { couldNotResolve: true, path: '^[.#]', pathNot: '\\?' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.data|coverage)/' },
    tsPreCompilationDeps: true,
    moduleSystems: ['es6', 'cjs'],
    combinedDependencies: false,
    enhancedResolveOptions: {
      conditionNames: ['source', 'types', 'import', 'node', 'default'],
      exportsFields: ['exports'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.mjs', '.js', '.cjs', '.json', '.d.ts', '.css'],
    },
  },
};
