import { useNow } from './clock.ts'
import { fromNow, fromNowInShort, inFull } from './format.ts'

/** A moment as people say it, such as `3 min. ago`; in full on hovering, and for machines. */
export function Moment({ at }: { at: string }) {
  const now = useNow()
  return (
    <time className="moment" dateTime={at} title={inFull(at)}>
      {fromNowInShort(at, now)}
    </time>
  )
}

/** A moment in full, with how long ago it was. */
export function FullMoment({ at }: { at: string }) {
  const now = useNow()
  return (
    <time dateTime={at}>
      {inFull(at)} ({fromNow(at, now)})
    </time>
  )
}
