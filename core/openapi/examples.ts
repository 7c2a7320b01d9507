/** The examples of the document. */

export * from './delivery-examples.ts'
export * from './other-examples.ts'
export * from './stats-example.ts'
export * from './trial-examples.ts'
export * from './webhook-examples.ts'
