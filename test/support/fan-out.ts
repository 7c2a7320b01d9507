import { fanOut } from '../../core/fan-out/fan-out.ts'

/** What fanOut() makes, without what it counts. */
export async function madeBy(...given: Parameters<typeof fanOut>) {
  const fannedOut = await fanOut(...given)
  return fannedOut === 'uuid taken' ? fannedOut : fannedOut.deliveries
}
