import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const noPlatformClock = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Business time comes from Clock.' },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Business time comes from Clock.',
  },
];

/** The rules of ESLint itself that find mistakes and that the type check does not find. */
const coreMistakes = Object.fromEntries(
  `no-async-promise-executor no-case-declarations no-compare-neg-zero no-cond-assign no-constant-binary-expression
  no-constant-condition no-control-regex no-debugger no-dupe-else-if no-duplicate-case no-empty no-empty-character-class
  no-empty-pattern no-ex-assign no-extra-boolean-cast no-fallthrough no-invalid-regexp no-irregular-whitespace
  no-loss-of-precision no-misleading-character-class no-prototype-builtins no-regex-spaces no-self-assign
  no-shadow-restricted-names no-sparse-arrays no-unsafe-finally no-unsafe-optional-chaining
  no-unused-labels no-unused-private-class-members no-useless-backreference no-useless-catch no-useless-escape no-var
  prefer-const prefer-rest-params prefer-spread preserve-caught-error require-yield use-isnan valid-typeof eqeqeq`
    .split(/\s+/)
    .map((rule) => [rule, 'error']),
);

export default defineConfig(
  globalIgnores(['**/dist/', '**/node_modules/', '.data/', 'coverage/', 'test/journeys/pictures/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  { rules: coreMistakes },
  {
    files: ['**/*.{ts,tsx,mts}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-console': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-namespace': ['error', { allowDeclarations: true }],
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // An injected class must stay a value import: its type is what Nest injects by.
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    // The platform also measures the machine's own time: leases, retries, ids.
    files: ['libs/**/*.ts', 'apps/api/**/*.ts', 'apps/worker/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/testing/**', 'libs/platform/**'],
    rules: { 'no-restricted-syntax': ['error', ...noPlatformClock] },
  },
  {
    // Programs and experiments talk to a person; so do tests that print a figure.
    files: ['tools/**', 'test/**', 'apps/*/src/main.ts', '**/*.config.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // What a test reads back from HTTP or a mock is checked by its expectations.
    files: ['**/*.spec.ts', 'test/**/*.ts', '**/testing/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    rules: { 'no-undef': 'error', 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }] },
    languageOptions: {
      globals: Object.fromEntries(
        'AbortController AbortSignal Buffer URL clearInterval clearTimeout console fetch module process setInterval setTimeout structuredClone'
          .split(' ')
          .map((name) => [name, 'readonly']),
      ),
    },
  },
);
