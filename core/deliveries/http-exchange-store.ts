import type { Attempt, Delivery } from './delivery.ts'
import type { HttpExchange } from './http-exchange.ts'

/** The HTTP exchanges of attempts, stored for as long as their deliveries. */
export type HttpExchangeStore = {
  /** Two attempts under one number, which a crash can cause, each keep their exchange. */
  saveExchange: (delivery: Delivery, attempt: Attempt, exchange: HttpExchange) => Promise<void>
  /** The exchanges of the delivery's attempts, in their order; undefined where there is none. */
  findExchanges: (delivery: Delivery) => Promise<(HttpExchange | undefined)[]>
}
