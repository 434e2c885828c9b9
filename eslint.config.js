import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { wordsRule } from './tests/architecture/words-rule.js';

const TESTS = ['**/*.test.{ts,tsx}', 'tests/**'];
/** Names that hold a word of the past because a column, a stored value or an address does; the last three until they are renamed. */
const STORED_NAMES = ['told', 'aside', 'settled'];
const FRAMEWORK_FILES = ['app/routes/**', 'app/root.tsx', 'app/entry.*.tsx'];
const TOP_LEVEL_ARROW =
  ':matches(Program, ExportNamedDeclaration) > VariableDeclaration > VariableDeclarator:not([id.typeAnnotation]) > ArrowFunctionExpression';

const readEnvironment = {
  object: 'process',
  property: 'env',
  message:
    'Only app/platform/env.server.ts reads the environment, so that a missing variable is told at start.',
};
const namedFunctions = {
  selector: TOP_LEVEL_ARROW,
  message: 'Declare a function: it has a name in every stack trace and may be used above its line.',
};
const spreadFirst = {
  selector: 'JSXAttribute:not([name.name="key"]) ~ JSXSpreadAttribute',
  message: 'Spread before the named properties: what is spread may hold more than its type says.',
};

export default tseslint.config(
  {
    ignores: [
      'build/',
      'app/generated/',
      '.data/',
      'test-results/',
      'playwright-report/',
      'public/',
    ],
  },
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      globals: globals.node,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
    rules: {
      // A promise nobody waits for loses its error, and the work with it.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      // A new member of a union must be handled wherever the union is decided on.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      // Node strips types without reading other files: only `import type` tells it what to drop.
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/only-throw-error': [
        'error',
        // Remix answers by throwing a Response.
        { allow: [{ from: 'lib', name: 'Response' }], allowThrowingUnknown: true },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // A file above this does more than one thing.
      'max-lines': ['error', 300],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    rules: { 'no-restricted-syntax': ['error', namedFunctions, spreadFirst] },
  },
  {
    files: ['app/**/*.{ts,tsx}', 'extensions/**/*.ts', 'tests/**/*.{ts,tsx}'],
    plugins: { tendril: { rules: { words: wordsRule } } },
    // Names of columns, of keys that are stored and of addresses stay as they are.
    rules: { 'tendril/words': ['error', STORED_NAMES] },
  },
  {
    files: ['app/**'],
    ignores: ['app/platform/env.server.ts'],
    rules: {
      'no-restricted-properties': ['error', readEnvironment],
      // Logs are structured and carry no personal data; the console knows neither.
      'no-console': 'error',
    },
  },
  {
    files: ['app/**/*.ts'],
    ignores: ['**/*.server.ts', 'app/routes/**', 'app/**/ui/**', ...TESTS],
    rules: {
      'no-restricted-properties': [
        'error',
        readEnvironment,
        ...[
          ['Date', 'now', 'the time'],
          ['performance', 'now', 'the time'],
          ['Math', 'random', 'randomness'],
          ['crypto', 'randomUUID', 'an id'],
        ].map(([object, property, what]) => ({
          object,
          property,
          message: `A pure file takes ${what} as an argument, so a test can choose it. Files named *.server.ts may ask the machine.`,
        })),
      ],
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'A pure file touches nothing; name the file *.server.ts.' },
      ],
      'no-restricted-syntax': [
        'error',
        namedFunctions,
        {
          selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
          message: 'A pure file takes the time as an argument, so a test can choose it.',
        },
      ],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['@remix-run/*', '@shopify/*'],
              message: 'Frameworks stay at the edge, in routes and *.server.ts.',
            },
            {
              group: ['pg', 'graphile-worker', '@prisma/*', '#app/generated/*'],
              message:
                'A pure file does not know the database; types are allowed, values belong in *.server.ts.',
              allowTypeImports: true,
            },
          ],
        },
      ],
    },
  },
  {
    files: ['app/**', 'extensions/**'],
    ignores: FRAMEWORK_FILES,
    rules: {
      // One name for a thing, wherever it is used. Only Remix's own files must export a default.
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
    },
  },
  {
    files: ['app/**'],
    ignores: ['app/**/ui/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['@shopify/polaris', '@shopify/polaris-icons', '@shopify/app-bridge-react'],
              message:
                'Parts of pages are in the ui/ folder of their capability; a route composes them.',
            },
          ],
        },
      ],
    },
  },
  { files: ['**/*.tsx', 'app/**/ui/**/*.ts'], ...reactHooks.configs.flat.recommended },
  {
    files: FRAMEWORK_FILES,
    rules: { '@typescript-eslint/only-throw-error': 'off' },
  },
  {
    files: TESTS,
    rules: {
      'no-restricted-properties': [
        'error',
        ...['mock', 'doMock'].map((property) => ({
          object: 'vi',
          property,
          message: 'Use the real part: a mocked module proves only that the mock works.',
        })),
        ...['test', 'it', 'describe'].flatMap((object) =>
          ['only', 'skip', 'todo'].map((property) => ({
            object,
            property,
            message: 'Every test runs, always.',
          })),
        ),
      ],
    },
  },
  // Module augmentation only merges interfaces, and describes whatever a package exports.
  {
    files: ['**/*.d.ts'],
    rules: {
      '@typescript-eslint/consistent-type-definitions': 'off',
      'no-restricted-exports': 'off',
    },
  },
  { files: ['**/*.{js,mjs}'], extends: [tseslint.configs.disableTypeChecked] },
  {
    files: ['extensions/**/*.js', 'tests/store/front/**/*.js'],
    languageOptions: { globals: { ...globals.browser, shopify: 'readonly', Shopify: 'readonly' } },
  },
);
