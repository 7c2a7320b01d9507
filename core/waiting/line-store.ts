import type { Delivery } from '../deliveries/delivery.ts'
import type { DueAttempt } from '../deliveries/due-attempt.ts'

/** Identifies a line: the deliveries of one resource to one endpoint, if that has them in order. */
export type LineKey = Pick<Delivery, 'marketplace' | 'endpoint' | 'event'>

/** An ordered delivery's place in its line, with the attempt that is due when it is the first. */
export type Place = DueAttempt & {
  /** Places have ascending positions; a delivery that returns gets one at the end. */
  position: number
  /** Which delivery of the line it is, from 1; the same when it returns. */
  sequence: number
}

/** The lines of ordered deliveries: one for each resource and endpoint. */
export type LineStore = {
  /** Adds a place at the end of the line. */
  addPlace: (delivery: Delivery, attempt: DueAttempt) => Promise<Place>
  findFirstPlace: (line: LineKey) => Promise<Place | undefined>
  /** The place of a delivery, which may be anywhere in its line. */
  findPlace: (delivery: Delivery) => Promise<Place | undefined>
  removePlace: (line: LineKey, place: Place) => Promise<void>
}
