import './sparkline.css'

import type { StatsBucket } from '../api/views.ts'

const heightPx = 24
const gap = 0.2

/** Stacked bars, one per bucket: the attempts, and the deliveries that wait. The text next to it has the same information. */
export function Sparkline({ buckets }: { buckets: readonly StatsBucket[] }) {
  const max = Math.max(1, ...buckets.map(totalOf))
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${buckets.length} ${heightPx}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <line
        className="sparkline-baseline"
        x1="0"
        x2={buckets.length}
        y1={heightPx}
        y2={heightPx}
        vectorEffect="non-scaling-stroke"
      />
      {buckets.map((bucket, index) => (
        <Bar key={bucket.from} bucket={bucket} x={index} scale={(heightPx - 1) / max} />
      ))}
    </svg>
  )
}

function Bar({ bucket, x, scale }: { bucket: StatsBucket; x: number; scale: number }) {
  const parts = [
    { kind: 'successful', count: bucket.attempts.delivered },
    { kind: 'other', count: bucket.pending + bucket.skipped + bucket.dropped },
    { kind: 'failed', count: bucket.attempts.failed },
  ]
  return parts.map(({ kind, count }, index) => {
    const below = parts.slice(0, index).reduce((sum, part) => sum + part.count, 0)
    return (
      <rect
        key={kind}
        className={`sparkline-${kind}`}
        x={x + gap / 2}
        width={1 - gap}
        y={heightPx - (below + count) * scale}
        height={count * scale}
      />
    )
  })
}

function totalOf({ attempts, pending, skipped, dropped }: StatsBucket): number {
  return attempts.delivered + attempts.failed + pending + skipped + dropped
}
