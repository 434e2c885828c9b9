/** Capabilities in the order of the house: none may import one that stands after it. */
const ORDER = [
  'lib',
  'platform',
  'queue',
  'shopify',
  'roll-ups',
  'ui',
  'audit',
  'access',
  'effects',
  'events',
  'profiles',
  'catalog',
  'predictions',
  'scoring',
  'segments',
  'consent',
  'definitions',
  'offers',
  'messages',
  'journeys',
  'onsite',
  'gallery',
  'destinations',
  'companies',
  'applications',
  'pipeline',
  'campaigns',
  'decisions',
  'journey-watch',
  'people',
  'insights',
  'privacy',
  'billing',
  'engine',
  'imports',
  'transfer',
  'problems',
  'http',
  'jobs',
  'routes',
];

const SERVER = '[.]server[.]tsx?$';
const TEST = '[.]test[.]tsx?$';
const PURE = {
  path: '^app/[^/]+/',
  pathNot: [SERVER, TEST, '^app/(routes|generated)/'],
};

/** A rule: files matching `from` must not import files matching `to`. */
function forbid(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to };
}

function orderRule(name, position) {
  return forbid(
    `order-${name}`,
    `Imports run one way: ${name}/ may only use what stands before it in the order of the house.`,
    { path: `^app/${name}/` },
    { path: `^app/(${ORDER.slice(position + 1).join('|')})/` },
  );
}

export default {
  forbidden: [
    forbid(
      'no-circular',
      'Two files that need each other are one file, or hide a third.',
      {},
      { circular: true },
    ),
    forbid(
      'no-unresolvable',
      'The file or package does not exist, or is not in package.json.',
      { path: '^(app|extensions|tests|prisma)/' },
      { couldNotResolve: true, pathNot: ['^#app/generated/', '^virtual:'] },
    ),
    forbid(
      'pure-stays-pure',
      'A file without .server decides and touches nothing; what it needs comes in as an argument.',
      PURE,
      { path: SERVER },
    ),
    // Module url only parses.
    forbid('pure-no-node-builtins', 'Files, sockets and processes belong in *.server.ts.', PURE, {
      dependencyTypes: ['core'],
      pathNot: '^(node:)?url$',
    }),
    forbid(
      'routes-are-leaves',
      'Nothing depends on a page; move what both need into a capability.',
      { path: '^app/', pathNot: '^app/routes/' },
      { path: '^app/routes/' },
    ),
    forbid(
      'http-is-served-by-the-web-process',
      'Only the web process serves HTTP; what a handler shares belongs in a capability.',
      { path: '^app/', pathNot: ['^app/http/', '^app/web[.]server[.]ts$'] },
      { path: '^app/http/' },
    ),
    forbid(
      'ui-fetches-nothing',
      'What pages are made of gets its data as props.',
      { path: '^app/.*ui/', pathNot: TEST },
      { path: [SERVER, '^app/routes/'] },
    ),
    forbid(
      'extensions-stand-alone',
      'Extensions run in the shop, the app on a server: they share no code.',
      { path: '^extensions/', pathNot: TEST },
      { path: '^(app|tests)/' },
    ),
    forbid(
      'app-without-extensions',
      'Extensions run in the shop, the app on a server: they share no code.',
      { path: '^app/' },
      { path: '^extensions/' },
    ),
    forbid(
      'app-without-tests',
      'What ships must not need what tests it.',
      { path: '^(app|prisma)/', pathNot: TEST },
      { path: ['^tests/', TEST] },
    ),
    ...ORDER.slice(0, -1).map(orderRule),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^app/generated/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
