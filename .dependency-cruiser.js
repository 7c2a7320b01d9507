/** The import rules of docs/architecture.md, kept by a program. */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** The rooms of each folder, lowest floor first; the rooms of one floor do not know each other. */
const floors = {
  core: [
    ['values'],
    ['events', 'event-patterns'],
    ['webhooks'],
    ['deliveries'],
    ['audit'],
    ['waiting'],
    ['health'],
    ['tokens'],
    ['api'],
    ['api-keys', 'marketplaces'],
    ['fan-out', 'deliver', 'wake', 'settings', 'canary', 'integration'],
    ['mail'],
    ['manage'],
    ['openapi', 'archive'],
  ],
  adapters: [
    ['common'],
    ['stores', 'aws', 'smtp', 'http-client', 'xml', 'jsonata'],
    ['dynamodb', 'leveldb', 'oauth2', 'jwt'],
    ['sign-in', 'http-api'],
    ['embedded'],
  ],
  web: [
    ['text', 'common'],
    ['api'],
    ['sign-in'],
    ['shared'],
    ['app'],
    ['recovery', 'audit', 'api-keys', 'mail', 'reference'],
    ['log'],
    ['webhooks', 'events', 'event-types', 'overview', 'integration'],
  ],
}

/** A room imports only rooms of the floors below its own. */
const roomRules = Object.entries(floors).flatMap(([folder, all]) =>
  all.flatMap((rooms, floor) =>
    rooms.map((room) => {
      const others = all
        .slice(floor)
        .flat()
        .filter((other) => other !== room)
      return rule(
        `${folder}-${room}-imports-only-rooms-below`,
        'A room imports only rooms of the floors below its own.',
        { path: `^${folder}/${room}/` },
        { path: `^${folder}/(${others.join('|')})/` },
      )
    }),
  ),
)

export default {
  forbidden: [
    ...roomRules,
    rule('no-circles', 'A file can be read alone.', {}, { circular: true }),
    rule(
      'no-orphans',
      'Code that nobody imports and nobody runs goes.',
      {
        orphan: true,
        pathNot: [
          '^(bin|test|bench|web)/',
          '\\.aws\\.ts$',
          '^[^/]+\\.js$',
          '^adapters/jsonata/evaluator\\.mjs$',
          '^\\.[^/]+\\.js$',
        ],
      },
      {},
    ),
    rule(
      'core-is-pure',
      'core says what things mean: no AWS, no network, no disk, no other package.',
      { path: '^core/' },
      { pathNot: ['^core/', 'node_modules/(zod|jsonc-parser)/', '^(node:)?crypto$'] },
    ),
    rule(
      'nothing-that-runs-describes-itself',
      'The document of the API is written beforehand: no cold start waits for it.',
      { path: '^(core|adapters|lambdas|lib)/', pathNot: '^core/openapi/' },
      { path: '^core/openapi/' },
    ),
    rule(
      'adapters-know-core-alone',
      'adapters touch the world for core and for nobody else.',
      { path: '^adapters/' },
      { path: '^(lambdas|lib|bin|test|web|bench)/' },
    ),
    rule(
      'the-client-stands-alone',
      'Programs of others import the client: it brings nothing of the router.',
      { path: '^client/' },
      { pathNot: ['^client/', 'node_modules/openapi-(fetch|typescript-helpers)/'] },
    ),
    rule(
      'only-aws-adapters-speak-to-aws',
      'The AWS SDK stays in the two rooms that speak to AWS.',
      {
        path: '^(bin|lib|lambdas|core|adapters)/',
        pathNot: '^adapters/(aws|dynamodb)/',
      },
      { path: 'node_modules/@aws-sdk/' },
    ),
    rule(
      'the-page-knows-types-alone',
      'The page is loaded from anywhere: of the running code it takes what vanishes when it is built.',
      { path: '^web/' },
      { path: '^(core|adapters|lambdas|bin|lib|test)/', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'nothing-imports-the-page',
      'It is served as files.',
      { pathNot: '^(web|test)/' },
      { path: '^web/' },
    ),
    rule(
      'lib-imports-names-only',
      'lib describes infrastructure; from the running code it takes names, the settings, and what browsers may do with the page.',
      { path: '^lib/' },
      {
        path: '^(core|adapters|lambdas|bin|test)/',
        pathNot:
          '^(core/(events/catalogue|deliveries/archivable|health/notice|mail/mail-triggers|response-headers|api/roles|marketplaces/names|settings/[\\w-]+|values/version|webhooks/(iam-names|certificate-facts))|adapters/(common/(environment-variables|line-metrics)|stores/table-shapes))\\.ts$',
      },
    ),
    rule(
      'lambdas-do-not-know-the-embedded-engine',
      'What AWS runs never loads LevelDB or a sign-in server.',
      { path: '^lambdas/' },
      { path: '^adapters/(leveldb|embedded|sign-in)/' },
    ),
    rule(
      'nothing-imports-tests',
      'Tests import the product, never the other way round.',
      { pathNot: '^(test|bench)/' },
      { path: '^(test|bench)/' },
    ),
    rule(
      'declared-dependencies',
      'What is imported is in package.json; an app that installs the package has its own.',
      { pathNot: '^test/deploy/consumer/' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    rule(
      'no-dev-dependencies-at-run-time',
      'What runs is installed by npm ci --omit=dev too.',
      {
        path: '^(core|adapters|lambdas|bin|client)/',
        pathNot: '^bin/(app|openapi|client-schema)\\.ts$',
      },
      { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/@types/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(cdk\\.out|reports|(web/)?dist|\\.work|\\.venv|\\.postrider)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
