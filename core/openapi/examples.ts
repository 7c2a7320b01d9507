/** What the examples of the document are made of. */

export * from './delivery-examples.ts'
export * from './other-examples.ts'
export * from './stats-example.ts'
export * from './webhook-examples.ts'
