import { statusOf } from './api-error.ts'

/** Asked again, the API would say the same. */
const final: readonly (number | undefined)[] = [400, 403, 404]

type Polled = { state: { error: unknown } }

/** The rate of a polled query: none once the API has refused it, for example because of a bad filter. */
export function pollEvery(ms: number) {
  return ({ state: { error } }: Polled): number | false => !final.includes(statusOf(error)) && ms
}
