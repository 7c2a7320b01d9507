import type { BuildOptions } from 'esbuild'

import { pathOf } from '../bundle.ts'

/** What the client and its types import; the package brings it along. */
export const bundledPackages = ['openapi-fetch', 'openapi-typescript-helpers']

/** How the modules of the package are bundled. */
export const moduleOptions = {
  absWorkingDir: pathOf('.'),
  logLevel: 'warning',
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  mainFields: ['module', 'main'],
  // The build of yaml for Node.js is CommonJS, whose `require` an ES module does not have.
  alias: { yaml: './node_modules/yaml/browser/index.js' },
  external: ['aws-cdk-lib', 'constructs', ...bundledPackages],
} as const satisfies BuildOptions
